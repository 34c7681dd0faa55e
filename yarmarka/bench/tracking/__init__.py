"""`bench tracking`: how many of carriers' words a second are taken in, beside what PostgreSQL alone does."""
