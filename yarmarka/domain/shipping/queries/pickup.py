"""Which pick-up points there are: by id, in a city, and in which cities."""

from collections.abc import Collection, Iterable
from datetime import date, time
from uuid import UUID

from django.db.models import Count

from yarmarka.domain.shipping.models import PickupPoint
from yarmarka.domain.shipping.types import OpenOn, PickupPointCard, PointKind

#: no list or map shows more of a city at once
_MOST = 200


def pickup_points(ids: Collection[UUID]) -> dict[UUID, PickupPointCard]:
    """Return points by id, those that are gone left out."""
    return {card.id: card for card in _cards(PickupPoint.objects.filter(id__in=list(ids), gone_at=None))}


def pickup_points_in(
    country: str, city_key: str, *, carriers: Collection[str] | None = None
) -> tuple[PickupPointCard, ...]:
    """Return the points of a city (as places are compared), of some carriers or of all; 200 at the most."""
    found = PickupPoint.objects.filter(country=country, city_key=city_key, gone_at=None)
    if carriers is not None:
        found = found.filter(carrier_id__in=list(carriers))
    return tuple(_cards(found.order_by("carrier", "code")[:_MOST]))


def pickup_cities(country: str, *, limit: int = 200) -> tuple[tuple[str, str, int], ...]:
    """Return the cities of a country that have points, as they are compared and as they are written, and how many."""
    found = (
        PickupPoint.objects.filter(country=country, gone_at=None)
        .values("city_key", "city")
        .annotate(points=Count("id"))
        .order_by("-points", "city")[:limit]
    )
    return tuple((row["city_key"], row["city"], row["points"]) for row in found)


def _cards(rows: Iterable[PickupPoint]) -> Iterable[PickupPointCard]:
    return (
        PickupPointCard(
            id=row.id,
            carrier=row.carrier_id,
            code=row.code,
            kind=PointKind(row.kind),
            country=row.country,
            place=row.place,
            city=row.city,
            addresses=row.addresses,
            postal_code=row.postal_code,
            latitude=row.latitude,
            longitude=row.longitude,
            hours=tuple(
                OpenOn(day, time.fromisoformat(opens), time.fromisoformat(closes))
                for day, opens, closes in row.hours
            ),
            exceptions={
                date.fromisoformat(day): (time.fromisoformat(hours[0]), time.fromisoformat(hours[1]))
                if hours
                else None
                for day, hours in row.exceptions.items()
            },
            takes_cards=row.takes_cards,
            max_weight_g=row.max_weight_g,
            max_side_mm=row.max_side_mm,
        )
        for row in rows
    )
