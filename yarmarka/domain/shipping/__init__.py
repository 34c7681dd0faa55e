"""Owns carriers, delivery services, parcels and what happened to them."""
