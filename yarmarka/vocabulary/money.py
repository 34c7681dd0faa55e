"""Money in minor units, shares that lose no kopeck, and conversion at a recorded rate."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

import msgspec

#: ISO 4217 codes that the platform trades in; all of them have two decimal digits.
CURRENCIES: Final = ("RUB", "CNY", "USD", "EUR", "GBP")
MINOR_PER_MAJOR: Final = 100


class Money(msgspec.Struct, frozen=True, order=True):
    """An amount in minor units (kopecks, fen, cents, pence) of one currency."""

    minor: int
    currency: str

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + other.in_currency(self.currency), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - other.in_currency(self.currency), self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def times(self, quantity: int) -> "Money":
        """Return the amount for so many pieces."""
        return Money(self.minor * quantity, self.currency)

    @property
    def major(self) -> Decimal:
        """The amount in roubles, yuan, pounds …, exact."""
        return Decimal(self.minor).scaleb(-2)

    def in_currency(self, currency: str) -> int:
        """Return the minor units of an amount that must be in this currency: kinds of money are never mixed."""
        if self.currency != currency:
            raise ValueError(f"{currency} and {self.currency} can't be added up")
        return self.minor


def minor_units(amount: Decimal) -> int:
    """Return a decimal amount in minor units, rounding halves away from zero."""
    return int((amount * MINOR_PER_MAJOR).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def convert_minor(minor: int, rate: Decimal) -> int:
    """Return `minor` in another currency at `rate` (units of it per unit of ours), halves away from zero."""
    if rate == 1:
        return minor
    return int((minor * rate).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def part_in_basis_points(minor: int, basis_points: int) -> int:
    """Return so many hundredths of a per cent of an amount, halves away from zero."""
    product = minor * basis_points
    part = (2 * abs(product) + 10_000) // 20_000
    return part if product >= 0 else -part


def allocate(total_minor: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Share an amount in proportion to weights by the largest remainder; the shares sum to the total.

    Ties go to the earlier weight. Weights are not negative, and one of them is positive.
    """
    whole = sum(weights)
    if whole <= 0 or min(weights) < 0:
        raise ValueError("weights must not be negative, and one must be positive")
    floors = [total_minor * weight // whole for weight in weights]
    left = total_minor - sum(floors)
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(total_minor * weights[i] % whole), i))
    for index in by_remainder[:left]:
        floors[index] += 1
    return tuple(floors)
