"""`bench matching`: how many of the same goods are proposed, and how many proposals are right, with the keys hidden."""
