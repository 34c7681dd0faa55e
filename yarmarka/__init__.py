"""Yarmarka: an open platform for a marketplace that trades across borders."""

__version__ = "0.1.0"
