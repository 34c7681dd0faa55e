"""What is decided about cards: pure functions and tables."""
