"""`yarmarka demo`: the whole marketplace, with people, goods, a bank and a carrier for practice."""

import click

from yarmarka.cli.installation import Installation


@click.command()
@click.option(
    "--orders",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many orders the demo world's past has; without it some hundreds.",
)
def demo(orders: int | None) -> None:
    """Run the whole marketplace with a demo world, until Ctrl-C.

    The first start makes the database and the demo world; later ones find them in DATA_DIR. Remove that
    folder to begin anew.
    """
    from yarmarka.cli.stack import run_stack

    run_stack(Installation.from_environment(mode="demo"), simulators=True, orders=orders)
