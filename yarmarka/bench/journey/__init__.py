"""`bench journey`: the whole purchase through HTTP, and the pages and lists that lead to it."""
