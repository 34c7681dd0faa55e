"""`yarmarka set-rule`: put a dated rule of what the marketplace keeps in force."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Final
from uuid import UUID

import click

from yarmarka.cli.database import django_with_database
from yarmarka.cli.installation import Installation

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
@click.option("--by", default="", metavar="EMAIL", help="Who of the staff proposed it.")
@click.option("--approved-by", default="", metavar="EMAIL", help="Who else of the staff agreed to it.")
def set_rule(
    *, what: str, percent: float, since: datetime, source: str, by: str, approved_by: str, **scope: str
) -> None:
    """Put a dated rule in force, in per cent; what held for the same sales ends where it begins.

    commission of the goods' price; tax on top of the commission; spread of what sellers are paid in another currency;
    what of the commission goes to the guarantee fund; a partner's share of it. Sold orders keep what they were sold at.
    The console's configuration page asks a second person; here --by and --approved-by name both, and the audit log
    keeps them. Without them it says that somebody did it on the server.
    """
    if what == "partner" and not scope["partner"]:
        raise click.UsageError("--partner names whose share it is.")
    if bool(by) != bool(approved_by) or (by and by.casefold() == approved_by.casefold()):
        raise click.UsageError("A rule takes two people: --by one and --approved-by another one.")
    points = Decimal(str(percent)) * 100
    if points != int(points):
        raise click.UsageError("At most two digits after the point.")
    with django_with_database(Installation.from_environment()):
        rule_id = _put(
            what,
            int(points),
            since=since.replace(tzinfo=UTC),
            source=source,
            scope=scope,
            people=(by, approved_by),
        )
    click.echo(f"{what} {percent:g} % from {since:%Y-%m-%d} (rule {rule_id})")


def _put(
    what: str, points: int, *, since: datetime, source: str, scope: dict[str, str], people: tuple[str, str]
) -> UUID:
    from yarmarka.domain.accounts.queries import staff_by_email
    from yarmarka.flows.change_rules import RuleKind, RuleWish, set_rule_at_once
    from yarmarka.kernel.clock import now

    proposer, approver = (staff_by_email(email).id if email else None for email in people)
    given = scope | {"country": scope["country"].upper()}
    wish = RuleWish(
        kind=RuleKind(what),
        figure=points,
        valid_from=since,
        source=source,
        scope={name: value for name, value in given.items() if value},
    )
    return set_rule_at_once(wish, proposed_by=proposer, approved_by=approver, now=now())
