"""`bench tracking`: carriers' words a second by batch and by webhook, beside COPY of such rows into the same table."""

import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any, Final

from yarmarka.bench.ground import POSTGRES, stand_on, write_log_files
from yarmarka.bench.orders.servers import SECRET, web_server
from yarmarka.kernel.ports import free_port
from yarmarka.kernel.postgres import EmbeddedPostgres

_OFFERS: Final = 300
_WARM_UP: Final = 2_000


def bench_tracking(
    *, past: int, rows: int, rounds: int, seconds: float, say: Callable[[str], None]
) -> dict[str, Any]:
    """Run the bench on a PostgreSQL and a web server of its own; return the figures and their ratio.

    In each round COPY and the batches take as many new rows, in turn; the ratio is the median over the rounds.
    """
    with tempfile.TemporaryDirectory(prefix="yarmarka-bench-") as folder, ExitStack() as running:
        server = running.enter_context(EmbeddedPostgres(Path(folder), settings=POSTGRES))
        stand_on(server.url, secret=SECRET)
        port = free_port()
        parcels = _fill(server, Path(folder), running, port=port, past=past, say=say)
        return {"past_events": past, "parcels": parcels} | _measure(
            port, parcels=parcels, rows=rows, rounds=rounds, seconds=seconds, say=say
        )


def _fill(
    server: EmbeddedPostgres,
    folder: Path,
    running: ExitStack,
    *,
    port: int,
    past: int,
    say: Callable[[str], None],
) -> int:
    """Fill the database, start the web server, order once, and let that order have been placed many times before."""
    from yarmarka.bench.load import live_through, single
    from yarmarka.bench.orders.stage import set_up
    from yarmarka.bench.tracking.past import fill_past
    from yarmarka.domain.orders.models import Order
    from yarmarka.kernel.clock import now

    stage = set_up(port=port, offers=_OFFERS, callers=1, now=now(), say=lambda _: None)
    write_log_files(server)
    web = web_server(
        "web",
        port=port,
        folder=folder,
        database_url=server.url,
        gathers=False,
        more={"CARRIER_SECRET": SECRET},
    )
    web.start()
    running.callback(web.stop)
    ordered = single(next(stage.hot(0)), lambda status, _: status < 300)
    if wrong := live_through(port, ordered, watch=lambda _: None):
        raise RuntimeError(f"the order that others are copied from was refused: {wrong}")
    return fill_past(past, template_id=Order.objects.get().id, now=now(), say=say)


def _measure(
    port: int, *, parcels: int, rows: int, rounds: int, seconds: float, say: Callable[[str], None]
) -> dict[str, Any]:
    from yarmarka.bench.tracking.ways import Scans, copy_in, hear_webhooks, take_in
    from yarmarka.domain.shipping.models import Parcel

    ids = dict(Parcel.objects.values_list("number", "id"))
    scans = Scans(parcels)
    copy_in(scans.some(_WARM_UP), ids=ids)
    take_in(scans.some(_WARM_UP))
    hear_webhooks(port, scans, secret=SECRET, seconds=min(1.0, seconds))
    found = []
    for number in range(1, rounds + 1):
        copied = rows / copy_in(scans.some(rows), ids=ids)
        taken = rows / take_in(scans.some(rows))
        heard = hear_webhooks(port, scans, secret=SECRET, seconds=seconds)
        if heard.others:
            raise RuntimeError(f"webhooks were refused: {heard.others.most_common(3)}")
        found.append((copied, taken, heard.per_second, heard.percentile_ms(0.99)))
        say(
            f"round {number}: COPY {copied:,.0f} rows/s, batches {taken:,.0f} events/s ({taken / copied:.3f} of it), "
            f"webhooks {heard.per_second:,.0f} events/s, 99 % within {found[-1][3]:.0f} ms"
        )
    return {
        "batch_ratio": round(median(taken / copied for copied, taken, _, _ in found), 3),
        "webhook_events_per_s": round(median(heard for _, _, heard, _ in found), 1),
        "batch_events_per_s": round(median(taken for _, taken, _, _ in found), 1),
        "copy_rows_per_s": round(median(copied for copied, _, _, _ in found), 1),
        "webhook_p99_ms": round(median(late for _, _, _, late in found), 1),
    }
