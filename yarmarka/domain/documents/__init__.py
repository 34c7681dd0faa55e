"""What merchants show to prove who they are."""
