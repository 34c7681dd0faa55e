"""What we send to banks and what they answer, as files (ISO 20022)."""
