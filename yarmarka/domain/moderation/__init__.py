"""Owns what may be listed: dated rules, the cards that they stopped, and what became of each."""
