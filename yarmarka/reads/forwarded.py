"""Which saved addresses, and which orders that were not sent yet, could be at forwarding addresses?"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from yarmarka.kernel.sql import Statement

_FORWARDED: Final = Statement.beside(__file__, "forwarded")
#: a preview compares no more than this
MOST: Final = 200_000


@dataclass(frozen=True)
class Somewhere:
    """A saved address (`saved`) or that of an order (`order`) with its number and state."""

    kind: str
    id: UUID
    person_id: UUID
    number: str
    status: str
    address: dict[str, Any]


def addresses_in(places: Iterable[tuple[str, str]]) -> tuple[list[Somewhere], bool]:
    """Return the addresses in countries, `MOST` of them at most, and whether there are more.

    Where a postal code is named, only those with it. Addresses of orders come first.
    """
    pairs = sorted(set(places))
    found = _FORWARDED.rows(
        Somewhere,
        countries=[country for country, _ in pairs],
        postal_codes=[code for _, code in pairs],
        most=MOST + 1,
    )
    return found[:MOST], len(found) > MOST
