"""What may not go where, and who said so: dated restrictions, decisions by them, and what a person cleared."""
