"""A person's own pages: what they have here, how they sign in, what they are told, and their data."""
