"""Making parcels, numbering them, handing them over, and writing down what carriers say."""

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime
from uuid import UUID

from django.db.models import F
from psycopg.types.range import TimestamptzRange

from yarmarka.domain.shipping.models import (
    Carrier,
    CarrierDay,
    DeliveryService,
    LearntService,
    LegNumber,
    Parcel,
)
from yarmarka.domain.shipping.queries import forget_services
from yarmarka.domain.shipping.rules import FIRST_WORD_EARLY
from yarmarka.domain.shipping.types import LearntDays, NewParcelEvent, ParcelMoved
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.ids import new_id
from yarmarka.kernel.sql import Statement, as_json
from yarmarka.vocabulary.money import Money
from yarmarka.vocabulary.parcels import ParcelState

_RECORD = Statement.beside(__file__, "record_events")


def add_carrier(*, code: str, names: dict[str, str]) -> None:
    """Note a carrier, or its new names."""
    Carrier.objects.update_or_create(code=code, defaults={"names": names})


def offer_service(
    *,
    carrier: str,
    code: str,
    names: dict[str, str],
    origin_country: str,
    destination_country: str,
    base: Money,
    per_kg_minor: int,
    max_weight_g: int,
    min_days: int,
    max_days: int,
    inspection_days: int,
    valid_from: datetime,
    valid_until: datetime | None = None,
    source: str,
    verified_on: date,
    is_example: bool = False,
) -> UUID:
    """Put a delivery service on offer; the table refuses one that overlaps the same service's earlier dates."""
    offered = DeliveryService.objects.create(
        id=new_id(valid_from),
        carrier_id=carrier,
        code=code,
        names=names,
        origin_country=origin_country,
        destination_country=destination_country,
        base_minor=base.minor,
        per_kg_minor=per_kg_minor,
        currency=base.currency,
        max_weight_g=max_weight_g,
        min_days=min_days,
        max_days=max_days,
        inspection_days=inspection_days,
        valid=TimestamptzRange(valid_from, valid_until),
        source=source,
        verified_on=verified_on,
        is_example=is_example,
    )
    forget_services()
    return offered.id


def follow_inspection(service_id: UUID, *, days: int, at: datetime, source: str, now: datetime) -> UUID:
    """Let shoppers look goods that a service brings over for so many days, from an instant on; return the new row's id.

    All else of the service stays; what was ordered before keeps its time. Raises Missing, once it is no longer offered.
    """
    row = DeliveryService.objects.select_for_update().filter(id=service_id, valid__contains=at).first()
    if row is None:
        raise Missing(what="delivery service")
    until = row.valid.upper
    row.valid = TimestamptzRange(row.valid.lower, at)
    row.save(update_fields=["valid"])
    row.pk = new_id(at)
    row.inspection_days, row.source, row.verified_on = days, source, now.date()
    row.valid = TimestamptzRange(at, until)
    row.save(force_insert=True)
    forget_services()
    return row.pk


def note_learnt(learnt: Collection[LearntDays], *, now: datetime) -> None:
    """Write down what services' deliveries taught, in place of what was known before; others fall back to the carrier's
    window."""
    rows = [
        LearntService(
            id=new_id(now),
            carrier_id=one.carrier,
            code=one.code,
            origin_country=one.origin_country,
            destination_country=one.destination_country,
            usual_days=one.usual_days,
            sure_days=one.sure_days,
            deliveries=one.deliveries,
            learnt_at=now,
        )
        for one in learnt
    ]
    LearntService.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["carrier", "code", "origin_country", "destination_country"],
        update_fields=["usual_days", "sure_days", "deliveries", "learnt_at"],
    )
    LearntService.objects.filter(learnt_at__lt=now).delete()
    forget_services()


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
    moved = _RECORD.rows(dict, events=as_json(events), carrier=carrier, early=FIRST_WORD_EARLY, now=now)
    return tuple(
        ParcelMoved(
            **move | {"before": ParcelState(move["before"]), "state": ParcelState(move["state"])},
        )
        for move in moved
    )
