"""Scans: a handed-over shipment moves on stage by stage, or meets with a mishap."""

import sqlite3
from datetime import datetime, timedelta
from typing import Final

from yarmarka.simulators.carrier.codes import MISHAPS
from yarmarka.simulators.carrier.journeys import Spot, Stage, journey, office_of_exchange
from yarmarka.simulators.carrier.shipments import shipment_row
from yarmarka.simulators.carrier.telling import BATCH_WINDOW, tell
from yarmarka.simulators.shared.refusals import Refusal, invalid
from yarmarka.simulators.shared.store import instant, stamp
from yarmarka.vocabulary.parcels import AFTER_DELIVERY, TERMINAL, ParcelState

#: Two scans of one parcel are never at the same instant: their order is their time.
_TICK: Final = timedelta(milliseconds=1)


def hand_over(db: sqlite3.Connection, number: str, *, occurred_at: datetime, now: datetime) -> None:
    """Take a parcel from the seller: its first scan. A second time does nothing."""
    shipment = shipment_row(db, number)
    if shipment["handed_over_at"]:
        return
    db.execute("UPDATE shipment SET handed_over_at = ? WHERE number = ?", (stamp(occurred_at), number))
    _move_on(db, shipment, _journey(shipment)[:1], until=occurred_at, now=now)


def advance(
    db: sqlite3.Connection,
    number: str,
    *,
    to: ParcelState | None,
    occurred_at: datetime | None,
    now: datetime,
) -> None:
    """Make the next scan, or all up to the next one that means `to`, the last of them at `occurred_at`.

    Mishaps (lost, returning, held by customs …) can be asked for at any point of the way.
    """
    shipment = shipment_row(db, number)
    if not shipment["handed_over_at"]:
        raise Refusal(409, "not_handed_over", "The seller has not handed this parcel over yet.")
    if shipment["is_over"] and to not in AFTER_DELIVERY:
        raise Refusal(409, "journey_over", "This parcel moves no more.")
    last = _last_scan_at(db, number)
    until = occurred_at or max(now, last + _TICK)
    if until <= last:
        raise invalid("occurred_at", f"The last scan was at {stamp(last)}; a later instant is wanted.")
    _move_on(db, shipment, _stages_ahead(shipment, to), until=until, now=now)


def recall(db: sqlite3.Connection, number: str, *, now: datetime) -> None:
    """Turn a parcel round towards its sender. A second time, or once it is there, does nothing."""
    shipment = shipment_row(db, number)
    last = db.execute(
        "SELECT code FROM scan WHERE number = ? ORDER BY sequence DESC LIMIT 1", (number,)
    ).fetchone()
    if shipment["is_returning"] or (last and last["code"] == MISHAPS[ParcelState.RETURNED]):
        return
    if shipment["is_over"]:
        raise Refusal(409, "journey_over", "This parcel moves no more.")
    advance(db, number, to=ParcelState.RETURNING, occurred_at=None, now=now)


def keep_tempo(db: sqlite3.Connection, *, tempo: timedelta, now: datetime) -> bool:
    """Make the next scan of each parcel whose last one is a tempo ago; return whether there was one."""
    due = db.execute(
        """SELECT number FROM shipment
           WHERE handed_over_at IS NOT NULL AND NOT is_over AND last_scan_at <= ? LIMIT 200""",
        (stamp(now - tempo),),
    ).fetchall()
    for row in due:
        advance(db, row["number"], to=None, occurred_at=None, now=now)
    return bool(due)


def _stages_ahead(shipment: sqlite3.Row, to: ParcelState | None) -> tuple[Stage, ...]:
    if to is None and shipment["is_returning"]:
        to = ParcelState.RETURNED
    if to in MISHAPS:
        spot = Spot.SENDER if to is ParcelState.RETURNED else Spot.RECIPIENT
        return (Stage(MISHAPS[to], to, spot),)
    ahead = _journey(shipment)[shipment["scans"] :]
    if to is None:
        return ahead[:1]
    for place, stage in enumerate(ahead):
        if stage.state is to:
            return ahead[: place + 1]
    raise Refusal(409, "not_ahead", f"There is no stage {to} ahead of this parcel.", field="to")


def _move_on(
    db: sqlite3.Connection,
    shipment: sqlite3.Row,
    stages: tuple[Stage, ...],
    *,
    until: datetime,
    now: datetime,
) -> None:
    """Record scans spread evenly over the time since the last one, and tell of them."""
    number, end = shipment["number"], stages[-1].state
    start = _last_scan_at(db, number) if shipment["scans"] else until
    for place, stage in enumerate(stages, start=1):
        at = start + (until - start) * place / len(stages)
        _record(db, shipment, stage, at, now=now)
    scans = shipment["scans"] + sum(stage.state not in MISHAPS for stage in stages)
    db.execute(
        "UPDATE shipment SET scans = ?, is_returning = ?, is_over = ?, last_scan_at = ? WHERE number = ?",
        (scans, end is ParcelState.RETURNING, end in TERMINAL, stamp(now), number),
    )
    tell(db, number, now=now)


def _record(
    db: sqlite3.Connection, shipment: sqlite3.Row, stage: Stage, at: datetime, *, now: datetime
) -> None:
    place, country = _place(shipment, stage.spot)
    db.execute(
        """INSERT INTO scan (number, sequence, code, place, country, occurred_at, tell_at)
           SELECT ?, coalesce(max(sequence), 0) + 1, ?, ?, ?, ?, ? FROM scan WHERE number = ?""",
        (
            shipment["number"],
            stage.code,
            place,
            country,
            stamp(at),
            stamp(now + BATCH_WINDOW),
            shipment["number"],
        ),
    )


def _place(shipment: sqlite3.Row, spot: Spot) -> tuple[str, str]:
    origin, destination = shipment["sender_country"], shipment["recipient_country"]
    return {
        Spot.SENDER: (shipment["sender_city"], origin),
        Spot.OUTWARD: (office_of_exchange(origin, reader_country=destination), origin),
        Spot.INWARD: (office_of_exchange(destination, reader_country=destination), destination),
        Spot.RECIPIENT: (shipment["recipient_city"], destination),
    }[spot]


def _journey(shipment: sqlite3.Row) -> tuple[Stage, ...]:
    return journey(shipment["service"], shipment["sender_country"], shipment["recipient_country"])


def _last_scan_at(db: sqlite3.Connection, number: str) -> datetime:
    (text,) = db.execute("SELECT max(occurred_at) FROM scan WHERE number = ?", (number,)).fetchone()
    return instant(text)
