"""Pick-up points."""

from datetime import date, time

from pydantic import Field

from yarmarka.api.ids import PickupPointId
from yarmarka.api.shapes import Schema
from yarmarka.domain.shipping.types import PickupPointCard, PointKind
from yarmarka.presentation.locales import current_language
from yarmarka.vocabulary.goods import in_language


class OpenOut(Schema):
    """From when to when, by the point's own clock."""

    opens: time
    closes: time


class OpenOnOut(OpenOut):
    """When it is open on a day of the week; 1 is Monday."""

    weekday: int


class OtherDayOut(Schema):
    """A day that differs; without hours it is closed."""

    day: date
    hours: OpenOut | None


class PickupPointOut(Schema):
    """Where a carrier gives parcels out. A day of the week that is not among its hours is closed."""

    id: PickupPointId
    carrier: str
    code: str
    kind: PointKind
    city: str
    address: str
    postal_code: str
    latitude: float
    longitude: float
    hours: list[OpenOnOut]
    other_days: list[OtherDayOut]
    takes_cards: bool | None
    max_weight_g: int | None

    @classmethod
    def of(cls, card: PickupPointCard) -> "PickupPointOut":
        """Return a point as the API says it."""
        return cls(
            id=card.id,
            carrier=card.carrier,
            code=card.code,
            kind=card.kind,
            city=card.city,
            address=in_language(card.addresses, current_language()),
            postal_code=card.postal_code,
            latitude=card.latitude,
            longitude=card.longitude,
            hours=[OpenOnOut(weekday=one.weekday, opens=one.opens, closes=one.closes) for one in card.hours],
            other_days=[
                OtherDayOut(day=day, hours=OpenOut(opens=hours[0], closes=hours[1]) if hours else None)
                for day, hours in sorted(card.exceptions.items())
            ],
            takes_cards=card.takes_cards,
            max_weight_g=card.max_weight_g,
        )


class PickupPointList(Schema):
    """The points of a town."""

    items: list[PickupPointOut] = Field(description="200 at the most.")
