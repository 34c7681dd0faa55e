"""Words that mean the same, as staff added them to the house's own list."""
