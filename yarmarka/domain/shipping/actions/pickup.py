"""Taking a carrier's pick-up points in: those told of are new or changed, those no longer told of are gone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from yarmarka.domain.shipping.models import PickupPoint
from yarmarka.domain.shipping.types import PickupPointCard

_CHANGES = (
    "kind",
    "country",
    "place",
    "city",
    "city_key",
    "addresses",
    "postal_code",
    "latitude",
    "longitude",
    "hours",
    "exceptions",
    "takes_cards",
    "max_weight_g",
    "max_side_mm",
    "source",
    "told_at",
    "gone_at",
)
_BATCH = 1_000


@dataclass(frozen=True)
class ToldPoint:
    """A point as its carrier told it, with its city as places are compared."""

    point: PickupPointCard
    city_key: str


@transaction.atomic
def take_points_in(
    told: Sequence[ToldPoint], *, carrier: str, country: str, source: str, now: datetime
) -> tuple[int, int]:
    """Write down all points of a carrier in a country; return how many there are, and how many are gone by now.

    Nothing told changes nothing: a carrier that answers with nothing has rather a bad day than no points.
    """
    if not told:
        return 0, 0
    for start in range(0, len(told), _BATCH):
        PickupPoint.objects.bulk_create(
            [_row(one, source=source, now=now) for one in told[start : start + _BATCH]],
            update_conflicts=True,
            unique_fields=["carrier", "code"],
            update_fields=_CHANGES,
        )
    quiet = PickupPoint.objects.filter(carrier_id=carrier, country=country, gone_at=None, told_at__lt=now)
    return len(told), quiet.update(gone_at=now)


def _row(told: ToldPoint, *, source: str, now: datetime) -> PickupPoint:
    point = told.point
    return PickupPoint(
        id=point.id,
        carrier_id=point.carrier,
        code=point.code,
        kind=point.kind,
        country=point.country,
        place=point.place,
        city=point.city,
        city_key=told.city_key,
        addresses=dict(point.addresses),
        postal_code=point.postal_code,
        latitude=point.latitude,
        longitude=point.longitude,
        hours=[[one.weekday, f"{one.opens:%H:%M}", f"{one.closes:%H:%M}"] for one in point.hours],
        exceptions={
            day.isoformat(): [f"{hours[0]:%H:%M}", f"{hours[1]:%H:%M}"] if hours else None
            for day, hours in point.exceptions.items()
        },
        takes_cards=point.takes_cards,
        max_weight_g=point.max_weight_g,
        max_side_mm=point.max_side_mm,
        source=source,
        told_at=now,
        gone_at=None,
    )
