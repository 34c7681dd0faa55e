"""Parcels and their history."""

from collections.abc import Collection, Iterable
from dataclasses import fields
from datetime import date, datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from yarmarka.domain.shipping.models import (
    Carrier,
    CarrierDay,
    Parcel,
    ParcelEvent,
)
from yarmarka.domain.shipping.types import ParcelCard, ParcelEventCard
from yarmarka.kernel.sql import Statement
from yarmarka.vocabulary.parcels import ParcelState

#: statements stand in the context's own sql/ folder
_HERE: Final = str(Path(__file__).parent)  # `beside` takes the folder above
_AT_STAKE: Final = Statement.beside(_HERE, "parts_at_stake")


def parcels_of(seller_order_ids: Collection[UUID]) -> tuple[ParcelCard, ...]:
    """Return the parcels of some seller orders, the oldest first."""
    return tuple(_parcels(Parcel.objects.filter(seller_order_id__in=list(seller_order_ids)).order_by("id")))


def parcels(ids: Collection[UUID]) -> dict[UUID, ParcelCard]:
    """Return parcels by id."""
    return {card.id: card for card in _parcels(Parcel.objects.filter(id__in=list(ids)))}


def parts_at_stake(
    words: Iterable[tuple[str, ParcelState]], *, weighty: Collection[ParcelState], carrier: str
) -> set[UUID]:
    """Return the seller orders that a carrier's words (number and state) may move or have to be told about.

    They are those whose parcel was not handed over yet, and those that a weighty word is about.
    """
    said = list(words)
    return set(
        _AT_STAKE.column(
            numbers=list({number for number, _ in said}),
            weighty=list({number for number, state in said if state in weighty}),
            carrier=carrier,
        )
    )


def carrier_names(code: str) -> dict[str, str]:
    """Return what a carrier is called, by language; nothing for one that is unknown."""
    row = Carrier.objects.filter(code=code).first()
    return row.names if row else {}


def carriers_names() -> dict[str, dict[str, str]]:
    """Return what all carriers are called, by code."""
    return dict(Carrier.objects.order_by("code").values_list("code", "names"))


def carrier_codes() -> tuple[str, ...]:
    """Return all carriers by their codes."""
    return tuple(Carrier.objects.order_by("code").values_list("code", flat=True))


def asked_on(day: date, *, carrier: str) -> int:
    """Return how often a carrier was asked about parcels on a day."""
    found = CarrierDay.objects.filter(carrier_id=carrier, day=day).first()
    return found.asked if found else 0


def history_of(parcel_ids: Collection[UUID], *, since: datetime | None = None) -> tuple[ParcelEventCard, ...]:
    """Return what carriers said of some parcels, the oldest first; all of it, or what happened since."""
    rows = ParcelEvent.objects.filter(parcel_id__in=list(parcel_ids)).order_by("occurred_at", "id")
    if since is not None:
        rows = rows.filter(occurred_at__gte=since)
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
