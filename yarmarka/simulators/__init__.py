"""Stand-ins for the outside world: separate HTTP servers with their own state that know nothing of us."""
