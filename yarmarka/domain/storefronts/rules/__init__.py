"""What is decided about shops: pure functions and tables."""
