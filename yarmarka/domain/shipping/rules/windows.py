"""When goods should come: at sale, by place, and anew from what remains of the legs while the parcel moves."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final

from yarmarka.domain.shipping.types import Basis, LegCard, LegKind, Quality, Reach, ServiceCard, Window
from yarmarka.vocabulary.parcels import ParcelState

#: how sure the last day of a learnt promise is, in per cent
CONFIDENCE: Final = 90
#: dates that flutter are no dates: a new one differs by so much, or the old one is over
_NEWS: Final = timedelta(days=2)
#: until the seller has given it to the carrier: days that every promise counts in
_PACKING: Final = (1, 3)

_S = ParcelState
#: what a parcel's state says of its way: the leg that it is on, and whether that one is as good as over
_ON: Final[Mapping[ParcelState, tuple[LegKind, bool]]] = {
    _S.PRE_TRANSIT: (LegKind.CONSOLIDATION, False),
    _S.ACCEPTED: (LegKind.CONSOLIDATION, False),
    _S.IN_TRANSIT: (LegKind.LINE_HAUL, False),
    _S.EXPORT_CUSTOMS: (LegKind.LINE_HAUL, False),
    _S.IMPORT_CUSTOMS: (LegKind.CUSTOMS, False),
    _S.CUSTOMS_ACTION_REQUIRED: (LegKind.CUSTOMS, False),
    _S.ARRIVED_DESTINATION: (LegKind.LAST_MILE, False),
    _S.AVAILABLE_FOR_PICKUP: (LegKind.LAST_MILE, True),
    _S.OUT_FOR_DELIVERY: (LegKind.LAST_MILE, True),
    _S.ATTEMPT_FAILED: (LegKind.LAST_MILE, True),
}
_ORDER: Final = tuple(LegKind)
#: a lane whose legs nobody told is drawn as these shares of its days
_UNTOLD: Final = (
    LegCard(LegKind.CONSOLIDATION, "", 1, 2),
    LegCard(LegKind.LINE_HAUL, "", 4, 8),
    LegCard(LegKind.CUSTOMS, "", 1, 3),
    LegCard(LegKind.LAST_MILE, "", 1, 3),
)
_AT_HOME: Final = tuple(leg for leg in _UNTOLD if leg.kind is not LegKind.CUSTOMS)


def promise(service: ServiceCard, *, now: datetime, place: str = "") -> Window:
    """Return from when to when the goods should come, in calendar days.

    By the day that nine of ten deliveries came by: of the service to that place, once they have taught it, else of the
    service; before, by the carrier's own window, from the next day on once its hour is over. What the place takes
    longer is added, unless the place itself has taught its days.
    """
    today = now.date()
    if there := service.by_place.get(place):
        first = min(service.min_days, there.usual_days)
        return Window(_on(today, first), _on(today, there.sure_days), Basis.PLACE, there.deliveries)
    reach = reach_of(service, place)
    extra = (reach.extra_min_days, reach.extra_max_days) if reach else (0, 0)
    if service.sure_days is not None and service.usual_days is not None:
        first = min(service.min_days, service.usual_days)
        return Window(
            _on(today, first + extra[0]),
            _on(today, service.sure_days + extra[1]),
            Basis.SERVICE,
            service.deliveries,
        )
    if service.cut_off is not None and now.time() >= service.cut_off:
        today += timedelta(days=1)
    return Window(
        _on(today, service.min_days + extra[0]), _on(today, service.max_days + extra[1]), Basis.CARRIER
    )


def reach_of(service: ServiceCard, place: str) -> Reach | None:
    """Return how a service reaches a place, where that is told of the place or of all its country."""
    if not service.reach:
        return None
    return service.reach.get(place) or service.reach.get(service.destination_country)


def reaches(service: ServiceCard, place: str, *, on: date) -> bool:
    """Test if a service goes to a place on a day; where nothing is told of the place, it does."""
    reach = reach_of(service, place)
    if reach is None:
        return True
    return reach.quality is not Quality.NONE and (reach.season is None or in_season(reach.season, on=on))


def in_season(season: tuple[str, str], *, on: date) -> bool:
    """Test if a day lies in a season of the year, which may run over the new year."""
    begins, ends = season
    day = f"{on:%m-%d}"
    return begins <= day <= ends if begins <= ends else day >= begins or day <= ends


def leg_of(state: ParcelState) -> tuple[LegKind, bool] | None:
    """Return the leg that a parcel is on by its state, and whether that one is as good as over; None: it tells none."""
    return _ON.get(state)


def remains(service: ServiceCard, state: ParcelState) -> tuple[float, float] | None:
    """Return which shares of a service's shortest and longest days still lie before a parcel in this state.

    None for states that say nothing of the way: something went wrong, or it goes back.
    """
    on = leg_of(state)
    if on is None:
        return None
    kind, is_over = on
    legs = service.legs or (_AT_HOME if service.origin_country == service.destination_country else _UNTOLD)
    place = _ORDER.index(kind)
    ahead = [leg for leg in legs if _ORDER.index(leg.kind) >= place + is_over]
    packing = _PACKING if state is ParcelState.PRE_TRANSIT else (0, 0)
    return (
        (packing[0] + sum(leg.min_days for leg in ahead)) / (_PACKING[0] + sum(leg.min_days for leg in legs)),
        (packing[1] + sum(leg.max_days for leg in ahead)) / (_PACKING[1] + sum(leg.max_days for leg in legs)),
    )


def moved_promise(
    service: ServiceCard, *, place: str, state: ParcelState, state_at: datetime, today: date, before: Window
) -> Window | None:
    """Return a new window for a parcel by what remains of its legs, or None while the one told before may stand.

    The days that remain are the legs' shares of what the service takes by now (`promise`), counted from the newest word
    of the parcel; when they are over and it has not come, a week more is said, or a tenth of the whole way. A day more
    or less is no news, unless the day that was promised is over.
    """
    shares = remains(service, state)
    if shares is None:
        return None
    whole = promise(service, now=datetime.combine(today, datetime.min.time(), state_at.tzinfo), place=place)
    said_on = state_at.date()
    first = said_on + timedelta(days=int((whole.from_on - today).days * shares[0]))
    last = said_on + timedelta(days=max(1, -int(-(whole.to_on - today).days * shares[1] // 1)))
    if last < today:
        last = today + timedelta(days=max(7, (whole.to_on - today).days // 10))
    first = max(first, today)
    last = max(first, last)
    if abs(last - before.to_on) < _NEWS and before.to_on >= today:
        return None
    return Window(first, last, whole.basis, whole.deliveries)


def _on(day: date, days: int) -> date:
    return day + timedelta(days=days)
