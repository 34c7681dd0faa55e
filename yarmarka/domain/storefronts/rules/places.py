"""Which shop a request is in: by host, by path prefix, or the default one."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from yarmarka.domain.storefronts.errors import ContentsInvalid
from yarmarka.domain.storefronts.types import Place, Storefront

#: first parts of addresses that the house itself answers at
TAKEN: Final = frozenset(
    {"ru", "en", "zh", "api", "static", "media", "staff", "account", "seller", "demo", "healthz", "readyz"}
    | {"theme", "jsi18n", "robots", "sitemap", "favicon", "feeds"}
)
_CODE: Final = re.compile(r"[a-z][a-z0-9-]{1,29}")
_LABEL: Final = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST: Final = re.compile(rf"(?=.{{1,253}}\Z){_LABEL}(?:\.{_LABEL})*")


def check_code(code: str) -> None:
    """Raise ContentsInvalid for what can't name a shop."""
    if not _CODE.fullmatch(code):
        raise ContentsInvalid(field="code", reason="code", code=code[:40])


def check_places(places: Iterable[Place]) -> None:
    """Raise ContentsInvalid, naming the field, for a host or prefix that nobody could be led to."""
    for place in places:
        if not place.host and not place.prefix:
            raise ContentsInvalid(field="prefix", reason="nowhere")
        if place.host and not _HOST.fullmatch(place.host):
            raise ContentsInvalid(field="host", reason="host", host=place.host[:80])
        if place.prefix and (not _CODE.fullmatch(place.prefix) or place.prefix in TAKEN):
            raise ContentsInvalid(field="prefix", reason="prefix", prefix=place.prefix[:40])


def find_storefront(shops: Iterable[Storefront], *, host: str, path: str) -> tuple[Storefront | None, str]:
    """Return the shop that a host and path lead to, and the prefix that did (else empty); nothing without a default.

    The most exact place wins: host and prefix, then a prefix at any host, then a host; then the default shop.
    """
    first = path.lstrip("/").split("/", 1)[0]
    wanted = [Place(host, first), Place("", first)] if first else []
    found = {place: shop for shop in shops for place in shop.places}
    for place in (*wanted, Place(host, "")):
        if place in found:
            return found[place], place.prefix
    return next((shop for shop in shops if shop.is_default), None), ""


def front_place(shop: Storefront) -> Place | None:
    """Return where somebody outside is led to a shop: its own host before a prefix; nowhere for the default shop."""
    if shop.is_default:
        return None
    return min(shop.places, key=lambda place: (not place.host, bool(place.prefix), place.host), default=None)


def is_open(shop: Storefront, *, now: datetime) -> bool:
    """Test if a shop receives visitors at an instant."""
    has_opened = shop.opens_at is not None and shop.opens_at <= now
    return has_opened and (shop.closes_at is None or now < shop.closes_at)
