"""What a difference means for what a provider owes us.

A payment is money that the provider owes us; refunds, payouts and fees are taken from it.
"""

from typing import Final

from yarmarka.domain.reconciliation.types import Counted, DifferenceKind

_SIGN: Final = {Counted.PAYMENT: 1, Counted.REFUND: -1, Counted.PAYOUT: -1, Counted.FEE: -1}


def effect_minor(counted: Counted, *, ours_minor: int, theirs_minor: int) -> int:
    """Return how much more the provider owes us by its own count than by ours; negative for less."""
    return _SIGN[counted] * (theirs_minor - ours_minor)


def kind_of(*, ours_minor: int, theirs_minor: int) -> DifferenceKind | None:
    """Return how two counts of one thing differ; nothing if they agree. A side that does not know it counts 0."""
    if ours_minor == theirs_minor:
        return None
    if not ours_minor:
        return DifferenceKind.MISSING_HERE
    return DifferenceKind.AMOUNT_DIFFERS if theirs_minor else DifferenceKind.MISSING_THERE
