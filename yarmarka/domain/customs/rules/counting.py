"""What a rule's terms come to, in the rule's own currency; decimals until the last step, halves away from zero."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from yarmarka.domain.customs.types import (
    Allowance,
    Goods,
    Part,
    PerHeading,
    Period,
    PerParcel,
    RetailImport,
    Terms,
    Why,
)

_WHOLE: Final = 10_000
_GRAMS: Final = 1_000


@dataclass(frozen=True)
class Counted:
    """How much a rule asks for in minor units of its own currency (None: not known), and why."""

    minor: int | None
    why: Why
    figures: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Measured:
    """What a rule is counted upon, in its own currency: the goods it is for, and what else belongs to them."""

    value_minor: int
    weight_g: int
    goods: Sequence[Goods]
    delivery_minor: int = 0
    duty_minor: int = 0
    #: what the person has received before in the period of an allowance
    before_minor: int = 0
    before_weight_g: int = 0
    #: what of a tax is asked for: all of it, unless a regime asks for less
    taxes_basis_points: int = _WHOLE
    #: consumption tax is a part of the price that it is in, and VAT counts upon that price
    consumption_tax_basis_points: int = 0


def count(terms: Terms, measured: Measured) -> Counted:
    """Return what terms come to."""
    if isinstance(terms, Allowance):
        return _over_allowance(terms, measured)
    if isinstance(terms, Part):
        return _part(terms, measured)
    if isinstance(terms, PerHeading):
        return _per_heading(terms, measured)
    if isinstance(terms, PerParcel):
        return _per_parcel(terms, measured)
    if isinstance(terms, RetailImport):
        return retail_import(terms, measured)
    return Counted(None, Why.TARIFF_NOT_HELD)


def headings_of(goods: Sequence[Goods]) -> list[str]:
    """Return the different HS subheadings of goods, in their order; what has no code counts as one of its own."""
    return list(dict.fromkeys([thing.hs_code[:6] or f"?{place}" for place, thing in enumerate(goods)]))


def retail_import(terms: RetailImport, measured: Measured) -> Counted:
    """Return whether the regime takes a consignment: no duty, duty by the tariff for a single piece, or not at all."""
    figures = {
        "order_minor": terms.order_minor,
        "year_minor": terms.year_minor,
        "before_minor": measured.before_minor,
    }
    if measured.before_minor + measured.value_minor > terms.year_minor:
        return Counted(None, Why.ABOVE_RETAIL_LIMIT, figures)
    if measured.value_minor <= terms.order_minor:
        return Counted(0, Why.RETAIL_IMPORT, figures | {"taxes_basis_points": terms.taxes_basis_points})
    if sum(thing.quantity for thing in measured.goods) == 1:
        return Counted(None, Why.SINGLE_PIECE, figures)
    return Counted(None, Why.ABOVE_RETAIL_LIMIT, figures)


def rounded(minor: Decimal) -> int:
    """Return whole minor units, halves away from zero."""
    return int(minor.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def _over_allowance(terms: Allowance, measured: Measured) -> Counted:
    """Count what the period comes to with this consignment, less what it came to without."""
    before, before_g = (
        (0, 0) if terms.per is Period.PARCEL else (measured.before_minor, measured.before_weight_g)
    )
    value_above = max(0, before + measured.value_minor - terms.free_minor)
    weight_above = max(0, before_g + measured.weight_g - terms.free_weight_g)
    whole, by_weight = _above(terms, value_above, weight_above)
    gone, _ = _above(terms, max(0, before - terms.free_minor), max(0, before_g - terms.free_weight_g))
    figures = {
        "free_minor": terms.free_minor,
        "free_weight_g": terms.free_weight_g,
        "value_above_minor": value_above,
        "weight_above_g": weight_above,
        "basis_points": terms.basis_points,
        "least_per_kg_minor": terms.least_per_kg_minor,
        "before_minor": before,
    }
    due = rounded(whole) - rounded(gone)
    if not value_above and not weight_above:
        return Counted(0, Why.WITHIN_ALLOWANCE, figures)
    return Counted(due, Why.WEIGHT_ABOVE if by_weight else Why.VALUE_ABOVE, figures)


def _above(terms: Allowance, value: int, weight_g: int) -> tuple[Decimal, bool]:
    by_value = Decimal(value) * terms.basis_points / _WHOLE
    by_weight = Decimal(weight_g) * terms.least_per_kg_minor / _GRAMS
    return max(by_value, by_weight), by_weight > by_value


def _per_heading(terms: PerHeading, measured: Measured) -> Counted:
    headings = len(headings_of(measured.goods))
    figures = {"headings": headings, "flat_minor": terms.flat_minor}
    return Counted(terms.flat_minor * headings, Why.PER_HEADING, figures)


def _per_parcel(terms: PerParcel, measured: Measured) -> Counted:
    if measured.duty_minor <= 0:
        return Counted(0, Why.NOTHING_DUTIABLE)
    return Counted(terms.flat_minor, Why.PER_PARCEL, {"flat_minor": terms.flat_minor})


def _part(terms: Part, measured: Measured) -> Counted:
    figures = {"basis_points": terms.basis_points, "above_minor": terms.above_minor}
    if terms.above_minor and measured.value_minor <= terms.above_minor:
        return Counted(0, Why.NOT_ABOVE_LIMIT, figures)
    base = Decimal(measured.value_minor)
    if terms.base != "goods":
        base += measured.delivery_minor
    if terms.base == "with_duty":
        base += measured.duty_minor
    if measured.consumption_tax_basis_points:
        base = base * _WHOLE / (_WHOLE - measured.consumption_tax_basis_points)
    by_value = base * terms.basis_points / _WHOLE * measured.taxes_basis_points / _WHOLE
    by_weight = Decimal(measured.weight_g) * terms.least_per_kg_minor / _GRAMS
    figures |= {"base_minor": rounded(base)}
    if measured.taxes_basis_points != _WHOLE:
        figures["taxes_basis_points"] = measured.taxes_basis_points
    if by_weight > by_value:
        return Counted(
            rounded(by_weight),
            Why.LEAST_BY_WEIGHT,
            figures | {"least_per_kg_minor": terms.least_per_kg_minor, "weight_g": measured.weight_g},
        )
    return Counted(rounded(by_value), Why.PART_OF_VALUE, figures)
