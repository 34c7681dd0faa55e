"""`yarmarka worker`: do what was put off, and deliver what leaves the house."""

import click

from yarmarka.cli.database import django_with_database
from yarmarka.cli.installation import Installation, tell_environment


@click.command()
def worker() -> None:
    """Do what was put off, until told to stop.

    Runs the jobs of the queue and delivers mail and messages.

    `demo` and `up` start one; a busy installation runs more of them, each with DATABASE_URL set.
    """
    installation = Installation.from_environment()
    tell_environment({"LOG_LEVEL": installation.log_level})
    with django_with_database(installation):
        from yarmarka.jobs.worker import run

        run()
