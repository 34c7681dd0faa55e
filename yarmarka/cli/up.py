"""`yarmarka up`: run the marketplace."""

import os

import click

from yarmarka.cli.installation import Installation
from yarmarka.kernel.processes import CannotStart

NEEDED = ("SECRET_KEY", "ALLOWED_HOSTS", "SITE_URL", "ACQUIRER_URL", "ACQUIRER_SECRET")


@click.command()
def up() -> None:
    """Run the marketplace for real, until Ctrl-C.

    Starts the database, the web server and a worker.

    It runs for production (YARMARKA_MODE=production) unless YARMARKA_MODE says otherwise, and listens on
    loopback: put a proxy with TLS before it. See also `yarmarka doctor`.
    """
    from yarmarka.cli.stack import run_stack

    mode = os.environ.get("YARMARKA_MODE") or "production"
    if mode == "production":
        require_settings()
    run_stack(Installation.from_environment(mode=mode), simulators=False)


def require_settings() -> None:
    """Check that what a production installation can't do without is set. Raises CannotStart, naming it."""
    missing = [name for name in NEEDED if not os.environ.get(name)]
    if missing:
        raise CannotStart(
            f"For production these have to be set: {', '.join(missing)}.",
            remedy="The README says what each is; to look around, run `yarmarka demo`.",
            field=missing[0],
        )
