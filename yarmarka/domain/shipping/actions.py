"""Making parcels, numbering them, handing them over, and writing down what carriers say."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from psycopg.types.range import TimestamptzRange

from yarmarka.domain.shipping.models import Carrier, DeliveryService, Parcel
from yarmarka.domain.shipping.queries import forget_services
from yarmarka.domain.shipping.rules import next_state
from yarmarka.domain.shipping.types import NewParcelEvent, ParcelMoved
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.ids import derived_id, new_id
from yarmarka.kernel.sql import Statement
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


def record_events(
    events: Sequence[NewParcelEvent], *, carrier: str, now: datetime
) -> tuple[ParcelMoved, ...]:
    """Write down what a carrier said, repeats dropped, and move the parcels on; return those that moved.

    Events may come late, twice and out of order: a parcel's state follows the newest one, and a parcel that
    has arrived for good stays so. Events of numbers we don't know are left out.
    """
    parcels = _lock_parcels({event.number for event in events}, carrier=carrier)
    known = [(parcels[event.number], event) for event in events if event.number in parcels]
    if not known:
        return ()
    fresh = set(
        _RECORD.column(
            ids=[_event_id(parcel, event) for parcel, event in known],
            parcel_ids=[parcel.id for parcel, _ in known],
            states=[event.state for _, event in known],
            raw_codes=[event.raw_code for _, event in known],
            texts=[event.texts for _, event in known],
            places=[event.place for _, event in known],
            countries=[event.country for _, event in known],
            occurred_at=[event.occurred_at for _, event in known],
            raw=[event.raw for _, event in known],
            now=now,
        )
    )
    news: dict[str, list[tuple[ParcelState, datetime]]] = defaultdict(list)
    for parcel, event in known:
        if _event_id(parcel, event) in fresh:
            news[parcel.number].append((event.state, event.occurred_at))
    return tuple(moved for number, said in news.items() if (moved := _move(parcels[number], said)))


def _lock_parcels(numbers: set[str], *, carrier: str) -> dict[str, Parcel]:
    """Lock the newest parcel under each number (posts use a number again after a year)."""
    rows = (
        Parcel.objects.select_for_update()
        .filter(carrier_id=carrier, number__in=sorted(numbers))
        .order_by("id")
    )
    return {row.number: row for row in rows}


def _event_id(parcel: Parcel, event: NewParcelEvent) -> UUID:
    return derived_id(event.occurred_at, str(parcel.id), event.raw_code, event.place)


def _move(parcel: Parcel, said: list[tuple[ParcelState, datetime]]) -> ParcelMoved | None:
    before, before_at = ParcelState(parcel.state), parcel.state_at
    # What stands before the carrier's first word is our own note, and no word of the carrier's is older than it.
    since = min(at for _, at in said) if before is ParcelState.PRE_TRANSIT else before_at
    state, at = next_state(before, min(since, before_at), said)
    if (state, at) == (before, before_at):
        return None
    parcel.state, parcel.state_at = state, at
    if state is ParcelState.DELIVERED:
        parcel.delivered_at = at
    parcel.save(update_fields=["state", "state_at", "delivered_at"])
    return ParcelMoved(
        parcel_id=parcel.id,
        order_id=parcel.order_id,
        seller_order_id=parcel.seller_order_id,
        number=parcel.number,
        before=before,
        state=state,
        state_at=at,
    )
