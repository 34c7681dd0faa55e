"""How the platform keeps its connections to PostgreSQL."""
