"""What takes two people to change: proposals of dated rules, and how they were decided."""
