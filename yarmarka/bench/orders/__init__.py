"""`bench orders`: orders a second through HTTP, beside what PostgreSQL alone does."""
