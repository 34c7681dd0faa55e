"""Claims: what went wrong with a part of an order, who answers for it, and how it ends."""
