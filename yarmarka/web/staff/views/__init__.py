"""Views of the operator's console, one file per story."""
