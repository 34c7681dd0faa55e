"""Services, parcels and their history."""

from collections.abc import Collection, Iterable
from dataclasses import fields
from datetime import datetime
from uuid import UUID

from yarmarka.domain.shipping.models import Carrier, DeliveryService, Parcel, ParcelEvent
from yarmarka.domain.shipping.rules import GIVEN_UP_AFTER
from yarmarka.domain.shipping.types import ParcelCard, ParcelEventCard, ServiceCard
from yarmarka.vocabulary.parcels import TERMINAL, ParcelState


def services_between(
    origins: Collection[str], destinations: Collection[str], *, now: datetime
) -> dict[tuple[str, str], tuple[ServiceCard, ...]]:
    """Return, by (origin, destination) country, the services that are offered today."""
    rows = DeliveryService.objects.filter(
        origin_country__in=list(origins), destination_country__in=list(destinations), valid__contains=now
    ).order_by("id")
    found: dict[tuple[str, str], tuple[ServiceCard, ...]] = {}
    for row in rows:
        route = (row.origin_country, row.destination_country)
        found[route] = (*found.get(route, ()), _service(row))
    return found


def services(ids: Collection[UUID]) -> dict[UUID, ServiceCard]:
    """Return services by id, also those no longer offered."""
    return {row.id: _service(row) for row in DeliveryService.objects.filter(id__in=list(ids))}


def parcels_of(seller_order_ids: Collection[UUID]) -> tuple[ParcelCard, ...]:
    """Return the parcels of some seller orders, the oldest first."""
    return tuple(_parcels(Parcel.objects.filter(seller_order_id__in=list(seller_order_ids)).order_by("id")))


def parcels(ids: Collection[UUID]) -> dict[UUID, ParcelCard]:
    """Return parcels by id."""
    return {card.id: card for card in _parcels(Parcel.objects.filter(id__in=list(ids)))}


def parcels_numbered(numbers: Collection[str], *, carrier: str) -> tuple[ParcelCard, ...]:
    """Return a carrier's parcels under some numbers, the oldest first."""
    rows = Parcel.objects.filter(carrier_id=carrier, number__in=sorted(set(numbers)))
    return tuple(_parcels(rows.order_by("id")))


def carrier_names(code: str) -> dict[str, str]:
    """Return what a carrier is called, by language; nothing for one that is unknown."""
    row = Carrier.objects.filter(code=code).first()
    return row.names if row else {}


def quiet_parcels(*, until: datetime, limit: int) -> tuple[ParcelCard, ...]:
    """Return parcels on their way that have not been heard of since `until`, the longest silent first.

    Those silent for very long are left to people: asking about them must not keep others from being asked about.
    """
    heard_since = until - GIVEN_UP_AFTER
    quiet = Parcel.objects.filter(
        handed_over_at__lt=until, state_at__lt=until, state_at__gt=heard_since
    ).exclude(state__in=[state.value for state in TERMINAL])
    return tuple(_parcels(quiet.order_by("state_at")[:limit]))


def history_of(parcel_ids: Collection[UUID]) -> tuple[ParcelEventCard, ...]:
    """Return what carriers said of some parcels, the oldest first."""
    rows = ParcelEvent.objects.filter(parcel_id__in=list(parcel_ids)).order_by("occurred_at", "id")
    return tuple(
        ParcelEventCard(
            parcel_id=row.parcel_id,
            state=ParcelState(row.state),
            raw_code=row.raw_code,
            texts=row.texts,
            place=row.place,
            country=row.country,
            occurred_at=row.occurred_at,
        )
        for row in rows
    )


def _service(row: DeliveryService) -> ServiceCard:
    shared = {
        field.name: getattr(row, field.name) for field in fields(ServiceCard) if field.name != "carrier"
    }
    return ServiceCard(carrier=row.carrier_id, **shared)


def _parcels(rows: Iterable[Parcel]) -> Iterable[ParcelCard]:
    names = [field.name for field in fields(ParcelCard) if field.name not in {"carrier", "state"}]
    return (
        ParcelCard(
            carrier=row.carrier_id,
            state=ParcelState(row.state),
            **{name: getattr(row, name) for name in names},
        )
        for row in rows
    )
