"""What importing something costs under the rules of any day: of a parcel as described, or of an order that was sold."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from decimal import Decimal

from yarmarka.domain.customs.queries import customs_law
from yarmarka.domain.customs.rules import LawOfTheDay, landed_cost, law_on, needs_received
from yarmarka.domain.customs.types import Consignment, CustomsRule, LandedCost, Received
from yarmarka.domain.pricing.queries import rates_at
from yarmarka.domain.pricing.types import Rate
from yarmarka.reads.order_consignments import OrderAtCustoms, SentPart, order_at_customs
from yarmarka.reads.received_before import received_before


@dataclass(frozen=True)
class CountedPart:
    """What one seller's part of an order costs at import under the rules of a day."""

    part: SentPart
    cost: LandedCost


@dataclass(frozen=True)
class CountedDay:
    """An order under the rules of a day, at the rates that were recorded last by then."""

    on: date
    parts: tuple[CountedPart, ...]
    rates: tuple[Rate, ...]
    #: no rate was recorded by then for some pair, and that of the day of sale was taken
    has_later_rates: bool = False

    @property
    def total_minor(self) -> int:
        """All that is due on it, as far as it is known."""
        return sum(line.minor or 0 for part in self.parts for line in part.cost.lines)


@dataclass(frozen=True)
class CountedOrder:
    """An order under the rules of several days, and the rules that had a say."""

    order: OrderAtCustoms
    days: tuple[CountedDay, ...]
    rules: dict[str, CustomsRule]


def count_order(number: str, *, on: Sequence[date]) -> CountedOrder:
    """Return what an order would cost at import if it were sold on each of these days.

    What the person bought before it counts as it did: in the month and the year of the sale. Raises Missing,
    CustomsRateMissing.
    """
    order = order_at_customs(number)
    law = customs_law()
    days = tuple(_on(order, law_on(law, day)) for day in on)
    used = {line.code for day in days for part in day.parts for line in part.cost.lines}
    return CountedOrder(order, days, {rule.code: rule for rule in law.rules if rule.code in used})


def count_parcel(parcel: Consignment, *, on: date) -> LandedCost:
    """Return what a parcel as described costs at import on a day. Raises CustomsRateMissing."""
    at = _end_of(on)
    return landed_cost(
        parcel, law_on(customs_law(), on), rates={pair: rate.rate for pair, rate in rates_at(at).items()}
    )


def _on(order: OrderAtCustoms, law: LawOfTheDay) -> CountedDay:
    then, at_sale = rates_at(_end_of(law.on)), rates_at(order.placed_at)
    known = at_sale | then
    rates = {pair: rate.rate for pair, rate in known.items()}
    received = _received(order, law, rates)
    parts = tuple(
        CountedPart(part, landed_cost(replace(part.consignment, received=received), law, rates=rates))
        for part in order.parts
    )
    pairs = {
        pair
        for part in parts
        for line in part.cost.lines
        for pair in ((line.own_currency, line.currency),)
        if line.currency != line.own_currency
    }
    return CountedDay(
        on=law.on,
        parts=parts,
        rates=tuple(known[pair] for pair in sorted(pairs)),
        has_later_rates=any(pair not in then for pair in pairs),
    )


def _received(order: OrderAtCustoms, law: LawOfTheDay, rates: dict[tuple[str, str], Decimal]) -> Received:
    if not needs_received(law, order.country):
        return Received()
    found = received_before(
        [order.person_id],
        country=order.country,
        inside=law.countries_with(order.country),
        currency=order.currency,
        rates=rates,
        before=order.placed_at,
    )
    return found.get(order.person_id, Received())


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time.max, tzinfo=UTC)
