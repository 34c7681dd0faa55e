"""Evaluating restrictions: pure, so that any past decision can be made again from what the log holds of it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final
from uuid import UUID

from yarmarka.domain.compliance.errors import RestrictionIncomplete, RestrictionInThePast
from yarmarka.domain.compliance.types import (
    Deal,
    Direction,
    Extent,
    Handling,
    Licence,
    Outcome,
    Restriction,
    RestrictionWish,
    Tie,
    Verdict,
)

#: what may be chosen for orders that stand, by their state
CHOICES: Final = {
    "unpaid": (Handling.FINISH, Handling.REFUND),
    "to_ship": (Handling.FINISH, Handling.HOLD, Handling.REFUND),
    "sent": (Handling.FINISH, Handling.RECALL, Handling.REFUND),
}
_HARDNESS: Final = {outcome: hardness for hardness, outcome in enumerate(Outcome)}
_LANGUAGES: Final = ("ru", "en", "zh")
ALLOWED: Final = Verdict(Outcome.ALLOW)


def in_force(restrictions: Iterable[Restriction], *, at: datetime) -> tuple[Restriction, ...]:
    """Return those that hold at an instant: from their first to, but without, their last."""
    return tuple(one for one in restrictions if one.since <= at and (one.until is None or at < one.until))


def evaluate(deal: Deal, restrictions: Sequence[Restriction]) -> Verdict:
    """Return the hardest that the restrictions in force say of a deal.

    Where only signs hint at a restricted place, the deal is never blocked by itself: a person looks.
    """
    verdict, under_licence = ALLOWED, []
    for one in restrictions:
        is_sure = _is_about(one.wish, deal)
        if not is_sure and not _is_about(one.wish, deal, hinted=True):
            continue
        if _is_to_finish(one, deal):
            continue
        if one.wish.outcome is Outcome.LICENCE and one.wish.code in deal.licensed:
            under_licence.append(one)
            continue
        outcome = (
            one.wish.outcome if is_sure else min(one.wish.outcome, Outcome.HOLD, key=_HARDNESS.__getitem__)
        )
        if _HARDNESS[outcome] > _HARDNESS[verdict.outcome]:
            verdict = Verdict(outcome, (one,), is_hinted=not is_sure)
        elif outcome is verdict.outcome:
            verdict = Verdict(outcome, (*verdict.by, one), is_hinted=verdict.is_hinted and not is_sure)
    return replace(verdict, under_licence=tuple(under_licence)) if under_licence else verdict


def waits_for_people(verdict: Verdict, *, cleared_at: datetime | None) -> bool:
    """Test if somebody has to do something first: look at it, or bring a licence, for which a look is no substitute.

    A look is at what holds by then: what begins after it asks for another.
    """
    if verdict.outcome is not Outcome.HOLD:
        return verdict.outcome is Outcome.LICENCE
    return cleared_at is None or any(one.since > cleared_at for one in verdict.by)


def check_wish(wish: RestrictionWish, *, now: datetime) -> None:
    """Raise RestrictionIncomplete or RestrictionInThePast for what can't be put in force as it stands."""
    for field in ("code", "regime", "legal_basis", "places"):
        if not getattr(wish, field):
            raise RestrictionIncomplete(field=field)
    for field in ("shopper_texts", "seller_texts"):
        if not all(getattr(wish, field).get(language, "").strip() for language in _LANGUAGES):
            raise RestrictionIncomplete(field=field)
    if not set(wish.nexus) <= set(Tie):
        raise RestrictionIncomplete(field="nexus")
    if any(chosen not in CHOICES.get(state, ()) for state, chosen in wish.handling.items()):
        raise RestrictionIncomplete(field="handling")
    if wish.since < now:
        raise RestrictionInThePast(field="at")


def check_licence(licence: Licence) -> None:
    """Raise RestrictionIncomplete for a licence that says too little of itself or ends before it begins."""
    for field in ("restriction", "number", "issuer"):
        if not getattr(licence, field).strip():
            raise RestrictionIncomplete(field=field)
    if licence.until <= licence.since:
        raise RestrictionIncomplete(field="until")


def licensed(licences: Iterable[Licence], *, seller_id: UUID | None, at: datetime) -> frozenset[str]:
    """Return the codes of the restrictions for which a licence holds at an instant, for this seller or for all."""
    return frozenset(
        one.restriction
        for one in licences
        if one.since <= at < one.until and one.seller_id in {None, seller_id}
    )


def extent_of(wish: RestrictionWish) -> Extent:
    """Return how much of what goes to its places a restriction is about."""
    match wish.outcome:
        case Outcome.BLOCK:
            is_narrow = (
                wish.direction is Direction.FROM
                or wish.hs_prefixes
                or wish.categories
                or wish.parties
                or wish.nexus
            )
            return Extent.SOME_GOODS if is_narrow else Extent.EVERYTHING
        case Outcome.HOLD | Outcome.LICENCE:
            return Extent.LOOKED_AT
        case _:
            return Extent.TOLD


def handling_of(restriction: Restriction, state: str) -> Handling:
    """Return what becomes of an order in a state; what nobody chose goes on, for it was sold in good faith."""
    return Handling(restriction.wish.handling.get(state, Handling.FINISH))


def _is_about(wish: RestrictionWish, deal: Deal, *, hinted: bool = False) -> bool:
    return (
        _is_there(wish, deal, hinted=hinted)
        and (not wish.hs_prefixes or any(code.startswith(wish.hs_prefixes) for code in deal.hs_codes))
        and (not wish.categories or not deal.categories.isdisjoint(wish.categories))
        and (not wish.parties or deal.seller_id in wish.parties)
        and (
            not wish.nexus
            or any(
                not deal.ties.get(tie, frozenset()).isdisjoint(values) for tie, values in wish.nexus.items()
            )
        )
    )


def _is_there(wish: RestrictionWish, deal: Deal, *, hinted: bool) -> bool:
    to = deal.hinted if hinted else deal.to
    goes = wish.direction in {Direction.TO, Direction.BOTH} and not to.isdisjoint(wish.places)
    comes = wish.direction in {Direction.FROM, Direction.BOTH} and not deal.origin.isdisjoint(wish.places)
    return goes or (comes and not hinted)


def _is_to_finish(one: Restriction, deal: Deal) -> bool:
    """Test if this order stood before the restriction began, and orders in its state are finished."""
    if deal.placed_at is None or deal.placed_at >= one.since:
        return False
    return handling_of(one, deal.state) is Handling.FINISH
