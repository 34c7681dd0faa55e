"""Draws pictures of goods from the house's drawings: each thing in colours, with a pattern, from a side of its own."""
