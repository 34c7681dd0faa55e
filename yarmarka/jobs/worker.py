"""The process that does what was put off: it runs jobs and delivers the outbox until it is told to stop."""

import asyncio
import threading
from typing import cast

from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from yarmarka.jobs import indexer, relay
from yarmarka.kernel.telemetry import log

CONCURRENCY = 4


def run() -> None:
    """Work until SIGTERM or SIGINT; what was begun is finished first."""
    stop = threading.Event()
    beside = [
        threading.Thread(target=work, args=(stop,), name=name)
        for name, work in (("relay", relay.run_until), ("indexer", indexer.run_until))
    ]
    for thread in beside:
        thread.start()
    log.info("worker started")
    try:
        asyncio.run(_work())
    finally:
        stop.set()
        for thread in beside:
            thread.join()
        log.info("worker stopped")


async def _work() -> None:
    # Django's connector enqueues; a worker needs one of its own that listens.
    connector = cast(DjangoConnector, app.connector)
    worker_app = app.with_connector(connector.get_worker_connector())
    async with worker_app.open_async():
        await worker_app.run_worker_async(
            concurrency=CONCURRENCY,
            install_signal_handlers=True,
            shutdown_graceful_timeout=10,
            fetch_job_polling_interval=1,
            delete_jobs="successful",
        )
