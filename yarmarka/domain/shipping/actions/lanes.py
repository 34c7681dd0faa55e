"""Laying lanes with their legs, and writing down how carriers reach places: dated, what held before ends there."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from psycopg.types.range import TimestamptzRange

from yarmarka.domain.shipping.errors import LaneRulesOverlap
from yarmarka.domain.shipping.models import Coverage, Lane, Leg
from yarmarka.domain.shipping.queries import forget_services
from yarmarka.domain.shipping.types import Dated, LegCard, NewCoverage
from yarmarka.kernel.ids import new_id


def lay_lane(
    *,
    carrier: str,
    code: str,
    names: dict[str, str],
    origin_country: str,
    destination_country: str,
    legs: Sequence[LegCard],
    dated: Dated,
) -> UUID:
    """Lay a lane with its legs, first to last, from an instant on; a lane that there is gets these legs in place of its
    own. Return its id. Raises LaneRulesOverlap where others are written down for later."""
    lane, _ = Lane.objects.update_or_create(
        carrier_id=carrier,
        code=code,
        origin_country=origin_country,
        destination_country=destination_country,
        defaults={"names": names},
        create_defaults={"id": new_id(dated.valid_from), "names": names},
    )
    with not_overlapping():
        _end(Leg.objects.filter(lane=lane), at=dated.valid_from)
        Leg.objects.bulk_create(
            [
                Leg(
                    id=new_id(dated.valid_from),
                    lane=lane,
                    position=position,
                    kind=leg.kind,
                    carrier_id=leg.carrier,
                    hand_over=dict(leg.hand_over),
                    min_days=leg.min_days,
                    max_days=leg.max_days,
                    **_terms(dated),
                )
                for position, leg in enumerate(legs)
            ]
        )
    forget_services()
    return lane.id


def cover(covered: Sequence[NewCoverage], *, dated: Dated) -> None:
    """Write down how carriers reach places from an instant on; what held of each before ends there.

    Raises LaneRulesOverlap where something else is written down for later.
    """
    with not_overlapping():
        for one in covered:
            same = Coverage.objects.filter(
                carrier_id=one.carrier, code=one.code, country=one.country, place=one.place
            )
            _end(same, at=dated.valid_from)
        Coverage.objects.bulk_create(
            [
                Coverage(
                    id=new_id(dated.valid_from),
                    carrier_id=one.carrier,
                    code=one.code,
                    country=one.country,
                    place=one.place,
                    quality=one.reach.quality,
                    extra_min_days=one.reach.extra_min_days,
                    extra_max_days=one.reach.extra_max_days,
                    season_from=one.reach.season[0] if one.reach.season else "",
                    season_until=one.reach.season[1] if one.reach.season else "",
                    notes=dict(one.reach.notes),
                    **_terms(dated),
                )
                for one in covered
            ]
        )
    forget_services()


def _end(rows: QuerySet[Leg] | QuerySet[Coverage], *, at: datetime) -> None:
    """Let what holds at an instant hold to it; what would begin with it goes."""
    for row in rows.select_for_update().filter(valid__contains=at):
        if row.valid.lower == at:
            row.delete()
        else:
            row.valid = TimestamptzRange(row.valid.lower, at)
            row.save(update_fields=["valid"])


def _terms(dated: Dated) -> dict[str, object]:
    return {
        "valid": TimestamptzRange(dated.valid_from, None),
        "source": dated.source,
        "verified_on": dated.verified_on,
        "is_example": dated.is_example,
    }


@contextmanager
def not_overlapping() -> Iterator[None]:
    """Say LaneRulesOverlap where the tables refuse dates that overlap."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as refusal:
        if "overlap" not in str(refusal):
            raise
        raise LaneRulesOverlap from refusal
