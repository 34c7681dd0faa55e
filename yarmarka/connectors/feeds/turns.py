"""Whose file is asked for next: each seller's in turn, and no more of a host at once than it stands."""

from collections import Counter, defaultdict
from collections.abc import Container
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

_USUAL: Final = {"http": 80, "https": 443}
_LONGEST: Final = 260


def host_of(address: str) -> str:
    """Return the host that an address names, with its port unless that is the usual one; nothing if it names none."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return ""
    shown = "" if port in {None, _USUAL.get(parts.scheme)} else f":{port}"
    return f"{parts.hostname or ''}{shown}"[:_LONGEST]


@dataclass(frozen=True)
class Errand:
    """A file to bring for a seller, from a web address or from where it lies here; that has no host."""

    address: str
    host: str
    seller_id: UUID
    #: developed even where the store has its files
    is_anew: bool = False


class Turns:
    """What is wanted and what is under way. A host that has not answered well yet is asked for one file at a time."""

    def __init__(self, *, per_host: int) -> None:
        self._per_host = per_host
        self._wanted: dict[UUID, dict[str, Errand]] = {}
        self._asked: Counter[str] = Counter()
        self._under_way: Counter[UUID] = Counter()
        self._bears: defaultdict[str, int] = defaultdict(lambda: 1)
        self._last_turn: defaultdict[UUID, int] = defaultdict(int)
        self._turn = 0

    def want(self, errand: Errand) -> None:
        """Have a file brought in its seller's turn."""
        self._wanted.setdefault(errand.seller_id, {})[errand.address] = errand

    def has_wanted(self) -> bool:
        """Test if anything was wanted that was not begun."""
        return bool(self._wanted)

    def under_way(self) -> int:
        """Return how many errands were begun and are not settled."""
        return self._under_way.total()

    def begin(self, *, resting: Container[str]) -> Errand | None:
        """Return what is asked for next, if anything may be: of who has the least under way, then waited longest."""
        for seller_id in sorted(self._wanted, key=lambda one: (self._under_way[one], self._last_turn[one])):
            for errand in self._wanted[seller_id].values():
                if not errand.host or (errand.host not in resting and self._has_room(errand.host)):
                    return self._begun(errand)
        return None

    def answered(self, errand: Errand, *, well: bool) -> None:
        """Let the host be asked for another file: for several at once while it answers well."""
        self._asked[errand.host] -= 1
        self._bears[errand.host] = self._per_host if well else 1

    def settled(self, errand: Errand) -> None:
        """Let another errand be begun instead."""
        self._under_way[errand.seller_id] -= 1

    def drop(self, host: str) -> list[Errand]:
        """Want nothing more of a host; return what was wanted."""
        dropped = [
            errand for wanted in self._wanted.values() for errand in wanted.values() if errand.host == host
        ]
        for errand in dropped:
            self._take_off(errand)
        return dropped

    def _has_room(self, host: str) -> bool:
        return self._asked[host] < self._bears[host]

    def _begun(self, errand: Errand) -> Errand:
        self._take_off(errand)
        self._turn += 1
        self._last_turn[errand.seller_id] = self._turn
        self._asked[errand.host] += 1
        self._under_way[errand.seller_id] += 1
        return errand

    def _take_off(self, errand: Errand) -> None:
        wanted = self._wanted[errand.seller_id]
        del wanted[errand.address]
        if not wanted:
            del self._wanted[errand.seller_id]
