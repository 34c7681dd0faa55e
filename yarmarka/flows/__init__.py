"""One file per story that crosses contexts."""
