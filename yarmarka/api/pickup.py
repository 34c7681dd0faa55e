"""Where parcels can wait for their receivers."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router

from yarmarka.api.errors import answers
from yarmarka.api.schemas.common import Country
from yarmarka.api.schemas.pickup import PickupPointList, PickupPointOut
from yarmarka.domain.places.queries import city_key
from yarmarka.domain.shipping.queries import pickup_points_in

router = Router(tags=["pick-up points"])


@router.get("/pickup-points", response=answers(PickupPointList))
def list_points(
    request: HttpRequest, country: Country, city: Annotated[str, Query(max_length=120)]
) -> PickupPointList:
    """Return the pick-up points of a town, by its name as people write it."""
    found = pickup_points_in(country, city_key(city))
    return PickupPointList(items=[PickupPointOut.of(card) for card in found])
