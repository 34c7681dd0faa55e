"""The list of commands. Each module imports Django only when its command runs, so that --help is quick."""

import signal
import sys
from types import FrameType
from typing import Any

import click

import yarmarka
from yarmarka.cli.bench import bench
from yarmarka.cli.demo import demo
from yarmarka.cli.doctor import doctor
from yarmarka.cli.draw_goods import draw_goods
from yarmarka.cli.import_feed import import_feed
from yarmarka.cli.landed_cost import landed_cost
from yarmarka.cli.load_hs import load_hs
from yarmarka.cli.load_pickup_points import load_pickup_points
from yarmarka.cli.maintenance import maintenance
from yarmarka.cli.migrate import migrate
from yarmarka.cli.rebuild_search import rebuild_search
from yarmarka.cli.screening import load_list, screening_cases, screening_verdict
from yarmarka.cli.search_clicks import search_clicks
from yarmarka.cli.set_rule import set_rule
from yarmarka.cli.tracking_number import tracking_number
from yarmarka.cli.up import up
from yarmarka.cli.verify import verify
from yarmarka.cli.worker import worker
from yarmarka.kernel.errors import YarmarkaError
from yarmarka.kernel.processes import CannotStart


class _House(click.Group):
    """Shows our own errors as one plain sentence; a surprise keeps its traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        # Leave through every `with`: a server that a command started for itself has to be stopped.
        signal.signal(signal.SIGTERM, _leave)
        try:
            return super().invoke(ctx)
        except YarmarkaError as trouble:
            raise click.ClickException(_in_words(trouble)) from trouble


def _in_words(trouble: YarmarkaError) -> str:
    """Return an error as sentences; those of the trade have their words in the presentation, once it is loaded."""
    if isinstance(trouble, CannotStart) or "django" not in sys.modules:
        return str(trouble)
    from yarmarka.presentation.errors import explain

    words = explain(trouble, "en")
    return " ".join(filter(None, (words.title, words.reason, words.remedy)))


def _leave(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + signal.SIGTERM)


@click.group(cls=_House, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(yarmarka.__version__, prog_name="yarmarka")
def main() -> None:
    """Run and look after a marketplace that trades across borders.

    The environment says where: DATA_DIR (default: var/ in the repository), PORT (default: 8000), and
    DATABASE_URL for a PostgreSQL of your own (15 or newer) instead of the embedded one.
    """


for command in (
    demo,
    up,
    migrate,
    doctor,
    draw_goods,
    import_feed,
    landed_cost,
    load_hs,
    load_pickup_points,
    rebuild_search,
    load_list,
    screening_cases,
    screening_verdict,
    search_clicks,
    set_rule,
    tracking_number,
    verify,
    maintenance,
    bench,
    worker,
):
    main.add_command(command)
