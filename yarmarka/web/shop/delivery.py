"""How delivery promises are kept, for everybody to see: each route's record, and its weeks as a picture."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from babel.numbers import format_percent
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yarmarka.domain.shipping.queries import services_on_offer
from yarmarka.kernel import clock
from yarmarka.kernel.errors import Missing
from yarmarka.presentation.locales import current_language
from yarmarka.reads.kept_promises import RouteRecord, kept_promises
from yarmarka.web.shop.coverage_view import SHADES, CoverageView, coverage_view
from yarmarka.web.shop.days_chart import HEIGHT, WIDTH, days_chart
from yarmarka.web.shop.shopper import shopper_of

#: with fewer promises over, a share says little
_TELLING: Final = 10
_KEPT_S: Final = 60


@dataclass(frozen=True)
class RouteRow:
    """A route as the page tells it."""

    record: RouteRecord
    kept: str
    is_telling: bool
    code: str


@require_safe
def delivery(request: HttpRequest) -> HttpResponse:
    """Show how promises were kept on each route to the reader's country, then on all others.

    `route`, two countries' codes, chooses whose weeks are drawn; Missing, if nothing was promised there.
    """
    records, country = _records(now=clock.now()), shopper_of(request).country
    rows = [_row(record) for record in sorted(records, key=lambda one: one.destination != country)]
    wanted = request.GET.get("route", "")
    chosen = next((row for row in rows if row.code == wanted), rows[0] if rows and not wanted else None)
    if wanted and not chosen:
        raise Missing(what="page")
    facts = {
        "rows": rows,
        "chosen": chosen,
        "weeks": [(week, _share(week.kept, week.due)) for week in chosen.record.weeks] if chosen else [],
        "chart": days_chart(chosen.record.weeks) if chosen else None,
        "width": WIDTH,
        "height": HEIGHT,
        "here": country,
        "coverage": _coverage(chosen.record if chosen else None, country, now=clock.now()),
        "shades": [*((number, most) for number, most in enumerate(SHADES, start=1)), (len(SHADES) + 1, 0)],
    }
    return render(request, "shop/delivery.html", facts)


def _coverage(chosen: RouteRecord | None, country: str, *, now: datetime) -> CoverageView | None:
    """Return the map of the chosen route; before any promise is over, of the first one that leads to the reader."""
    if chosen is not None:
        return coverage_view(origin=chosen.origin, destination=chosen.destination, now=now)
    origins = sorted(
        card.origin_country
        for card in services_on_offer(now=now)
        if card.destination_country == country != card.origin_country
    )
    return coverage_view(origin=origins[0], destination=country, now=now) if origins else None


def _records(*, now: datetime) -> tuple[RouteRecord, ...]:
    """Return the records as they stood a minute ago at the most: anybody may ask, and each time counts half a year."""
    found = cache.get_or_set(f"kept-promises:{now.date()}", lambda: kept_promises(now=now), _KEPT_S)
    return found or ()


def _row(record: RouteRecord) -> RouteRow:
    return RouteRow(
        record=record,
        kept=_share(record.kept, record.due),
        is_telling=record.due >= _TELLING,
        code=f"{record.origin}-{record.destination}",
    )


def _share(part: int, whole: int) -> str:
    return str(format_percent(part / whole, format="#,##0 %", locale=current_language()))
