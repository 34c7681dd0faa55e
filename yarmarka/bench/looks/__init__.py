"""`bench pages` and `bench pictures`: how the pages of a running demo look, and what the judges say of them."""
