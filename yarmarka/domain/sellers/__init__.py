"""Owns merchants: who they are by law, their staff and standing."""
