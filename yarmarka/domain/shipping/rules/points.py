"""Pick-up points: which one takes a parcel, when it is open, how an order keeps it."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any, Final

from yarmarka.domain.shipping.types import Ending, PickupPointCard, PointKind, ServiceCard
from yarmarka.vocabulary.goods import in_language
from yarmarka.vocabulary.ids import public_id
from yarmarka.vocabulary.places import PostalAddress

#: what whoever sorts and brings parcels in a country reads
_OF_THE_POST: Final = {"RU": "ru", "BY": "ru", "KZ": "ru", "CN": "zh"}


def suits(
    point: PickupPointCard, service: ServiceCard, *, country: str, weight_g: int, longest_mm: int
) -> bool:
    """Test if a point can be chosen for a service's parcel: it is the carrier's, of the right kind, and takes it."""
    return (
        point.carrier == service.carrier
        and point.country == country
        and (service.ending is not Ending.LOCKER or point.kind is PointKind.LOCKER)
        and (point.max_weight_g is None or weight_g <= point.max_weight_g)
        and (point.max_side_mm is None or longest_mm <= point.max_side_mm)
    )


def open_on(point: PickupPointCard, day: date) -> tuple[tuple[time, time], ...]:
    """Return from when to when a point is open on a day, by its own clock; nothing when it is closed."""
    if day in point.exceptions:
        hours = point.exceptions[day]
        return (hours,) if hours else ()
    return tuple((one.opens, one.closes) for one in point.hours if one.weekday == day.isoweekday())


def week_of(point: PickupPointCard) -> tuple[tuple[int, int, tuple[tuple[time, time], ...]], ...]:
    """Return a week's hours, days that follow one another and are alike together: (first, last weekday, hours)."""
    days = [
        tuple((one.opens, one.closes) for one in point.hours if one.weekday == weekday)
        for weekday in range(1, 8)
    ]
    told: list[tuple[int, int, tuple[tuple[time, time], ...]]] = []
    for weekday, hours in enumerate(days, start=1):
        if told and told[-1][2] == hours:
            told[-1] = (told[-1][0], weekday, hours)
        else:
            told.append((weekday, weekday, hours))
    return tuple(told)


def frozen_point(point: PickupPointCard) -> Mapping[str, Any]:
    """Return a point as an order keeps it: where the parcel goes, whatever becomes of the point later."""
    return {
        "public_id": public_id("pup", point.id),
        "carrier": point.carrier,
        "code": point.code,
        "kind": point.kind.value,
        "city": point.city,
        "addresses": dict(point.addresses),
        "postal_code": point.postal_code,
        "latitude": point.latitude,
        "longitude": point.longitude,
        "hours": [[one.weekday, f"{one.opens:%H:%M}", f"{one.closes:%H:%M}"] for one in point.hours],
    }


def addressed_to_point(address: PostalAddress, pickup: Mapping[str, Any] | None) -> PostalAddress:
    """Return where a parcel goes: to the point that the order keeps, for the same person; home where there is none."""
    if not pickup:
        return address
    where = in_language(pickup["addresses"], _OF_THE_POST.get(address.country, "en"))
    return PostalAddress(
        country=address.country,
        recipient=address.recipient,
        street=f"{pickup['code']}, {where}",
        city=pickup["city"],
        postal_code=pickup["postal_code"] or address.postal_code,
        phone=address.phone,
    )
