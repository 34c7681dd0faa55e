"""What providers count, held against what we count, and what is booked of the difference."""
