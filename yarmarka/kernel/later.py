"""Things to do later, enqueued by name in the caller's own transaction; `jobs.tasks` says what they do."""

from datetime import datetime
from typing import Any

from procrastinate.contrib.django import app


def enqueue(name: str, *, run_at: datetime | None = None, lock: str | None = None, **arguments: Any) -> None:
    """Ask for the job `name` with JSON arguments; it is dropped if the transaction rolls back.

    Jobs with the same `lock` run one after another.
    """
    app.configure_task(name, allow_unknown=False, schedule_at=run_at, lock=lock).defer(**arguments)
