"""Delivers what the outbox holds, oldest first, at least once; a failure is tried again later and later.

A relay may die between handing a message over and noting that it did, and the next one hands it over again. So each
handler is told the message's key, and lets it be one thing however often it comes.
"""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import close_old_connections

from yarmarka.jobs.letters import send_letter
from yarmarka.kernel.clock import now as clock
from yarmarka.kernel.outbox import Undelivered, mark_delivered, mark_failed, take_undelivered
from yarmarka.kernel.telemetry import log, tracer

Handler = Callable[[str, dict[str, Any], UUID], None]

#: How many messages one round takes, and how long a quiet relay waits for the next.
ROUND: Final = 50
PAUSE_SECONDS: Final = 0.5
_LONGEST_WAIT: Final = timedelta(hours=1)


def deliver_due(*, now: datetime, handler: Handler = send_letter) -> int:
    """Deliver one round of messages; return how many were taken."""
    taken = take_undelivered(limit=ROUND, now=now)
    for message in taken:
        _deliver(message, handler=handler, now=now)
    return len(taken)


def run_until(stop: threading.Event) -> None:
    """Deliver messages until told to stop; a round that fails as a whole (no database) is tried again."""
    while not stop.is_set():
        try:
            close_old_connections()
            taken = deliver_due(now=clock())
        except Exception:
            log.exception("relay round failed")
            taken = 0
        if taken < ROUND:
            stop.wait(PAUSE_SECONDS)


def _deliver(message: Undelivered, *, handler: Handler, now: datetime) -> None:
    with tracer.start_as_current_span("outbox.deliver") as span:
        span.set_attribute("messaging.destination.name", message.topic)
        try:
            handler(message.topic, message.facts, message.id)
        except Exception as error:
            # Whatever went wrong, the message is kept and the ones after it go on.
            log.exception("message failed", topic=message.topic, message=str(message.id))
            retry_at = now + min(timedelta(seconds=2 ** min(message.attempts + 1, 12)), _LONGEST_WAIT)
            mark_failed(message, reason=type(error).__name__, retry_at=retry_at)
        else:
            mark_delivered([message.id], now=now)
