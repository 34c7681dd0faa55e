"""Pages of the seller."""
