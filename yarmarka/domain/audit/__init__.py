"""Who of the staff did what, to what, and what changed."""
