"""Owns stock by warehouse, and timed holds on it."""
