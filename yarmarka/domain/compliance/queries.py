"""What is restricted, and what was decided?"""

from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import msgspec

from yarmarka.domain.compliance.models import (
    ClearanceRow,
    DecisionRow,
    LicenceRow,
    ObjectionRow,
    RestrictionRow,
)
from yarmarka.domain.compliance.rules import in_force
from yarmarka.domain.compliance.types import (
    Deal,
    DecisionCard,
    Licence,
    Outcome,
    Restriction,
    RestrictionWish,
    Step,
    Verdict,
)
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.remembered import Remembered

_ALL: Final = Remembered[tuple[Restriction, ...]]()
_SUPPLIED: Final = Path(__file__).parent / "supplied.toml"


def restrictions() -> tuple[Restriction, ...]:
    """Return every restriction, the newest first; remembered, so that asking again costs nothing."""
    known = _ALL.get()
    if known is not None:
        return known
    return _ALL.keep(
        tuple(restriction_card(row) for row in RestrictionRow.objects.order_by("-valid", "code"))
    )


def restrictions_at(at: datetime) -> tuple[Restriction, ...]:
    """Return the restrictions that hold at an instant."""
    known = restrictions()
    return in_force(known, at=at) if known else ()


def forget_restrictions() -> None:
    """Ask for restrictions anew: this process has just changed some."""
    _ALL.forget()


def restriction(restriction_id: UUID) -> Restriction:
    """Return a restriction as it stands. Raises Missing."""
    row = RestrictionRow.objects.filter(id=restriction_id).first()
    if row is None:
        raise Missing(what="restriction")
    return restriction_card(row)


def restriction_card(row: RestrictionRow) -> Restriction:
    """Return a restriction's row as others see it."""
    return Restriction(
        id=row.id,
        wish=wish_from(row.terms),
        since=row.valid.lower,
        until=row.valid.upper,
        author=row.author_id,
        approver=row.approver_id,
        told_at=row.told_at,
        ended_told_at=row.ended_told_at,
    )


def wish_from(terms: Any) -> RestrictionWish:
    """Return the wish that `as_terms` wrote."""
    return msgspec.convert(terms, type=RestrictionWish)  # type: ignore[no-any-return, unused-ignore]


def as_terms(wish: RestrictionWish) -> Any:
    """Return a wish as JSON facts."""
    return msgspec.to_builtins(wish)


def examples() -> dict[str, RestrictionWish]:
    """Return the example regimes that come with the house, by code. None of them is in force until adopted."""
    told = msgspec.toml.decode(_SUPPLIED.read_bytes(), type=dict[str, list[RestrictionWish]])
    return {wish.code: wish for wish in told["example"]}


def cleared(order_ids: Collection[UUID]) -> frozenset[UUID]:
    """Return those of these orders that somebody has looked at and let go on."""
    found = ClearanceRow.objects.filter(order_id__in=list(order_ids))
    return frozenset(found.values_list("order_id", flat=True))


def decided(decision_id: UUID) -> tuple[Deal, Verdict, datetime]:
    """Return what was decided, from what, and when: `rules.evaluate` makes it again. Raises Missing."""
    row = DecisionRow.objects.filter(id=decision_id).first()
    if row is None:
        raise Missing(what="decision")
    card = _decision_cards([row])[0]
    return card.deal, card.verdict, card.at


def decisions(*, order_id: UUID | None = None, limit: int = 100) -> tuple[DecisionCard, ...]:
    """Return decisions of the log, the newest first; of one order if it is named."""
    rows = DecisionRow.objects.order_by("-at", "-id")
    if order_id:
        rows = rows.filter(order_id=order_id)
    return _decision_cards(list(rows[:limit]))


def _decision_cards(rows: Sequence[DecisionRow]) -> tuple[DecisionCard, ...]:
    by = {one.id: one for one in restrictions()} if rows else {}
    cards = []
    for row in rows:
        named = tuple(by[UUID(one)] for one in row.restriction_ids)
        outcome = Outcome(row.outcome)
        verdict = (
            Verdict(outcome, under_licence=named) if outcome is Outcome.ALLOW else Verdict(outcome, named)
        )
        deal = msgspec.convert(row.inputs, type=Deal)
        cards.append(DecisionCard(row.id, row.at, Step(row.step), row.order_id, deal, verdict))
    return tuple(cards)


def objections(order_ids: Collection[UUID]) -> dict[UUID, tuple[str, ...]]:
    """Return what was written about these orders, the oldest first."""
    found: dict[UUID, tuple[str, ...]] = {}
    for row in ObjectionRow.objects.filter(order_id__in=list(order_ids)).order_by("at", "id"):
        found[row.order_id] = (*found.get(row.order_id, ()), row.words)
    return found


def licences() -> tuple[Licence, ...]:
    """Return every licence, the one that ends last first."""
    return tuple(
        Licence(
            restriction=row.restriction,
            number=row.number,
            issuer=row.issuer,
            since=row.valid.lower,
            until=row.valid.upper,
            seller_id=row.seller_id,
        )
        for row in LicenceRow.objects.order_by("-valid")
    )


def licences_for(rules: Collection[Restriction]) -> tuple[Licence, ...]:
    """Return the licences that restrictions ask for; nothing is asked where none of them asks for one."""
    asks = any(one.wish.outcome is Outcome.LICENCE for one in rules)
    return licences() if asks else ()
