"""How carriers reach places: what holds and what is to come."""

from datetime import datetime

from yarmarka.domain.shipping.models import Coverage
from yarmarka.domain.shipping.types import CoverageRow, Quality, Reach


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
