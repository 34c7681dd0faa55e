"""The outside world: a port for each kind of service, and a folder for each service that fits it."""
