"""Template tags of the shop pages."""
