"""Putting carriers' services on offer, and letting other prices, days and limits follow from an instant on."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from datetime import date, datetime, time
from uuid import UUID

from psycopg.types.range import TimestamptzRange

from yarmarka.domain.shipping.actions.lanes import not_overlapping
from yarmarka.domain.shipping.models import Carrier, DeliveryService, RateBand
from yarmarka.domain.shipping.queries import forget_services
from yarmarka.domain.shipping.types import BandCard, Dated, Ending, NewService, ServiceChange, Speed
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.ids import new_id
from yarmarka.vocabulary.money import Money


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
    lane_id: UUID | None = None,
    speed: Speed = Speed.STANDARD,
    ending: Ending = Ending.DOOR,
    picks_point: bool = False,
    cut_off: time | None = None,
    volume_divisor: int = 0,
    max_side_mm: int = 0,
    max_value_minor: int | None = None,
    takes_batteries: bool = True,
    bands: Sequence[BandCard] = (),
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
        lane_id=lane_id,
        speed=speed,
        ending=ending,
        picks_point=picks_point,
        cut_off=cut_off,
        volume_divisor=volume_divisor,
        max_side_mm=max_side_mm,
        max_value_minor=max_value_minor,
        takes_batteries=takes_batteries,
    )
    _card_of_rates(offered.id, bands, now=valid_from)
    forget_services()
    return offered.id


def begin_service(wanted: NewService, *, dated: Dated) -> UUID:
    """Put a new service on offer from an instant on; return its id.

    Raises LaneRulesOverlap where the carrier has a service of this code on this route then.
    """
    facts = {one.name: getattr(wanted, one.name) for one in fields(wanted)}
    base = Money(facts.pop("base_minor"), facts.pop("currency"))
    with not_overlapping():
        return offer_service(
            **facts,
            base=base,
            valid_from=dated.valid_from,
            source=dated.source,
            verified_on=dated.verified_on,
            is_example=dated.is_example,
        )


def follow_inspection(service_id: UUID, *, days: int, at: datetime, source: str, now: datetime) -> UUID:
    """Let shoppers look goods that a service brings over for so many days, from an instant on; return the new row's id.

    All else of the service stays; what was ordered before keeps its time. Raises Missing, once it is no longer offered.
    """
    return _follow(service_id, {"inspection_days": days}, at=at, source=source, now=now)


def follow_service(
    service_id: UUID, change: ServiceChange, *, at: datetime, source: str, now: datetime
) -> UUID:
    """Let a service ask and take something else from an instant on; return the new row's id.

    All else of it stays, and so does what was ordered before. A new price replaces the rate card's bands. Raises
    Missing, once it is no longer offered.
    """
    wanted = {name: value for name, value in asdict(change).items() if value is not None}
    keeps_bands = not {"base_minor", "per_kg_minor"} & wanted.keys()
    return _follow(service_id, wanted, at=at, source=source, now=now, keeps_bands=keeps_bands)


def _follow(
    service_id: UUID,
    change: Mapping[str, object],
    *,
    at: datetime,
    source: str,
    now: datetime,
    keeps_bands: bool = True,
) -> UUID:
    row = DeliveryService.objects.select_for_update().filter(id=service_id, valid__contains=at).first()
    if row is None:
        raise Missing(what="delivery service")
    until = row.valid.upper
    row.valid = TimestamptzRange(row.valid.lower, at)
    row.save(update_fields=["valid"])
    row.pk = new_id(at)
    for name, value in change.items():
        setattr(row, name, value)
    row.source, row.verified_on = source, now.date()
    row.valid = TimestamptzRange(at, until)
    row.save(force_insert=True)
    if keeps_bands:
        _card_of_rates(row.pk, _bands_of(service_id), now=at)
    forget_services()
    return row.pk


def _bands_of(service_id: UUID) -> list[BandCard]:
    rows = RateBand.objects.filter(service_id=service_id)
    return [BandCard(row.up_to_g, row.up_to_value_minor, row.base_minor, row.per_kg_minor) for row in rows]


def _card_of_rates(service_id: UUID, bands: Sequence[BandCard], *, now: datetime) -> None:
    RateBand.objects.bulk_create(
        [RateBand(id=new_id(now), service_id=service_id, **asdict(band)) for band in bands]
    )
