"""How fast search is over a million offers: in process, through HTTP, and beside PostgreSQL alone."""
