"""The tables of the operator's console, one file per room."""
