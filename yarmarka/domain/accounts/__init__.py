"""Owns people, how they sign in, their addresses and consents."""
