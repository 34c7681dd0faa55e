"""Lists of denied parties, as those who keep them publish them. An operator loads them; none comes with us."""
