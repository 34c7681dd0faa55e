"""The three ways in which carriers' words come into the table: COPY, the ceiling; our batches; webhooks over HTTP."""

import hashlib
import hmac
import json
import random
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from yarmarka.bench.load import Measured, run_load
from yarmarka.bench.requests import post
from yarmarka.bench.tracking.past import RAW, TEXTS, number_of
from yarmarka.connectors.signatures import HEADER
from yarmarka.domain.shipping.types import NewParcelEvent
from yarmarka.flows.record_parcel_events import record_parcel_events
from yarmarka.kernel.clock import now
from yarmarka.kernel.ids import derived_id
from yarmarka.kernel.sql import chunks
from yarmarka.vocabulary.parcels import ParcelState

#: how many events a batch has: two of each parcel, out of order
BATCH: Final = 10_000
CLIENTS: Final = 32
_COPY: Final = (
    "COPY shipping_parcelevent (id, parcel_id, state, raw_code, texts, place, country, occurred_at, received_at, raw) "
    "FROM STDIN"
)


class Scans:
    """New scans of the bench's parcels: none is ever made twice, and each is later than those before it."""

    def __init__(self, parcels: int) -> None:
        self._parcels = parcels
        self._chance = random.Random(parcels)  # noqa: S311 -- load, not secrets
        self._at = datetime.now(UTC)

    def some(self, count: int) -> list[NewParcelEvent]:
        """Return so many new scans, two of each parcel, in disorder."""
        made = []
        for _ in range(count // 2):
            number = number_of(self._chance.randint(1, self._parcels))
            made += [self._scan(number), self._scan(number)]
        self._chance.shuffle(made)
        return made

    def _scan(self, number: str) -> NewParcelEvent:
        self._at += timedelta(milliseconds=1)
        return NewParcelEvent(
            number=number,
            state=ParcelState.IN_TRANSIT,
            raw_code="EDD",
            texts=TEXTS,
            place="Kazan",
            country="RU",
            occurred_at=self._at,
            raw=RAW | {"number": number, "occurred_at": self._at.isoformat()},
        )


def copy_in(scans: Sequence[NewParcelEvent], *, ids: dict[str, UUID]) -> float:
    """COPY rows made beforehand into the table, all at once; return the seconds. The parcels are not moved on."""
    from django.db import connection, transaction

    lines = "".join(_line(scan, ids[scan.number]) for scan in scans)
    began = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        copy.write(lines)
    return time.perf_counter() - began


def _line(scan: NewParcelEvent, parcel_id: UUID) -> str:
    key = derived_id(scan.occurred_at, str(parcel_id), scan.raw_code, scan.place)
    texts, raw = (json.dumps(facts).replace("\\", "\\\\") for facts in (scan.texts, scan.raw))
    at = scan.occurred_at.isoformat()
    row = (key, parcel_id, scan.state, scan.raw_code, texts, scan.place, scan.country, at, at, raw)
    return "\t".join(map(str, row)) + "\n"


def take_in(scans: Sequence[NewParcelEvent]) -> float:
    """Take scans in by the flow that the platform uses, batch by batch; return the seconds."""
    began = time.perf_counter()
    for batch in chunks(scans, BATCH):
        record_parcel_events(batch, carrier="simulated", now=now())
    return time.perf_counter() - began


def hear_webhooks(port: int, scans: Scans, *, secret: str, seconds: float) -> Measured:
    """Let the carrier send signed webhooks of one scan each over many connections for so long."""
    return run_load(
        port,
        requests_of=lambda _: _webhooks(port, scans, secret=secret),
        clients=CLIENTS,
        seconds=seconds,
        is_accepted=lambda status, body: status == 200 and json.loads(body)["told"] == 1,
    )


def _webhooks(port: int, scans: Scans, *, secret: str) -> Iterator[bytes]:
    while True:
        for scan in scans.some(2):
            body = json.dumps({"events": [scan.raw]}).encode()
            sent_at = str(int(time.time()))
            mark = hmac.new(secret.encode(), sent_at.encode() + b"." + body, hashlib.sha256).hexdigest()
            yield post(
                port,
                "/api/v1/webhooks/carrier/simulated",
                body,
                headers={HEADER: f"t={sent_at},v1={mark}"},
            )
