"""`yarmarka landed-cost`: what importing an order, or a parcel as described, costs under the rules of any day."""

import json
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import click

from yarmarka.cli.database import django_with_database
from yarmarka.cli.installation import Installation

if TYPE_CHECKING:
    from yarmarka.domain.customs.types import LandedCost
    from yarmarka.flows.count_imports import CountedDay

_DAY: Final = click.DateTime(formats=["%Y-%m-%d"])


@click.command("landed-cost")
@click.argument("order", required=False, metavar="[ORDER]")
@click.option("--on", "days", type=_DAY, multiple=True, help="Under the rules of this day; can be repeated.")
@click.option("--to", "destination", default="", metavar="CODE", help="A parcel: to which country.")
@click.option("--from", "origin", default="", metavar="CODE", help="A parcel: from which country.")
@click.option("--value", default="0", help="A parcel: what the goods cost.")
@click.option("--delivery", default="0", help="A parcel: what its delivery costs.")
@click.option("--currency", default="EUR", help="A parcel: in which currency.")
@click.option("--weight", "weight_g", default=0, help="A parcel: its grams.")
@click.option("--pieces", default=1, help="A parcel: how many pieces are in it.")
@click.option(
    "--hs", "hs_codes", multiple=True, help="A parcel: the HS code of a thing in it; can be repeated."
)
@click.option("--seller-kind", default="cross_border", help="A parcel: the seller's kind.")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def landed_cost(*, order: str | None, days: tuple[datetime, ...], as_json: bool, **parcel: Any) -> None:
    """Count what importing costs: of the order with this number, or of a parcel described by --to, --from, --value …

    With --on the rules of that day hold; an order is counted anew as if it were sold then. Without, today's.
    """
    if bool(order) == bool(parcel["destination"]):
        raise click.UsageError("Name an order, or describe a parcel with --to and --from.")
    if not order and not parcel["origin"]:
        raise click.UsageError("--from names the country that the parcel comes from.")
    with django_with_database(Installation.from_environment()):
        from yarmarka.kernel.clock import now

        wanted = [day.date() for day in days] or [now().date()]
        report = _of_order(order, wanted) if order else _of_parcel(parcel, wanted)
    click.echo(json.dumps(report, ensure_ascii=False) if as_json else _as_text(report))


def _of_order(number: str, days: list[Any]) -> dict[str, Any]:
    from yarmarka.flows.count_imports import count_order

    counted = count_order(number, on=days)
    return {
        "order": number,
        "currency": counted.order.currency,
        "placed_at": counted.order.placed_at.isoformat(),
        "costs": [
            _day(day) | {"rules": _rules(counted.rules, [part.cost for part in day.parts])}
            for day in counted.days
        ],
    }


def _day(day: "CountedDay") -> dict[str, Any]:
    return {
        "on": day.on.isoformat(),
        "total_minor": day.total_minor,
        "has_later_rates": day.has_later_rates,
        "rates": [
            {
                "base": rate.base,
                "quote": rate.quote,
                "rate": str(rate.rate),
                "recorded_at": rate.recorded_at.isoformat(),
            }
            for rate in day.rates
        ],
        "parts": [{"seller": counted.part.seller} | _cost(counted.cost) for counted in day.parts],
    }


def _of_parcel(parcel: dict[str, Any], days: list[Any]) -> dict[str, Any]:
    from yarmarka.domain.customs.queries import customs_law
    from yarmarka.domain.customs.types import Consignment, Goods
    from yarmarka.flows.count_imports import count_parcel
    from yarmarka.vocabulary.money import allocate, minor_units

    codes = parcel["hs_codes"] or ("",)
    even = [1] * len(codes)
    values = allocate(minor_units(Decimal(parcel["value"])), even)
    weights = allocate(parcel["weight_g"], even)
    pieces = allocate(max(parcel["pieces"], len(codes)), even)
    described = Consignment(
        origin=parcel["origin"].upper(),
        destination=parcel["destination"].upper(),
        seller_kind=parcel["seller_kind"],
        currency=parcel["currency"].upper(),
        goods=tuple(
            Goods(value, weight, count, code)
            for value, weight, count, code in zip(values, weights, pieces, codes, strict=True)
        ),
        delivery_minor=minor_units(Decimal(parcel["delivery"])),
    )
    counted = [count_parcel(described, on=day) for day in days]
    rules = {rule.code: rule for rule in customs_law().rules}
    return {
        "currency": described.currency,
        "costs": [
            {"on": cost.on.isoformat(), "parts": [_cost(cost)], "rules": _rules(rules, [cost])}
            for cost in counted
        ],
    }


def _cost(cost: "LandedCost") -> dict[str, Any]:
    return {
        "outcome": cost.outcome.value,
        "collected_minor": cost.collected_minor,
        "due_at_import_minor": cost.due_at_import_minor,
        "lines": [
            {
                "levy": line.levy.value,
                "rule": line.code,
                "why": line.why.value,
                "minor": line.minor,
                "own_minor": line.own_minor,
                "own_currency": line.own_currency,
                "is_collected": line.is_collected,
                "figures": line.figures,
            }
            for line in cost.lines
        ],
    }


def _rules(rules: Any, costs: list["LandedCost"]) -> dict[str, Any]:
    used = [rules[line.code] for cost in costs for line in cost.lines if line.code in rules]
    return {
        rule.code: {
            "legal_basis": rule.legal_basis,
            "source": rule.source,
            "link": rule.link,
            "verified_on": rule.verified_on and rule.verified_on.isoformat(),
            "since": rule.since.isoformat(),
            "until": rule.until and rule.until.isoformat(),
        }
        for rule in used
    }


def _as_text(report: dict[str, Any]) -> str:
    lines = []
    for day in report["costs"]:
        lines.append(f"{day['on']}")
        for part in day["parts"]:
            seller = f"{part['seller']}: " if "seller" in part else ""
            lines.append(f"  {seller}{part['outcome'].replace('_', ' ')}")
            for line in part["lines"]:
                lines.append(
                    f"    {_amount(line, report['currency'])}  {line['levy']}  {line['rule']} ({line['why']})"
                )
    return "\n".join(lines)


def _amount(line: dict[str, Any], currency: str) -> str:
    if line["minor"] is None:
        return "not known".rjust(14)
    return f"{Decimal(line['minor']) / 100:>10.2f} {currency}"
