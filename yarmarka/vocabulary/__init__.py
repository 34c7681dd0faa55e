"""Trade words that two or more contexts share: frozen and pure."""
