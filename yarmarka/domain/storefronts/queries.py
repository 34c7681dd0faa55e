"""The shops that are open, and what operators have made of each."""

from collections import defaultdict
from datetime import datetime
from typing import Final

import msgspec
from django.db.models import F

from yarmarka.domain.storefronts.errors import StorefrontUnknown
from yarmarka.domain.storefronts.models import Storefront as Row
from yarmarka.domain.storefronts.models import StorefrontPlace, StorefrontVersion
from yarmarka.domain.storefronts.rules.defaults import MARKETPLACE_CONTENTS, built_in
from yarmarka.domain.storefronts.rules.places import is_open
from yarmarka.domain.storefronts.types import Contents, Place, Storefront, StorefrontDesk, VersionCard
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.remembered import Remembered
from yarmarka.vocabulary.storefronts import MARKETPLACE

_PUBLISHED: Final = Remembered[tuple[Storefront, ...]]()
#: one set: what an event loop may look at without waiting for the database
_HOSTS: Final = [frozenset[str]()]
#: the marketplace until its first edit
_BUILT_IN_DESK: Final = StorefrontDesk(code=MARKETPLACE, places=(), is_default=True, version=0)


def storefronts(*, now: datetime) -> tuple[Storefront, ...]:
    """Return the shops that are open, the default one first.

    Other processes may know a publishing a few seconds later. Where nobody has written a default shop down, the
    built-in marketplace stands in its place.
    """
    known = _PUBLISHED.get()
    found = _PUBLISHED.keep(_published()) if known is None else known
    return tuple(shop for shop in found if shop.is_default or is_open(shop, now=now))


def storefront(code: str, *, now: datetime) -> Storefront:
    """Return an open shop by its code. Raises StorefrontUnknown."""
    for shop in storefronts(now=now):
        if shop.code == code:
            return shop
    raise StorefrontUnknown(field="storefront", code=code[:40])


def known_hosts() -> frozenset[str]:
    """Return the hosts that lead to shops of their own, as this process last read them; asks nobody."""
    return _HOSTS[-1]


def forget_storefronts() -> None:
    """Ask for the shops anew: this process has just changed one."""
    _PUBLISHED.forget()


def desks() -> tuple[StorefrontDesk, ...]:
    """Return every shop as its operators see it, also those that are closed or never opened, the default one first."""
    places = _places()
    rows = Row.objects.order_by("-is_default", "code")
    found = tuple(_desk(row, places.get(row.code, ())) for row in rows)
    return found if any(one.is_default for one in found) else (_BUILT_IN_DESK, *found)


def desk(code: str) -> StorefrontDesk:
    """Return a shop as its operators see it. Raises Missing."""
    row = Row.objects.filter(code=code).first()
    if row is None and code == MARKETPLACE:
        return _BUILT_IN_DESK
    if row is None:
        raise Missing(what="storefront")
    return _desk(row, _places().get(code, ()))


def versions(code: str) -> tuple[VersionCard, ...]:
    """Return everything that was published of a shop, the newest first."""
    rows = StorefrontVersion.objects.filter(storefront__code=code).select_related("storefront")
    return tuple(
        VersionCard(
            number=row.number,
            published_at=row.published_at,
            published_by=row.published_by_id,
            note=row.note,
            is_current=row.number == row.storefront.version,
        )
        for row in rows.order_by("-number")
    )


def contents_of(code: str, number: int) -> Contents:
    """Return a shop as it was published under a number. Raises Missing."""
    row = StorefrontVersion.objects.filter(storefront__code=code, number=number).first()
    if row is not None:
        return decoded(row.contents)
    if code == MARKETPLACE and number == 0:
        return MARKETPLACE_CONTENTS
    raise Missing(what="version")


def decoded(contents: object) -> Contents:
    """Return contents from the JSON that they are kept as."""
    return msgspec.convert(contents, Contents)


def _published() -> tuple[Storefront, ...]:
    rows = Row.objects.exclude(version=None).order_by("-is_default", "code")
    current = StorefrontVersion.objects.filter(number=F("storefront__version"))
    contents = dict(current.values_list("storefront_id", "contents"))
    places = _places()
    found = tuple(
        Storefront(
            code=row.code,
            places=places.get(row.code, ()),
            version=row.version or 0,
            contents=decoded(contents[row.id]),
            is_default=row.is_default,
            opens_at=row.opens_at,
            closes_at=row.closes_at,
        )
        for row in rows
    )
    _HOSTS[:] = [frozenset(place.host for shop in found for place in shop.places if place.host)]
    return found if any(shop.is_default for shop in found) else (built_in(), *found)


def _places() -> dict[str, tuple[Place, ...]]:
    found: defaultdict[str, tuple[Place, ...]] = defaultdict(tuple)
    rows = StorefrontPlace.objects.order_by("host", "prefix").values_list(
        "storefront__code", "host", "prefix"
    )
    for code, host, prefix in rows:
        found[code] += (Place(host, prefix),)
    return dict(found)


def _desk(row: Row, places: tuple[Place, ...]) -> StorefrontDesk:
    return StorefrontDesk(
        code=row.code,
        places=places,
        is_default=row.is_default,
        version=row.version,
        draft=decoded(row.draft) if row.draft is not None else None,
        drafted_at=row.drafted_at,
        drafted_by=row.drafted_by_id,
        opens_at=row.opens_at,
        closes_at=row.closes_at,
    )
