"""How claims live: which step may follow which, by which terms, and who pays when nobody does anything.

Every part of an order whose money is still held is protected. A claim freezes that money; it ends in one of these ways:

| who acts | it ends |
|---|---|
| the seller agrees | the money goes back at the seller's cost |
| the seller is silent until `answer_by` | it goes back when `refund_at` comes, at the cost of whom the terms name |
| the seller contests | staff decide; if they are silent for `decide_days`, it goes back from the guarantee fund |
| the parcel comes | the claim is over, the time to look the goods over begins |
| the shopper withdraws it | as if it had never been |
| the parcel turns up after the refund | the refund stands; what its carrier owed for it, the fund bears |
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final

from yarmarka.domain.protection.errors import ClaimInvalid
from yarmarka.domain.protection.types import (
    Cause,
    ClaimStatus,
    ClaimStep,
    ClaimTerms,
    Payer,
    StepKind,
)
from yarmarka.vocabulary.money import Money

_S: Final = ClaimStatus
_ENDS: Final = {_S.REFUNDED, _S.DECLINED, _S.WITHDRAWN, _S.ARRIVED, _S.OVERTAKEN}
CLAIM_NEXT: Final = {
    _S.OPENED: {_S.CONTESTED} | _ENDS,
    _S.CONTESTED: _ENDS,
    _S.REFUNDED: {_S.FOUND},
    _S.DECLINED: set(),
    _S.WITHDRAWN: set(),
    _S.ARRIVED: set(),
    _S.OVERTAKEN: set(),
    _S.FOUND: set(),
}
MOST_PHOTOS: Final = 6
LONGEST_WORDS: Final = 2_000
LEAST_WORDS: Final = 10
#: a parcel that turns up later than this after its refund is left to people
LOOKED_FOR: Final = timedelta(days=180)
#: after these its carrier owes nothing for a claim's parcel any more
CARRIER_SETTLED: Final = frozenset({StepKind.CARRIER_PAID, StepKind.CARRIER_REFUSED, StepKind.FOUND})

_SOURCE: Final = "Yarmarka's own terms of protection, an example: take your own counsel"


def _terms(
    cause: Cause,
    *,
    answer: int,
    refund: int,
    payer: Payer,
    decide: int = 14,
    needs_photo: bool = False,
) -> ClaimTerms:
    return ClaimTerms(
        code=f"{cause.value}-2026",
        cause=cause,
        since=date(2026, 1, 1),
        until=None,
        answer_days=answer,
        refund_days=refund,
        payer=payer,
        decide_days=decide,
        payer_of_silence=Payer.FUND,
        needs_photo=needs_photo,
        source=_SOURCE,
        verified_on=date(2026, 11, 26),
    )


#: Dated: to change one, end it with `until` and add the next one; a claim keeps the terms of the day it was opened on.
TERMS: Final[tuple[ClaimTerms, ...]] = (
    _terms(Cause.OVERDUE, answer=5, refund=30, payer=Payer.FUND),
    _terms(Cause.LOST, answer=3, refund=3, payer=Payer.CARRIER),
    _terms(Cause.RETURNED, answer=5, refund=5, payer=Payer.SELLER),
    _terms(Cause.NOT_ARRIVED, answer=7, refund=7, payer=Payer.SELLER),
    _terms(Cause.DAMAGED, answer=7, refund=7, payer=Payer.SELLER, needs_photo=True),
    _terms(Cause.NOT_AS_DESCRIBED, answer=7, refund=7, payer=Payer.SELLER, needs_photo=True),
)


def terms_at(cause: Cause, *, day: date, of: Iterable[ClaimTerms] = TERMS) -> ClaimTerms:
    """Return the terms of claims of a cause that are opened on a day."""
    return next(
        one
        for one in of
        if one.cause is cause and one.since <= day and (one.until is None or day < one.until)
    )


def terms_called(code: str, *, of: Iterable[ClaimTerms] = TERMS) -> ClaimTerms:
    """Return the terms that a claim keeps by their code, whatever holds by now."""
    return next(one for one in of if one.code == code)


def answer_by(terms: ClaimTerms, *, opened_at: datetime) -> datetime:
    """Return until when the seller may answer."""
    return opened_at + timedelta(days=terms.answer_days)


def refund_at(terms: ClaimTerms, *, opened_at: datetime) -> datetime:
    """Return when the money goes back if nobody does anything."""
    return opened_at + timedelta(days=terms.refund_days)


def decide_by(terms: ClaimTerms, *, contested_at: datetime) -> datetime:
    """Return when the money goes back if the seller contested and staff do nothing."""
    return contested_at + timedelta(days=terms.decide_days)


def told_of_refund(steps: Iterable[ClaimStep]) -> Mapping[str, Any]:
    """Return what was written down of a claim's refund; nothing while there is none."""
    return next((step.facts for step in steps if step.kind is StepKind.REFUNDED), {})


def owed_by_carrier(steps: Iterable[ClaimStep]) -> tuple[str, Money] | None:
    """Return which carrier owes how much for a claim's parcel; nothing where none does, or does not any more."""
    steps = tuple(steps)
    told = told_of_refund(steps)
    if not told.get("carrier") or any(step.kind in CARRIER_SETTLED for step in steps):
        return None
    return told["carrier"], Money(told["carrier_owes_minor"], told["currency"])


def check_words(words: str, *, field: str) -> str:
    """Return what somebody says of a claim, without spaces around it. Raises ClaimInvalid."""
    said = words.strip()
    if not LEAST_WORDS <= len(said) <= LONGEST_WORDS:
        raise ClaimInvalid(field=field, reason="words", least=LEAST_WORDS, most=LONGEST_WORDS)
    return said


def check_photos(terms: ClaimTerms, *, photos: int) -> None:
    """Raise ClaimInvalid unless so many photos go with a claim of this cause."""
    if photos > MOST_PHOTOS or (terms.needs_photo and not photos):
        raise ClaimInvalid(field="photos", reason="photos", most=MOST_PHOTOS)
