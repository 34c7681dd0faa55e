"""How each region of a country is reached and how many days that takes, as a map of tiles and as a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.core.cache import cache
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yarmarka.domain.places.queries import place
from yarmarka.domain.places.types import PlaceKind
from yarmarka.domain.shipping.queries import services_between
from yarmarka.domain.shipping.rules import promise, reach_of, reaches
from yarmarka.domain.shipping.types import Quality, ServiceCard
from yarmarka.presentation.dates import format_season
from yarmarka.presentation.locales import current_language
from yarmarka.reads.days_by_place import DaysThere, days_by_place
from yarmarka.vocabulary.goods import in_language
from yarmarka.web.shop.region_map import RegionMap, Tile, region_map

#: with fewer deliveries, a region's days are the carrier's estimate
_TELLING: Final = 3
_KEPT_S: Final = 60
#: up to so many days a tile has its shade; the last one is for more
SHADES: Final = (7, 14, 21)
_BEST_FIRST: Final = (Quality.SERVED, Quality.SLOW, Quality.SEASONAL, Quality.NONE)
_WORDS: Final[Mapping[Quality, Promise | str]] = {
    Quality.SERVED: pgettext_lazy("a region is", "served"),
    Quality.SLOW: pgettext_lazy("a region is", "slower than elsewhere"),
    Quality.SEASONAL: _("only in season"),
    Quality.NONE: pgettext_lazy("a region is", "not served"),
}


@dataclass(frozen=True)
class RegionView:
    """A region on the map and in the table. `days` are what half of the deliveries took, or an estimate; 0: none go."""

    tile: Tile
    code: str
    short: str
    name: str
    quality: str
    words: Promise | str
    note: str
    season: str
    days: int
    nine_of_ten: int
    deliveries: int
    is_estimate: bool
    shade: str
    is_contested: bool


@dataclass(frozen=True)
class CoverageView:
    """A route's regions, in the order of their names, and the picture that they are drawn in."""

    origin: str
    destination: str
    map: RegionMap
    regions: tuple[RegionView, ...]


def coverage_view(*, origin: str, destination: str, now: datetime) -> CoverageView | None:
    """Return how a route's regions are reached; None where no regions of the country are known, or none goes there."""
    drawn = region_map(destination)
    services = services_between({origin}, {destination}, now=now).get((origin, destination), ())
    if drawn is None or not services:
        return None
    known = cache.get_or_set(
        f"days-by-place:{origin}:{destination}:{now.date()}",
        lambda: days_by_place(origin=origin, destination=destination, now=now),
        _KEPT_S,
    )
    regions = [_region(tile, services, (known or {}).get(tile.code), now=now) for tile in drawn.tiles]
    return CoverageView(
        origin, destination, drawn, tuple(sorted(regions, key=lambda one: (one.is_contested, one.name)))
    )


def _region(
    tile: Tile, services: Sequence[ServiceCard], known: DaysThere | None, *, now: datetime
) -> RegionView:
    where, language = place(tile.code), current_language()
    going = [one for one in services if reaches(one, tile.code, on=now.date())]
    best = min(
        (reach_of(one, tile.code) for one in (going or services)),
        key=lambda reach: _BEST_FIRST.index(reach.quality if reach else Quality.SERVED),
    )
    quality = best.quality if best else Quality.SERVED
    days, nine, is_estimate = 0, 0, True
    if going:
        cheapest = min(going, key=lambda one: (one.base_minor, one.max_days))
        window = promise(cheapest, now=now, place=tile.code)
        days, nine = (
            ((window.from_on - now.date()).days + (window.to_on - now.date()).days) // 2,
            (window.to_on - now.date()).days,
        )
    if going and known and known.deliveries >= _TELLING:
        days, nine, is_estimate = known.half_by, known.nine_of_ten_by, False
    return RegionView(
        tile=tile,
        code=tile.code,
        short=tile.code.removeprefix("RU-") if where.kind is PlaceKind.REGION else "",
        name=in_language(where.names, language),
        quality=quality.value,
        words=_WORDS[quality],
        note=in_language(best.notes, language) if best else "",
        season=format_season(best.season, language) if best and best.season else "",
        days=days,
        nine_of_ten=nine,
        deliveries=known.deliveries if known else 0,
        is_estimate=is_estimate,
        shade=_shade(days) if going else "none",
        is_contested=where.kind is PlaceKind.CONTESTED,
    )


def _shade(days: int) -> str:
    return str(next((number for number, most in enumerate(SHADES, start=1) if days <= most), len(SHADES) + 1))
