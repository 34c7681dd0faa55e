"""Which pictures are kept, how large they are, and which nobody needs any more."""
