"""Machinery that knows no trade word."""
