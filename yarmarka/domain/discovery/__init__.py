"""Owns what searches and purchases taught of finding goods: the click log, and what is bought together."""
