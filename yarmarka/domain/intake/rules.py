"""Keys of exchanges: how many, how they look, what is kept of them."""

import hashlib
from collections.abc import Mapping, Sequence
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


#: so often in a row a host may fail before its other pictures wait
MOST_FAILURES: Final = 3
#: an asked pause that is no longer than this is waited for; a longer one lets pictures come later
SHORT_PAUSE: Final = timedelta(seconds=10)
#: of a host that asks to be left alone and does not say how long
_UNSAID_PAUSE: Final = timedelta(minutes=1)
#: how long a host rests at least, once more and more often without a picture in between
_RESTS: Final = (timedelta(seconds=1), *_PICTURE_WAITS)


def asked_pause(facts: Mapping[str, Any]) -> timedelta | None:
    """Return how long a host asks to be left alone by what it answered; nothing where it does not ask."""
    if (seconds := facts.get("retry_after_s")) is not None:
        return timedelta(seconds=seconds)
    return _UNSAID_PAUSE if facts.get("status") == 429 else None


def is_failing(facts: Mapping[str, Any]) -> bool:
    """Test by what an error tells if the host is at fault, and not the one address."""
    return facts.get("reason") in {"no_answer", "too_slow"} or facts.get("status", 0) >= 500


def next_rest(facts: Mapping[str, Any], *, times: int) -> timedelta:
    """Return how long a host rests that has rested so often already: as long as it asked, and longer each time."""
    asked = asked_pause(facts)
    if asked is None:
        return _PICTURE_WAITS[min(times, len(_PICTURE_WAITS) - 1)]
    return max(asked, _RESTS[min(times, len(_RESTS) - 1)])


def next_look(
    now: datetime, *, tries: int, tried: Sequence[datetime], asked: Sequence[datetime]
) -> tuple[datetime | None, int]:
    """Return when an article's pictures are looked after again, if ever, and how many tries that makes.

    `tried` has for each picture that did not come and still may since when it may be asked for; `asked` until when
    hosts have asked to be left alone: whose picture was not asked for is not a try.
    """
    if not tried and asked:
        return min(asked), tries
    again = next_try(now, tries=tries + 1) if tried else None
    hopes = [*asked, *([max(again, min(tried))] if again else [])]
    return min(hopes, default=None), tries + 1
