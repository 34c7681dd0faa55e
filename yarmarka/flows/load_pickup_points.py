"""Taking pick-up points in: what a carrier tells of a country, or a table says, each in its place of our own table."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from yarmarka.connectors.carriers import connector_for
from yarmarka.connectors.carriers.port import PickupPlace, TellsPickupPlaces
from yarmarka.domain.places.queries import city_key, place_code
from yarmarka.domain.shipping.actions import ToldPoint, add_carrier, take_points_in
from yarmarka.domain.shipping.queries import carrier_names
from yarmarka.domain.shipping.types import OpenOn, PickupPointCard, PointKind
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.ids import new_id
from yarmarka.vocabulary.places import PostalAddress

#: what carriers are called whose points may be loaded before they have a service
_NAMES: Final[Mapping[str, dict[str, str]]] = {"cdek": {"ru": "СДЭК", "en": "CDEK", "zh": "CDEK"}}


def fetch_pickup_points(*, carrier: str, country: str, now: datetime) -> tuple[int, int]:
    """Ask a carrier for its points in a country and take them in; return how many there are, and how many are gone.

    Raises Missing for a carrier that tells none, Outside, Refused.
    """
    try:
        connector = connector_for(carrier)
    except KeyError:
        raise Missing(what="carrier", code=carrier) from None
    if not isinstance(connector, TellsPickupPlaces) or not connector.capabilities.has_pickup_points:
        raise Missing(what="pick-up points", code=carrier)
    places = list(connector.pickup_places(country=country))
    return take_pickup_points(places, carrier=carrier, country=country, source=f"{carrier} API", now=now)


def take_pickup_points(
    places: Iterable[PickupPlace], *, carrier: str, country: str, source: str, now: datetime
) -> tuple[int, int]:
    """Take all of a carrier's points in a country in; those told before and not now are gone. Return both counts."""
    if not carrier_names(carrier):
        if carrier not in _NAMES:
            raise Missing(what="carrier", code=carrier)
        add_carrier(code=carrier, names=_NAMES[carrier])
    # Told twice, the later word counts.
    told = {
        place.code: _told(place, carrier=carrier, now=now) for place in places if place.country == country
    }
    return take_points_in(list(told.values()), carrier=carrier, country=country, source=source, now=now)


def _told(place: PickupPlace, *, carrier: str, now: datetime) -> ToldPoint:
    address = PostalAddress(
        country=place.country,
        recipient="",
        street=place.address,
        city=place.city,
        region=place.region,
        postal_code=place.postal_code,
    )
    point = PickupPointCard(
        id=new_id(now),
        carrier=carrier,
        code=place.code,
        kind=PointKind(place.kind),
        country=place.country,
        place=place_code(address),
        city=place.city[:120],
        addresses=dict(place.addresses) or {"ru": place.address},
        postal_code=place.postal_code[:12],
        latitude=place.latitude,
        longitude=place.longitude,
        hours=tuple(OpenOn(one.weekday, one.opens, one.closes) for one in place.hours),
        exceptions=place.exceptions,
        takes_cards=place.takes_cards,
        max_weight_g=place.max_weight_g,
        max_side_mm=place.max_side_mm,
    )
    return ToldPoint(point, city_key(place.city)[:120])
