"""The shops: where each is found, what it sells, how it looks, and every version that was published."""
