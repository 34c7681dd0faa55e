"""What shoppers and sellers write to one another."""
