"""`yarmarka set-rule`: put a dated rule of what the marketplace keeps in force."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Final
from uuid import UUID

import click

from yarmarka.cli.database import django_with_database
from yarmarka.cli.installation import Installation

if TYPE_CHECKING:
    from yarmarka.domain.pricing.actions import Dated

_DAY: Final = click.DateTime(formats=["%Y-%m-%d"])


@click.command("set-rule")
@click.argument("what", type=click.Choice(["commission", "tax", "spread", "fund", "partner"]))
@click.argument("percent", type=click.FloatRange(0, 100))
@click.option("--from", "since", type=_DAY, required=True, help="The first day (UTC) that it holds.")
@click.option("--source", required=True, help="What it rests on: a decision, a law, an agreement.")
@click.option(
    "--category", default="", metavar="SLUG", help="commission: of one category and those below it."
)
@click.option("--seller", default="", metavar="SLUG", help="commission: agreed with one seller.")
@click.option("--storefront", default="", metavar="CODE", help="commission: in one storefront.")
@click.option("--country", default="", metavar="CODE", help="tax: of sellers of one country.")
@click.option("--partner", default="", metavar="CODE", help="partner: whose share.")
@click.option("--name", default="", help="partner: what it is called.")
def set_rule(*, what: str, percent: float, since: datetime, source: str, **scope: str) -> None:
    """Put a dated rule in force, in per cent; what held for the same sales ends where it begins.

    commission of the goods' price; tax on top of the commission; spread of what sellers are paid in another currency;
    what of the commission goes to the guarantee fund; a partner's share of it. Sold orders keep what they were sold at.
    """
    if what == "partner" and not scope["partner"]:
        raise click.UsageError("--partner names whose share it is.")
    points = Decimal(str(percent)) * 100
    if points != int(points):
        raise click.UsageError("At most two digits after the point.")
    with django_with_database(Installation.from_environment()):
        rule_id = _put(what, int(points), since.replace(tzinfo=UTC), source, scope)
    click.echo(f"{what} {percent:g} % from {since:%Y-%m-%d} (rule {rule_id})")


def _put(what: str, points: int, since: datetime, source: str, scope: dict[str, str]) -> UUID:
    from yarmarka.domain.pricing.types import TermKind
    from yarmarka.flows import set_rules
    from yarmarka.kernel.clock import now

    rule: Dated = set_rules.dated(
        basis_points=points,
        valid_from=since,
        source=source,
        verified_on=_today(now()),
        by=None,
        now=now(),
    )
    match what:
        case "commission":
            own = {name: scope[name] for name in ("category", "seller", "storefront")}
            return set_rules.follow_commission(rule, **own)
        case "tax":
            return set_rules.follow_tax(rule, country=scope["country"].upper())
        case "partner":
            return set_rules.follow_partner(rule, partner=scope["partner"], name=scope["name"])
        case _:
            kind = {"spread": TermKind.EXCHANGE_SPREAD, "fund": TermKind.GUARANTEE_FUND}[what]
            return set_rules.follow_term(kind, rule)


def _today(at: datetime) -> date:
    return at.date()
