"""Keys of exchanges: how many, how they look, what is kept of them."""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

#: one for each place where a seller runs 1C
MOST_KEYS: Final = 10


def password_digest(password: str) -> str:
    """Return what is kept of a password. It is 192 random bits, so a plain hash can't be guessed back."""
    return hashlib.sha256(password.encode()).hexdigest()


#: how long to wait after so many failures at least, so that a shop that is down is not asked every hour for ever
_WAITS: Final = (timedelta(0), timedelta(0), timedelta(0), timedelta(hours=3), timedelta(hours=6))
_LONGEST_WAIT: Final = timedelta(days=1)


def next_fetch(fetched_at: datetime, *, every_hours: int, failures: int) -> datetime:
    """Return when a price list is fetched again: as often as its seller wishes, seldom while it fails."""
    least = _WAITS[failures] if failures < len(_WAITS) else _LONGEST_WAIT
    return fetched_at + max(timedelta(hours=every_hours), least)


_PASSING: Final = frozenset({"no_answer", "too_slow", "crowded"})
_BUSY: Final = frozenset({408, 425, 429})


def may_come_later(facts: Mapping[str, Any]) -> bool:
    """Test by what an error tells if asking for a picture again may help."""
    status = facts.get("status", 0)
    return facts.get("reason") in _PASSING or status in _BUSY or status >= 500


#: so long whoever looks after an article's pictures has for it; then somebody else may
LEASE: Final = timedelta(minutes=15)
#: how long to wait before a picture that did not come is asked for again; then it is given up
_PICTURE_WAITS: Final = (timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6), timedelta(days=1))


def next_try(tried_at: datetime, *, tries: int) -> datetime | None:
    """Return when pictures are asked for again after so many tries in vain; nothing once they were enough."""
    return tried_at + _PICTURE_WAITS[tries - 1] if tries <= len(_PICTURE_WAITS) else None
