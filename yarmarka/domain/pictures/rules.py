"""How pictures are named, and how long one that nobody refers to is kept."""

import hashlib
from datetime import timedelta
from typing import Final

#: Goes up when widths, formats or qualities change: the same original then gets another name.
RECIPE: Final = 1
#: Somebody who has sent a picture has so long to send the form that it belongs to.
UNUSED_KEPT: Final = timedelta(days=2)


def digest_of(original: bytes) -> str:
    """Return what tells one original from another."""
    return hashlib.sha256(original).hexdigest()


def name_of(digest: str) -> str:
    """Return the name that an original's files lie under."""
    return hashlib.sha256(f"{RECIPE}:{digest}".encode()).hexdigest()[:32]
