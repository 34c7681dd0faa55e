"""Owns categories, products, variants and the offers that sellers make for them."""
