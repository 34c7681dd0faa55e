"""Comparing two parties: letters, words, names, qualifiers. Pure, and free of any database."""
