"""How promises on a lane are kept, service by service: the page that everybody may look at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from yarmarka.domain.shipping.queries import carriers_names, lanes, services_on_offer, tallied_at
from yarmarka.domain.shipping.rules.keeping import TELLING, TELLING_LATE
from yarmarka.domain.shipping.types import LaneCard, LegKind, PromiseTally, ServiceCard
from yarmarka.kernel import clock
from yarmarka.kernel.errors import Missing
from yarmarka.presentation.locales import current_language
from yarmarka.vocabulary.goods import in_language
from yarmarka.web.shop.days_chart import HEIGHT, WIDTH
from yarmarka.web.shop.promise_records import Record, Route, Told, grouped, months_of, record, told, weeks_of

_LEGS: Final[Mapping[LegKind, Promise | str]] = {
    LegKind.CONSOLIDATION: _("Parcels are gathered at origin"),
    LegKind.LINE_HAUL: _("The long way"),
    LegKind.CUSTOMS: pgettext_lazy("a part of the way", "Customs"),
    LegKind.LAST_MILE: _("To the receiver"),
}
#: carrier and lane; a service without a lane stands for one
Way = tuple[str, str]


@dataclass(frozen=True)
class LaneRow:
    """A lane in a list: what it is called, by whom, and how its promises were kept."""

    carrier: str
    way: str
    name: str
    carrier_name: str
    services: tuple[str, ...]
    record: Record
    route: str


@dataclass(frozen=True)
class ServiceRecord:
    """A service on a lane, and how its promises were kept."""

    code: str
    name: str
    told: Told


def way_of(one: PromiseTally | ServiceCard) -> Way:
    """Return the lane that a service runs on."""
    return one.carrier, one.lane or one.code


def lane_rows(route: Route, tallies: Sequence[PromiseTally], offered: Sequence[ServiceCard]) -> list[LaneRow]:
    """Return the lanes of a route, on offer or not any more, those with the most promises first."""
    counted = grouped(tallies, way_of)
    ways = {*counted, *map(way_of, offered)}
    named = _names(route, offered)
    carriers, language = carriers_names(), current_language()
    rows = [
        LaneRow(
            *way,
            name=named.get(way, way[1]),
            carrier_name=in_language(carriers.get(way[0], {}), language),
            services=tuple(in_language(card.names, language) for card in offered if way_of(card) == way),
            record=record(counted.get(way, ())),
            route="-".join(route),
        )
        for way in ways
    ]
    return sorted(rows, key=lambda row: (-row.record.kept.due, row.carrier, row.way))


@require_safe
def lane(request: HttpRequest, carrier: str, lane: str, route: str) -> HttpResponse:
    """Show how a lane's promises were kept: in all, by week as a picture, and by service and month.

    Raises Missing for a lane that is neither on offer nor has ever promised anything.
    """
    now, language = clock.now(), current_language()
    origin, _dash, destination = route.partition("-")
    ends, way = (origin, destination), (carrier, lane)
    offered = [
        card
        for card in services_on_offer(now=now)
        if (card.origin_country, card.destination_country) == ends and way_of(card) == way
    ]
    weeks = [one for one in weeks_of(now=now, route=ends, carrier=carrier) if way_of(one) == way]
    months = [one for one in months_of(now=now, route=ends, carrier=carrier) if way_of(one) == way]
    if not (offered or months):
        raise Missing(what="page")
    told_services = _services(weeks, months, offered)
    facts = {
        "name": _names(ends, offered).get(way, lane),
        "carrier": in_language(carriers_names().get(carrier, {}), language),
        "origin": origin,
        "destination": destination,
        "route": route,
        "told": told(weeks, months),
        "services": told_services,
        "are_several": sum(1 for one in told_services if one.told.months) > 1,
        "legs": _legs(offered),
        "is_offered": bool(offered),
        "enough": TELLING,
        "enough_late": TELLING_LATE,
        "counted_at": tallied_at(),
        "width": WIDTH,
        "height": HEIGHT,
    }
    return render(request, "shop/lane.html", facts)


def _services(
    weeks: Sequence[PromiseTally], months: Sequence[PromiseTally], offered: Sequence[ServiceCard]
) -> list[ServiceRecord]:
    names = {card.code: in_language(card.names, current_language()) for card in offered}
    by_week, by_month = grouped(weeks, lambda one: one.code), grouped(months, lambda one: one.code)
    found = [
        ServiceRecord(code, names.get(code, code), told(by_week.get(code, ()), by_month.get(code, ())))
        for code in {*by_week, *by_month, *names}
    ]
    return sorted(found, key=lambda one: (-one.told.whole.kept.due, one.code))


def _legs(offered: Sequence[ServiceCard]) -> list[dict[str, Any]]:
    carriers, language = carriers_names(), current_language()
    return [
        {
            "kind": _LEGS[leg.kind],
            "carrier": in_language(carriers.get(leg.carrier, {}), language),
            "min_days": leg.min_days,
            "max_days": leg.max_days,
            "hand_over": in_language(leg.hand_over, language),
        }
        for leg in (offered[0].legs if offered else ())
    ]


def _names(route: Route, offered: Sequence[ServiceCard]) -> dict[Way, str]:
    """Return what lanes of a route are called; a service without a lane lends its own name."""
    language, now = current_language(), clock.now()
    own = {way_of(card): in_language(card.names, language) for card in offered if not card.lane}
    return own | {
        (one.carrier, one.code): in_language(one.names, language)
        for one in lanes(at=now)
        if _ends(one) == route
    }


def _ends(one: LaneCard) -> Route:
    return one.origin_country, one.destination_country
