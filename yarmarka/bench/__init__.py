"""How fast it is: each bench names its ceiling or rival and measures both side by side."""
