"""What people would like to have, and what it cost when they noted it."""
