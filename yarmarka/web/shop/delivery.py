"""How delivery promises are kept, for everybody to see: each route's record and lanes, and its weeks as a picture."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yarmarka.domain.shipping.queries import services_on_offer, tallied_at
from yarmarka.domain.shipping.rules.keeping import TELLING
from yarmarka.domain.shipping.types import PromiseTally
from yarmarka.kernel import clock
from yarmarka.kernel.errors import Missing
from yarmarka.web.shop.coverage_view import SHADES, CoverageView, coverage_view
from yarmarka.web.shop.days_chart import HEIGHT, WIDTH
from yarmarka.web.shop.lane_record import LaneRow, lane_rows
from yarmarka.web.shop.promise_records import Record, Route, grouped, record, told, weeks_of
from yarmarka.web.shop.shopper import shopper_of

_KEPT_S: Final = 60


@dataclass(frozen=True)
class RouteRow:
    """A route as the page tells it."""

    origin: str
    destination: str
    record: Record

    @property
    def code(self) -> str:
        """What the route is called in addresses."""
        return f"{self.origin}-{self.destination}"


@require_safe
def delivery(request: HttpRequest) -> HttpResponse:
    """Show how promises were kept on each route to the reader's country, then on all others.

    `route`, two countries' codes, chooses whose weeks are drawn and whose lanes are told; Missing, if nothing was
    promised there.
    """
    now, country = clock.now(), shopper_of(request).country
    routes = grouped(_tallies(now=now), lambda one: (one.origin_country, one.destination_country))
    rows = [RouteRow(*route, record(own)) for route, own in routes.items()]
    rows = [row for row in rows if row.record.kept.due]
    rows.sort(key=lambda row: (row.destination != country, -row.record.kept.due, row.code))
    wanted = request.GET.get("route", "")
    chosen = next((row for row in rows if row.code == wanted), rows[0] if rows and not wanted else None)
    if wanted and not chosen:
        raise Missing(what="page")
    route: Route | None = (chosen.origin, chosen.destination) if chosen else _route_to(country, now=now)
    facts = {
        "rows": rows,
        "chosen": chosen,
        "told": told(routes[route], ()) if chosen and route else None,
        "lanes": _lanes(route, routes.get(route, []), now=now) if route else [],
        "width": WIDTH,
        "height": HEIGHT,
        "enough": TELLING,
        "counted_at": tallied_at() if rows else None,
        "coverage": _coverage(route, now=now),
        "shades": [*((number, most) for number, most in enumerate(SHADES, start=1)), (len(SHADES) + 1, 0)],
    }
    return render(request, "shop/delivery.html", facts)


def _lanes(route: Route, tallies: list[PromiseTally], *, now: datetime) -> list[LaneRow]:
    offered = [
        card
        for card in services_on_offer(now=now)
        if (card.origin_country, card.destination_country) == route
    ]
    return lane_rows(route, tallies, offered)


def _coverage(route: Route | None, *, now: datetime) -> CoverageView | None:
    return coverage_view(origin=route[0], destination=route[1], now=now) if route else None


def _route_to(country: str, *, now: datetime) -> Route | None:
    """Return, before any promise is over, the first route on offer that leads to the reader from abroad."""
    origins = sorted(
        card.origin_country
        for card in services_on_offer(now=now)
        if card.destination_country == country != card.origin_country
    )
    return (origins[0], country) if origins else None


def _tallies(*, now: datetime) -> tuple[PromiseTally, ...]:
    """Return the half-year's weeks as they were known a minute ago at the most: anybody may ask."""
    found = cache.get_or_set(f"promise-tallies:{now.date()}", lambda: weeks_of(now=now), _KEPT_S)
    return found or ()
