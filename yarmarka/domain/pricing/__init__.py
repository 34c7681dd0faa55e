"""Owns recorded exchange rates and commission, both dated."""
