"""How somebody outside gets to a shop: from a letter, a message or a printed code to the page in that shop."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import get_script_prefix, reverse, set_script_prefix
from django.utils.translation import override

from yarmarka.domain.storefronts.queries import storefronts
from yarmarka.domain.storefronts.rules.places import front_place
from yarmarka.domain.storefronts.types import Storefront

#: consoles speak every language of the house, in whichever shop they are entered
_CONSOLES: Final = frozenset({"seller", "staff"})


@dataclass(frozen=True)
class FrontDoor:
    """A shop, and the address that all of its pages begin with, without a slash at its end."""

    shop: Storefront
    root: str

    def address(self, page: str, *, language: str, **parts: Any) -> str:
        """Return the whole address of a page, by its name, in a language or else in the shop's first one."""
        with override(language), _outside_of_any_shop():
            return self.lead(reverse(page, kwargs=parts))

    def lead(self, path: str) -> str:
        """Return the whole address of a page of the house, given by its path with the language that it begins with."""
        _, language, rest = path.split("/", 2)
        spoken = self.shop.contents.locales
        if language not in spoken and rest.split("/", 1)[0] not in _CONSOLES:
            language = self.shop.contents.locale
        return f"{self.root}/{language}/{rest}"


def front_door(code: str, *, now: datetime) -> FrontDoor:
    """Return how to get to a shop; to the default one in place of a shop that is closed or was never there."""
    open_now = storefronts(now=now)
    shop = next((one for one in open_now if one.code == code), open_now[0])
    return FrontDoor(shop, _root(shop))


def _root(shop: Storefront) -> str:
    place = front_place(shop)
    if place is None:
        return settings.SITE_URL
    ours = urlsplit(settings.SITE_URL)
    port = f":{ours.port}" if ours.port else ""
    host = f"{place.host}{port}" if place.host else ours.netloc
    return f"{ours.scheme}://{host}{f'/{place.prefix}' if place.prefix else ''}"


@contextmanager
def _outside_of_any_shop() -> Iterator[None]:
    """Let addresses be written without the prefix of the shop that a request happens to be in."""
    inside = get_script_prefix()
    set_script_prefix("/")
    try:
        yield
    finally:
        set_script_prefix(inside)
