"""What the law asks for at import: dated rules of duty, taxes and fees, and what a consignment comes to."""
