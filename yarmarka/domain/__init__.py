"""One folder per bounded context; none imports another."""
