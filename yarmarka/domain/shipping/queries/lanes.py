"""Lanes with their legs, and how carriers reach places: what holds and what is to come."""

from datetime import datetime
from uuid import UUID

from yarmarka.domain.shipping.models import Coverage, Lane, Leg
from yarmarka.domain.shipping.types import CoverageRow, LaneCard, LegCard, LegKind, Quality, Reach


def lanes(*, at: datetime) -> tuple[LaneCard, ...]:
    """Return all lanes with the legs that hold at an instant, by route."""
    legs: dict[UUID, list[LegCard]] = {}
    for leg in Leg.objects.filter(valid__contains=at).order_by("position"):
        card = LegCard(LegKind(leg.kind), leg.carrier_id, leg.min_days, leg.max_days, leg.hand_over)
        legs.setdefault(leg.lane_id, []).append(card)
    return tuple(
        LaneCard(
            id=row.id,
            carrier=row.carrier_id,
            code=row.code,
            names=row.names,
            origin_country=row.origin_country,
            destination_country=row.destination_country,
            legs=tuple(legs.get(row.id, ())),
        )
        for row in Lane.objects.order_by("origin_country", "destination_country", "carrier", "code")
    )


def coverage_rows(*, since: datetime) -> tuple[CoverageRow, ...]:
    """Return what is written down of places, but for what ended before an instant; by country and place."""
    rows = Coverage.objects.filter(valid__endswith__isnull=True) | Coverage.objects.filter(
        valid__endswith__gt=since
    )
    return tuple(
        CoverageRow(
            id=row.id,
            carrier=row.carrier_id,
            code=row.code,
            country=row.country,
            place=row.place,
            reach=Reach(
                Quality(row.quality),
                row.extra_min_days,
                row.extra_max_days,
                (row.season_from, row.season_until) if row.season_from else None,
                row.notes,
            ),
            valid_from=row.valid.lower,
            valid_until=row.valid.upper,
            source=row.source,
            is_example=row.is_example,
        )
        for row in rows.order_by("country", "place", "carrier", "code", "valid")
    )
