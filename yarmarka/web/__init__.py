"""Pages people see, grouped by who is looking."""
