"""Denied-party screening: who on a list a name could be, how surely, and why."""
