"""Shipments: registered under an S10 number, handed over once."""

import secrets
import sqlite3
from datetime import datetime
from typing import Any, Final, cast

from yarmarka.simulators.carrier.journeys import SERVICES
from yarmarka.simulators.shared.behaviour import take_next
from yarmarka.simulators.shared.fields import Fields
from yarmarka.simulators.shared.front import RequestKey
from yarmarka.simulators.shared.refusals import invalid, missing
from yarmarka.simulators.shared.store import stamp
from yarmarka.vocabulary.parcels import s10

_SERIALS: Final = 100_000_000
#: what no side of a parcel may be longer than
_LONGEST_CM: Final = 300
_SIDES: Final = ("length", "width", "height")
_WITH_BOX: Final = """SELECT shipment.*, box.length_cm, box.width_cm, box.height_cm
    FROM shipment LEFT JOIN box ON box.number = shipment.number"""


def register(db: sqlite3.Connection, asked: Fields, *, content: str, now: datetime) -> str:
    """Register a shipment, or find the one with this reference; return its number."""
    reference = asked.text("reference", longest=64)
    found = db.execute("SELECT number, content FROM shipment WHERE reference = ?", (reference,)).fetchone()
    if found:
        RequestKey(reference, content).check_same(found["content"])
        return str(found["number"])
    sender, recipient = asked.group("sender"), asked.group("recipient")
    service, box = _service(asked), _box(asked)
    number = _issue_number(db, service, sender.country())
    db.execute(
        """INSERT INTO shipment (number, reference, content, service, sender_country, sender_city,
               recipient_country, recipient_city, recipient_postal_code, weight_g, declared_value_minor,
               currency, created_at, behaviour)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            number,
            reference,
            content,
            service,
            sender.country(),
            sender.text("city", longest=100),
            recipient.country(),
            recipient.text("city", longest=100),
            recipient.text("postal_code", longest=20, default=""),
            asked.whole("weight_g", least=1, most=100_000),
            asked.whole("declared_value_minor", least=0),
            asked.currency(),
            stamp(now),
            take_next(db),
        ),
    )
    if box:
        db.execute("INSERT INTO box VALUES (?, ?, ?, ?)", (number, *box))
    return number


def shipment_row(db: sqlite3.Connection, number: str) -> sqlite3.Row:
    """Return a shipment as it stands, or refuse."""
    row = db.execute(f"{_WITH_BOX} WHERE shipment.number = ?", (number,)).fetchone()
    if row is None:
        raise missing("shipment")
    return cast(sqlite3.Row, row)


def shipment_facts(row: sqlite3.Row) -> dict[str, Any]:
    """Return what the shop reads of a shipment."""
    public = ("number", "reference", "service", "weight_g", "created_at", "handed_over_at")
    box = {side: row[f"{side}_cm"] for side in _SIDES} if row["length_cm"] else None
    return {name: row[name] for name in public} | {"box_cm": box, "is_over": bool(row["is_over"])}


def recent_shipments(db: sqlite3.Connection, *, limit: int) -> list[sqlite3.Row]:
    """Return the newest shipments, each with its last scan's code and place."""
    return db.execute(
        """SELECT shipment.*, box.length_cm, box.width_cm, box.height_cm,
                  scan.code, scan.place, scan.occurred_at FROM shipment
           LEFT JOIN box ON box.number = shipment.number
           LEFT JOIN scan ON scan.number = shipment.number AND scan.sequence =
               (SELECT max(sequence) FROM scan AS last WHERE last.number = shipment.number)
           ORDER BY shipment.created_at DESC, shipment.rowid DESC LIMIT ?""",
        (limit,),
    ).fetchall()


def _service(asked: Fields) -> str:
    service = asked.text("service", longest=2)
    if len(service) != 2 or service[0] not in SERVICES or not ("A" <= service[1] <= "Z"):
        raise invalid(
            "service", f"An S10 service indicator is wanted: one of {', '.join(SERVICES)}, then a letter."
        )
    return service


def _box(asked: Fields) -> tuple[int, ...]:
    """Return length, width and height in centimetres; nothing where the shop names no box."""
    if asked.only("box_cm")["box_cm"] is None:
        return ()
    box = asked.group("box_cm")
    return tuple(box.whole(side, least=1, most=_LONGEST_CM) for side in _SIDES)


def _issue_number(db: sqlite3.Connection, service: str, country: str) -> str:
    """Return the next number of a series. A new series starts anywhere: a fresh folder repeats none."""
    serial = db.execute(
        """INSERT INTO serial (service, country, next_serial) VALUES (?, ?, ?)
           ON CONFLICT DO UPDATE SET next_serial = (next_serial + 1) % ? RETURNING next_serial""",
        (service, country, secrets.randbelow(_SERIALS), _SERIALS),
    ).fetchone()["next_serial"]
    return s10(service, serial, country)
