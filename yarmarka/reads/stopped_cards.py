"""Which cards did rules stop, why, and what changed in them since somebody last looked?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from yarmarka.domain.accounts.queries import people
from yarmarka.domain.accounts.types import PersonCard
from yarmarka.domain.moderation.queries import cases_of, open_cases, rules_by_id
from yarmarka.domain.moderation.rules.cases import changes
from yarmarka.domain.moderation.types import CardRule, CaseCard, CaseStatus, Finding
from yarmarka.domain.sellers.queries import sellers
from yarmarka.domain.sellers.types import SellerCard
from yarmarka.kernel.sql import Statement

_OFFERS: Final = Statement.beside(__file__, "stopped_offers")


@dataclass(frozen=True)
class StoppedCard:
    """A case with all that a page tells of it."""

    case: CaseCard
    seller: SellerCard
    findings: list[tuple[Finding, CardRule | None]]
    #: field, from, to; empty for a card that nobody has looked at before
    changes: list[tuple[str, Any, Any]]
    picture: str
    tint: int
    #: nothing once the offer is gone
    offer_id: UUID | None
    decided_by: PersonCard | None


@dataclass(frozen=True)
class _Offer:
    case_id: UUID
    offer_id: UUID | None
    picture: str
    tint: int


def stopped_cards(
    statuses: Collection[CaseStatus], *, seller_id: UUID | None = None, limit: int, offset: int = 0
) -> list[StoppedCard]:
    """Return a page of cases at some steps: of all sellers the longest standing first, of one its newest first."""
    if seller_id is None:
        return _told(open_cases(statuses=statuses, limit=limit, offset=offset))
    return _told(cases_of(seller_id=seller_id, statuses=statuses, limit=limit, offset=offset))


def _told(cases: Sequence[CaseCard]) -> list[StoppedCard]:
    if not cases:
        return []
    merchants = sellers({one.seller_id for one in cases})
    rules = rules_by_id({finding.rule_id for one in cases for finding in one.findings})
    offers = {row.case_id: row for row in _OFFERS.rows(_Offer, case_ids=[one.id for one in cases])}
    deciders = people({one.decided_by for one in cases if one.decided_by})
    return [
        StoppedCard(
            case=one,
            seller=merchants[one.seller_id],
            findings=[(finding, rules.get(finding.rule_id)) for finding in one.findings],
            changes=changes(one.before, one.card),
            picture=offers[one.id].picture,
            tint=offers[one.id].tint,
            offer_id=offers[one.id].offer_id,
            decided_by=deciders.get(one.decided_by) if one.decided_by else None,
        )
        for one in cases
    ]
