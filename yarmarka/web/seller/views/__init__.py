"""Views of the seller's console, one file per story."""
