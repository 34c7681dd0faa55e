"""`yarmarka draw-goods`: pictures for products that have none, from the house's own drawings."""

import os

import click

from yarmarka.cli.database import django_with_database
from yarmarka.cli.installation import Installation

_POLITE = 5


@click.command("draw-goods")
@click.option(
    "--limit",
    default=1_000,
    show_default=True,
    type=click.IntRange(min=1),
    help="Of so many products at most.",
)
@click.option("--politely", is_flag=True, help="Let everything else on this machine go first.")
def draw_goods(*, limit: int, politely: bool) -> None:
    """Draw pictures for products that have none: three views of each, in every width, as AVIF and WebP.

    A demo does this by itself after its first start. Pictures that are drawn stay in the store; run again, only what is
    missing is drawn.
    """
    if politely:
        os.nice(_POLITE)
    with django_with_database(Installation.from_environment()):
        from yarmarka.demo.drawing.hang import draw_goods as draw
        from yarmarka.kernel.clock import now

        done = 0
        for done in draw(limit=limit, now=now):
            if done % 50 == 0:
                click.echo(f"{done} pictures drawn")
    click.echo(f"{done} pictures drawn, nothing is missing" if done else "nothing is missing")
