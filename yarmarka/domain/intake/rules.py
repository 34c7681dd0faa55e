"""Keys of exchanges: how many, how they look, what is kept of them."""

import hashlib
from typing import Final

#: one for each place where a seller runs 1C
MOST_KEYS: Final = 10


def password_digest(password: str) -> str:
    """Return what is kept of a password. It is 192 random bits, so a plain hash can't be guessed back."""
    return hashlib.sha256(password.encode()).hexdigest()
