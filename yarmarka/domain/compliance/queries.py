"""What is restricted, and what was decided?"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import msgspec

from yarmarka.domain.compliance.models import (
    ClearanceRow,
    DecisionRow,
    ForwarderRow,
    LicenceRow,
    ObjectionRow,
    RestrictionRow,
)
from yarmarka.domain.compliance.rules import evaluate, in_force
from yarmarka.domain.compliance.rules.forwarding import ForwardingIndex, as_restriction, sign_of
from yarmarka.domain.compliance.types import (
    Deal,
    DecisionCard,
    Forwarder,
    ForwarderWish,
    ForwardingTexts,
    Licence,
    Outcome,
    Restriction,
    RestrictionWish,
    Step,
    Verdict,
)
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.remembered import Remembered
from yarmarka.vocabulary.places import PostalAddress


@dataclass(frozen=True)
class _Listed:
    """The list of forwarding addresses as it is evaluated: by sign, and indexed by words."""

    rules: Mapping[str, Restriction]
    index: ForwardingIndex


_LISTED: Final = Remembered[_Listed]()
_FORWARDING: Final = Path(__file__).parent / "forwarding.toml"
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
    """Ask for restrictions and the list of forwarding addresses anew: this process has just changed some."""
    _ALL.forget()
    _LISTED.forget()


def forwarders() -> tuple[Forwarder, ...]:
    """Return every forwarding address that was ever on the list, the newest first."""
    return tuple(forwarder_card(row) for row in ForwarderRow.objects.order_by("-valid", "words"))


def forwarding_rules(addresses: Sequence[PostalAddress], *, at: datetime) -> list[tuple[Restriction, ...]]:
    """Return for each address the entries of the list that it is at an instant, as restrictions.

    The list is remembered and indexed; while it is empty nothing is asked and nothing compared.
    """
    known = _listed()
    if not known.index:
        return [()] * len(addresses)
    return [
        in_force((known.rules[key] for key in known.index.matches(address)), at=at) for address in addresses
    ]


def is_anything_forwarded() -> bool:
    """Test if any forwarding address is on the list; remembered."""
    return bool(_listed().index)


def rules_of(deal: Deal, *, at: datetime) -> tuple[Restriction, ...]:
    """Return what a deal was held to at an instant: restrictions, and the forwarding addresses that it hints at."""
    known = _listed().rules
    named = (known[sign] for sign in sorted(deal.hinted) if sign in known)
    return (*restrictions_at(at), *in_force(named, at=at))


def listed_words(sign: str) -> str:
    """Return the words of the entry whose sign this is; a dash for one that this process does not know yet."""
    entry = _listed().rules.get(sign)
    return entry.wish.regime if entry else "–"


def forwarding_texts() -> ForwardingTexts:
    """Return what is read about addresses on the list, and the examples that come with the house; none is in force."""
    return msgspec.toml.decode(_FORWARDING.read_bytes(), type=ForwardingTexts)


def forwarder_card(row: ForwarderRow) -> Forwarder:
    """Return an entry's row as others see it."""
    since, until = row.valid.lower, row.valid.upper
    wish = ForwarderWish(row.country, row.words, row.source, row.postal_code, row.note, since, until)
    return Forwarder(row.id, wish, since, until, row.author_id, row.approver_id)


def _listed() -> "_Listed":
    known = _LISTED.get()
    if known is not None:
        return known
    entries = forwarders()
    texts = forwarding_texts() if entries else None
    rules = {sign_of(one.id): as_restriction(one, texts) for one in entries} if texts else {}
    index = ForwardingIndex((sign_of(one.id), one.wish) for one in entries)
    return _LISTED.keep(_Listed(rules, index))


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


def cleared(order_ids: Collection[UUID]) -> dict[UUID, datetime]:
    """Return those of these orders that somebody has looked at and let go on, each with when that was last."""
    found = ClearanceRow.objects.filter(order_id__in=list(order_ids)).order_by("at")
    return dict(found.values_list("order_id", "at"))


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
    known = (*restrictions(), *_listed().rules.values()) if rows else ()
    by = {one.id: one for one in known}
    cards = []
    for row in rows:
        named = tuple(by[UUID(one)] for one in row.restriction_ids)
        outcome = Outcome(row.outcome)
        deal = msgspec.convert(row.inputs, type=Deal)
        if outcome is Outcome.ALLOW:
            verdict = Verdict(outcome, under_licence=named)
        else:
            # Signs alone led to it if nothing would have been said without them.
            is_hinted = not evaluate(replace(deal, hinted=frozenset()), named).by
            verdict = Verdict(outcome, named, is_hinted=is_hinted)
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
