"""What a consignment costs at import: levy by levy, each line with the rule that made it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

import msgspec

from yarmarka.domain.customs.errors import CustomsRateMissing
from yarmarka.domain.customs.rules.choosing import LawOfTheDay, closest, fits
from yarmarka.domain.customs.rules.counting import Counted, Measured, count, headings_of
from yarmarka.domain.customs.types import (
    Allowance,
    Consignment,
    CostLine,
    CustomsRule,
    Goods,
    LandedCost,
    Levy,
    Outcome,
    Part,
    PerHeading,
    Period,
    Rates,
    RetailImport,
    Why,
)
from yarmarka.vocabulary.money import allocate, convert_minor

_WHOLE: Final = 10_000


@dataclass
class _SoFar:
    """What is known on the way from levy to levy."""

    lines: list[CostLine] = field(default_factory=list)
    duties: list[int] = field(default_factory=list)  # by goods, in the shopper's currency
    is_duty_known: bool = True
    taxes_basis_points: int = _WHOLE
    consumption_tax: dict[int, int] = field(default_factory=dict)  # basis points by goods
    is_refused: bool = False


def landed_cost(consignment: Consignment, law: LawOfTheDay, *, rates: Rates) -> LandedCost:
    """Return what a consignment costs at import under the law of a day.

    Each amount is counted in its rule's currency from values converted at `rates`, and converted back once. Raises
    CustomsRateMissing.
    """
    if law.territory_of(consignment.origin) == law.territory_of(consignment.destination):
        return LandedCost(law.on, consignment.currency, Outcome.NOT_IMPORTED)
    if not law.has_rules_for(consignment.destination):
        return LandedCost(law.on, consignment.currency, Outcome.NO_RULES)
    so_far = _SoFar(duties=[0] * len(consignment.goods))
    for _levy, rules in law.by_levy(consignment.destination):
        for rule, places in _rules_for(consignment, rules, rates=rates):
            _add(so_far, consignment, law, rule, places, rates=rates)
        if so_far.is_refused:
            break
    regimes = {rule.regime for rule in _used(so_far.lines, law) if rule.regime}
    lines = so_far.lines
    if so_far.is_refused or any(line.minor is None for line in lines):
        # Paid in full or not at all: who has to pay something at the door is not told that it is paid.
        lines = [msgspec.structs.replace(line, is_collected=False) for line in lines]
    return LandedCost(
        law.on,
        consignment.currency,
        _outcome(so_far),
        tuple(lines),
        owed_to=next((law.registrations[regime].owed_to for regime in sorted(regimes)), ""),
    )


def needs_received(law: LawOfTheDay, country: str) -> bool:
    """Test if what a person has received before matters for imports into a country."""
    return any(
        isinstance(rule.terms, RetailImport)
        or (isinstance(rule.terms, Allowance) and rule.terms.per is not Period.PARCEL)
        for rule in law.for_place(country, Levy.DUTY)
    )


def _rules_for(
    consignment: Consignment, rules: Sequence[CustomsRule], *, rates: Rates
) -> Iterable[tuple[CustomsRule, list[int]]]:
    """Return those of a levy's rules that hold for the goods, each with the places of the goods that it is for."""
    worth = {
        currency: _converted(consignment.value_minor, consignment.currency, currency, rates)
        for currency in {rule.currency for rule in rules}
    }
    if any(rule.hs_prefix for rule in rules):
        by_code: dict[str, list[int]] = {}
        for place, thing in enumerate(consignment.goods):
            by_code.setdefault(thing.hs_code, []).append(place)
    else:
        by_code = {"": list(range(len(consignment.goods)))}
    found: dict[str, tuple[CustomsRule, list[int]]] = {}
    for code, places in by_code.items():
        fitting = [
            rule
            for rule in rules
            if fits(
                rule,
                origin=consignment.origin,
                seller_kind=consignment.seller_kind,
                hs_code=code,
                value_minor=worth[rule.currency],
            )
        ]
        if rule := closest(fitting, country=consignment.destination):
            found.setdefault(rule.code, (rule, []))[1].extend(places)
    return found.values()


def _add(
    so_far: _SoFar,
    consignment: Consignment,
    law: LawOfTheDay,
    rule: CustomsRule,
    places: Sequence[int],
    *,
    rates: Rates,
) -> None:
    """Count a rule upon the goods it is for; those under different consumption taxes each on their own."""
    by_tax: dict[int, list[int]] = {}
    for place in places:
        by_tax.setdefault(_tax_in_price(rule, so_far, place), []).append(place)
    for tax, own in by_tax.items():
        measured = _measured(so_far, consignment, rule, own, tax=tax, rates=rates)
        counted = count(rule.terms, measured)
        line = _line(consignment, law, rule, own, counted, is_duty_known=so_far.is_duty_known, rates=rates)
        so_far.lines.append(line)
        _learn(so_far, rule, own, counted, line)


def _tax_in_price(rule: CustomsRule, so_far: _SoFar, place: int) -> int:
    if rule.levy is Levy.CONSUMPTION_TAX and isinstance(rule.terms, Part):
        return rule.terms.basis_points
    return so_far.consumption_tax.get(place, 0) if rule.levy is Levy.VAT else 0


