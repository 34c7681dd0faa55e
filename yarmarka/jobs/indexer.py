"""Keeps the search index a breath behind the goods: one thread of a worker; of several workers one at a time."""

import threading
from typing import Final

from django.db import close_old_connections

from yarmarka.connectors.search import index_store
from yarmarka.connectors.search.index import IndexBusy, IndexStore
from yarmarka.flows.index_goods import index_changes, rebuild_index
from yarmarka.kernel.clock import now as clock
from yarmarka.kernel.telemetry import log

#: how long the index may rest: with a reader's half second and a commit, a change is found within two
PAUSE_SECONDS: Final = 0.4
_AFTER_TROUBLE: Final = 5.0


def run_until(stop: threading.Event, store: IndexStore | None = None) -> None:
    """Follow the goods until told to stop; what fails is tried again, and the log keeps it meanwhile."""
    index = store or index_store()
    while not stop.is_set():
        pause = PAUSE_SECONDS
        try:
            close_old_connections()
            if not index.exists:
                log.info("search index built", products=rebuild_index(index, now=clock()))
            elif index_changes(index, now=clock()):
                pause = 0.05
        except IndexBusy:
            pause = _AFTER_TROUBLE
        except Exception:
            log.exception("search index could not follow")
            pause = _AFTER_TROUBLE
        stop.wait(pause)
