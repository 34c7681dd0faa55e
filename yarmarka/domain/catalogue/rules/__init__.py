"""What is decided about goods: pure functions and tables."""