def _measured(
    so_far: _SoFar,
    consignment: Consignment,
    rule: CustomsRule,
    places: Sequence[int],
    *,
    tax: int,
    rates: Rates,
) -> Measured:
    def own(minor: int) -> int:
        return _converted(minor, consignment.currency, rule.currency, rates)

    goods = [consignment.goods[place] for place in places]
    value = sum(thing.value_minor for thing in goods)
    duty = sum(so_far.duties) if rule.levy is Levy.FEE else sum(so_far.duties[place] for place in places)
    before, before_g = _before(rule, consignment)
    return Measured(
        value_minor=own(value),
        weight_g=sum(thing.weight_g for thing in goods),
        goods=goods,
        delivery_minor=own(_part_of_delivery(consignment, value)),
        duty_minor=own(duty),
        before_minor=own(before),
        before_weight_g=before_g,
        taxes_basis_points=so_far.taxes_basis_points
        if rule.levy in {Levy.VAT, Levy.CONSUMPTION_TAX}
        else _WHOLE,
        consumption_tax_basis_points=tax,
    )


def _before(rule: CustomsRule, consignment: Consignment) -> tuple[int, int]:
    if isinstance(rule.terms, RetailImport):
        return consignment.received.year_minor, 0
    return consignment.received.month_minor, consignment.received.month_weight_g


def _part_of_delivery(consignment: Consignment, value_minor: int) -> int:
    whole = consignment.value_minor
    if not whole or value_minor == whole:
        return consignment.delivery_minor
    return allocate(consignment.delivery_minor, [value_minor, whole - value_minor])[0]


def _line(
    consignment: Consignment,
    law: LawOfTheDay,
    rule: CustomsRule,
    places: Sequence[int],
    counted: Counted,
    *,
    is_duty_known: bool,
    rates: Rates,
) -> CostLine:
    minor = (
        None
        if counted.minor is None
        else _converted(counted.minor, rule.currency, consignment.currency, rates)
    )
    figures = counted.figures
    if rule.levy is Levy.VAT and not is_duty_known and getattr(rule.terms, "base", "") == "with_duty":
        figures = figures | {"without_duty": 1}
    return CostLine(
        levy=rule.levy,
        rule_id=rule.id,
        code=rule.code,
        why=counted.why,
        minor=minor,
        currency=consignment.currency,
        own_minor=counted.minor,
        own_currency=rule.currency,
        is_collected=bool(rule.regime) and minor is not None,
        figures=figures,
        shares=_shares(minor, rule, consignment.goods, places) if minor else (),
    )


def _shares(minor: int, rule: CustomsRule, goods: Sequence[Goods], places: Sequence[int]) -> tuple[int, ...]:
    """Share an amount out over the goods it is for: by value, and a flat amount first by heading."""
    found = [0] * len(goods)
    if isinstance(rule.terms, PerHeading):
        headings = headings_of([goods[place] for place in places])
        parts = dict(zip(headings, allocate(minor, [1] * len(headings)), strict=True))
        groups: dict[str, list[int]] = {}
        for order, place in enumerate(places):
            groups.setdefault(goods[place].hs_code[:6] or f"?{order}", []).append(place)
        for heading, members in groups.items():
            _share(found, parts[heading], goods, members)
    else:
        _share(found, minor, goods, places)
    return tuple(found)


def _share(found: list[int], minor: int, goods: Sequence[Goods], places: Sequence[int]) -> None:
    weights = [goods[place].value_minor for place in places]
    if not any(weights):
        weights = [1] * len(places)
    for place, part in zip(places, allocate(minor, weights), strict=True):
        found[place] += part


def _learn(
    so_far: _SoFar, rule: CustomsRule, places: Sequence[int], counted: Counted, line: CostLine
) -> None:
    """Note what of a line later ones are counted upon."""
    if rule.levy is Levy.DUTY:
        so_far.is_duty_known &= counted.minor is not None
        for place, part in enumerate(line.shares):
            so_far.duties[place] += part
    if counted.why is Why.RETAIL_IMPORT and isinstance(rule.terms, RetailImport):
        so_far.taxes_basis_points = rule.terms.taxes_basis_points
    so_far.is_refused |= counted.why is Why.ABOVE_RETAIL_LIMIT
    if rule.levy is Levy.CONSUMPTION_TAX and isinstance(rule.terms, Part):
        so_far.consumption_tax |= dict.fromkeys(places, rule.terms.basis_points)


def _outcome(so_far: _SoFar) -> Outcome:
    lines = so_far.lines
    if so_far.is_refused:
        return Outcome.REFUSED
    if any(line.minor is None for line in lines):
        return Outcome.NOT_KNOWN
    if any(line.minor for line in lines if not line.is_collected):
        return Outcome.AT_IMPORT
    return Outcome.PAID if any(line.minor for line in lines) else Outcome.NOTHING_DUE


def _used(lines: Iterable[CostLine], law: LawOfTheDay) -> list[CustomsRule]:
    codes = {line.code for line in lines if line.is_collected}
    return [rule for found in law.rules.values() for rule in found if rule.code in codes]


def _converted(minor: int, base: str, quote: str, rates: Rates) -> int:
    if base == quote or not minor:
        return minor
    if (base, quote) not in rates:
        raise CustomsRateMissing(base=base, quote=quote)
    return convert_minor(minor, rates[base, quote])
