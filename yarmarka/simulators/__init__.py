"""Stand-ins for the outside world: separate HTTP servers that keep their own state and know nothing of the platform."""
