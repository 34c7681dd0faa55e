"""Goods that are probably the same: why, who said so, and what a person decided."""
