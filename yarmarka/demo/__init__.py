"""A world to try the marketplace in: goods, people and a past, all made up, all made by the real flows."""
