"""Between which round amounts of the reader's money are goods counted?"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import pairwise
from typing import Final

from yarmarka.domain.pricing.queries import rates_to
from yarmarka.domain.pricing.rules import convert
from yarmarka.vocabulary.money import MINOR_PER_MAJOR, Money

#: where bands end, in roubles; in other currencies at the round amount next to it
_ENDS: Final = (500, 1_000, 3_000, 10_000, 30_000)
_ROUND: Final = (1, 2, 3, 5, 10)


@dataclass(frozen=True)
class Band:
    """Prices from one to another, both included, either end perhaps open; the same as reference prices (kopecks)."""

    least: Money | None
    most: Money | None
    reference: tuple[int | None, int | None]


def price_bands(currency: str, *, now: datetime) -> tuple[Band, ...]:
    """Return the bands for a reader's currency; none where it has no rate."""
    rates, back = rates_to(currency, now=now), rates_to("RUB", now=now)
    if "RUB" not in rates or currency not in back:
        return ()
    ends = (
        round_amount(convert(Money(end * MINOR_PER_MAJOR, "RUB"), to=currency, rates=rates).major)
        for end in _ENDS
    )
    limits = [None, *(Money(end * MINOR_PER_MAJOR, currency) for end in dict.fromkeys(ends)), None]
    minor = {end: convert(end, to="RUB", rates=back).minor for end in limits if end}
    return tuple(
        Band(least, most, (minor[least] if least else None, minor[most] if most else None))
        for least, most in pairwise(limits)
    )


def round_amount(amount: Decimal) -> int:
    """Return the amount of 1, 2, 3 or 5 and noughts that is nearest, at least 1."""
    tens = Decimal(10) ** max(0, amount.adjusted())
    return int(min(_ROUND, key=lambda digit: (abs(digit * tens - amount), digit)) * tens)
