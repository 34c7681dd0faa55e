"""How good search is: judged queries, asked of the real index by the real path."""
