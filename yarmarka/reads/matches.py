"""Which goods are probably the same, and what do both cards say?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from yarmarka.domain.matching.types import Evidence, Kind, MatchStatus, Origin
from yarmarka.kernel.sql import Statement

_MATCHES: Final = Statement.beside(__file__, "matches")
_SIDES: Final = Statement.beside(__file__, "match_sides")


@dataclass(frozen=True)
class SideOffer:
    """Who offers goods: under which article, for how much, and whether just now."""

    id: UUID
    seller_id: UUID
    seller: str
    sku: str
    price_minor: int
    currency: str
    status: str


@dataclass(frozen=True)
class Side:
    """One of two cards that are compared, with its offers and what shoppers said of it."""

    product_id: UUID
    titles: dict[str, str]
    descriptions: dict[str, str]
    brand: str
    part_number: str
    gtins: list[str]
    category: dict[str, str]
    attributes: list[dict[str, Any]]
    picture: str
    tint: int
    reviews: int
    joined_into: UUID | None
    offers: list[SideOffer]


@dataclass(frozen=True)
class _Row:
    id: UUID
    kind: Kind
    origin: Origin
    status: MatchStatus
    one_id: UUID
    other_id: UUID | None
    score: int
    evidence: list[Evidence]
    found_at: datetime
    seller: str
    sku: str
    words: str
    decided_at: datetime | None
    decided_by: str
    reason: str


@dataclass(frozen=True)
class Match(_Row):
    """A proposal with both cards; of a split there is only one. `decided_by` and `seller` are names."""

    one: Side | None
    other: Side | None

    @property
    def is_open(self) -> bool:
        """Whether somebody has yet to decide it."""
        return self.status in {MatchStatus.OPEN, MatchStatus.LATER}


def matches(
    statuses: Collection[MatchStatus],
    *,
    origins: Collection[Origin] = tuple(Origin),
    least: int = 0,
    below: int = 101,
    limit: int,
    offset: int = 0,
) -> list[Match]:
    """Return proposals in some states, those that wait the surest first, others the last decided first."""
    rows = _MATCHES.decoded(
        list[_Row],
        statuses=list(statuses),
        origins=list(origins),
        least=least,
        below=below,
        limit=limit,
        offset=offset,
    )
    sides = match_sides([key for row in rows for key in (row.one_id, row.other_id) if key])
    return [
        Match(**vars(row), one=sides.get(row.one_id), other=sides.get(row.other_id) if row.other_id else None)
        for row in rows
    ]


def match_sides(product_ids: Sequence[UUID]) -> dict[UUID, Side]:
    """Return what cards say, by product."""
    if not product_ids:
        return {}
    found = _SIDES.decoded(list[Side], product_ids=list(product_ids))
    return {side.product_id: side for side in found}
