"""`bench search`: a market of few offers and then of many, searched in process, by HTTP, and by PostgreSQL alone."""

import os
import platform
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final

import psutil

from yarmarka.bench.ground import POSTGRES, stand_on
from yarmarka.bench.orders.servers import SECRET
from yarmarka.kernel.postgres import EmbeddedPostgres

Say = Callable[[str], None]
MILLION: Final = 1_000_000


def bench_search(*, offers: int, small: int, seconds: float, things: Path | None, say: Say) -> dict[str, Any]:
    """Run the bench on a PostgreSQL, an index and a web server of its own; return the figures.

    `p95_ms_1m` is there only when there were a million offers; `p95_ms` is that of the largest market.
    """
    with tempfile.TemporaryDirectory(prefix="yarmarka-bench-") as folder, ExitStack() as running:
        postgres = running.enter_context(EmbeddedPostgres(Path(folder), settings=POSTGRES))
        os.environ |= {"SEARCH_DIR": f"{folder}/search", "STATIC_ROOT": f"{folder}/static"}
        stand_on(postgres.url, secret=SECRET)
        from yarmarka.bench.search.measuring import measure
        from yarmarka.bench.search.stage import set_stage
        from yarmarka.bench.search.things import things_of

        real = things_of(things)
        say(f"{len(real):,} real things from {things.name if things else 'the house'}")
        stage = set_stage(Path(folder), running, postgres=postgres, things=real)
        sizes = [measure(stage, size, seconds=seconds, say=say) for size in sorted({small, offers})]
    first, last = sizes[0], sizes[-1]
    return {
        "p95_ms_1m": last["search"]["p95_ms"] if offers >= MILLION else None,
        "page_p95_growth": round(last["page"]["p95_ms"] / first["page"]["p95_ms"], 2),
        "import_rows_per_s": last["import"]["rows_per_s"],
        "import_peak_mb": last["import"]["peak_mb"],
        "import_growth_mb": last["import"]["growth_mb"],
        "p95_ms": last["search"]["p95_ms"],
        "offers": offers,
        "things": len(real),
        "machine": machine(),
        "sizes": sizes,
    }


def machine() -> dict[str, Any]:
    """Return what it ran on, and how busy that was with other things."""
    return {
        "cpus": psutil.cpu_count(),
        "memory_gb": round(psutil.virtual_memory().total / 1e9, 1),
        "python": platform.python_version(),
        "load": [round(load, 1) for load in psutil.getloadavg()],
    }
