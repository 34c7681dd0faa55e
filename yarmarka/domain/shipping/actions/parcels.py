"""Making parcels, numbering them, handing them over, and writing down what carriers say."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from django.db.models import F

from yarmarka.domain.shipping.models import CarrierDay, LegNumber, Parcel
from yarmarka.domain.shipping.rules import FIRST_WORD_EARLY
from yarmarka.domain.shipping.types import NewParcelEvent, ParcelMoved
from yarmarka.kernel.ids import new_id
from yarmarka.kernel.sql import Statement, as_json, columns
from yarmarka.vocabulary.parcels import ParcelState

#: statements stand in the context's own sql/ folder
_HERE: Final = str(Path(__file__).parent)  # `beside` takes the folder above
_RECORD: Final = Statement.beside(_HERE, "record_events")


def prepare_parcel(
    *, order_id: UUID, seller_order_id: UUID, carrier: str, weight_g: int, now: datetime
) -> UUID:
    """Return the seller order's parcel that waits for a number or has one, making it if there is none.

    The caller holds the seller order's lock.
    """
    existing = (
        Parcel.objects.filter(seller_order_id=seller_order_id).exclude(state=ParcelState.CANCELLED).first()
    )
    if existing is not None:
        return existing.id
    return Parcel.objects.create(
        id=new_id(now),
        order_id=order_id,
        seller_order_id=seller_order_id,
        carrier_id=carrier,
        state=ParcelState.PRE_TRANSIT,
        state_at=now,
        weight_g=weight_g,
        created_at=now,
    ).id


def number_parcel(parcel_id: UUID, *, number: str) -> None:
    """Write down the number that the carrier gave a parcel; the first one stands."""
    Parcel.objects.filter(id=parcel_id, number="").update(number=number)


def note_handed_over(parcel_ids: Collection[UUID], *, now: datetime) -> None:
    """Write down that parcels were given to their carriers."""
    Parcel.objects.filter(id__in=list(parcel_ids), handed_over_at=None).update(handed_over_at=now)


def go_on_under(parcel_id: UUID, *, carrier: str, number: str, since: datetime) -> None:
    """Write down a further number that a parcel goes under from some leg on; noting it again changes nothing."""
    LegNumber.objects.bulk_create(
        [LegNumber(id=new_id(since), parcel_id=parcel_id, carrier_id=carrier, number=number, since=since)],
        ignore_conflicts=True,
    )


def note_asked(parcel_id: UUID, *, carrier: str, now: datetime) -> None:
    """Write down that a carrier is asked about a parcel now, also in its count of the day."""
    day = now.astimezone(UTC).date()
    Parcel.objects.filter(id=parcel_id).update(asked_at=now)
    CarrierDay.objects.get_or_create(carrier_id=carrier, day=day)
    CarrierDay.objects.filter(carrier_id=carrier, day=day).update(asked=F("asked") + 1)


def record_events(
    events: Sequence[NewParcelEvent], *, carrier: str, now: datetime
) -> tuple[ParcelMoved, ...]:
    """Write down what a carrier said, repeats dropped, and move the parcels on, in one statement; return those moved.

    Events may come late, twice and out of order (`rules.moves_on`). An event belongs to the parcel that went under its
    number at the time; those of numbers that were not ours then are left out.
    """
    if not events:
        return ()
    return _RECORD.decoded(
        tuple[ParcelMoved, ...],
        **columns(events, "number", "raw_code", "place", "country", "occurred_at"),
        state=[event.state.value for event in events],
        texts=[as_json(event.texts) for event in events],
        raw=[as_json(event.raw) for event in events],
        carrier=carrier,
        early=FIRST_WORD_EARLY,
        now=now,
    )
