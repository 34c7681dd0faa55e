"""Owns baskets, and the shopper's order with its seller orders."""
