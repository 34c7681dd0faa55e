"""What the layout of every page knows: shop, languages, currency, basket, roles. Nothing is asked before it is used."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.urls import get_script_prefix
from django.utils.functional import cached_property
from django.utils.translation import get_language

from yarmarka.domain.storefronts.rules.themes import light_colours
from yarmarka.presentation.front_doors import FrontDoor
from yarmarka.web.shared.storefronts import Here, canonical, here, page_in, theme_url


@dataclass(frozen=True)
class LanguageLink:
    """A language of the shop, and this page in it."""

    code: str
    name: str
    url: str
    is_current: bool


class Page:
    """The facts of a layout, each found out when a template first uses it.

    Pages may set on the request: `sections`, `currency`, `place_words`, `basket_count` and `is_seller`
    (a value, or a callable without arguments). What nobody has set has a quiet default.
    """

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def storefront(self) -> str:
        """The name above the door."""
        return self._here.shop.name(get_language() or settings.LANGUAGE_CODE)

    @cached_property
    def theme_url(self) -> str:
        """Where the shop's own colours are; nothing where the house's hold."""
        return theme_url(self._here.contents.theme)

    @property
    def accent(self) -> str:
        """The colour that browsers paint their own frame with."""
        return light_colours(self._here.contents.theme)["accent"]

    @property
    def is_airy(self) -> bool:
        """Whether the shop gives more room to its goods, and its prices are quieter."""
        return self._here.contents.theme.is_airy

    @property
    def canonical(self) -> str:
        """This page's one address, for search engines."""
        return f"{self.origin}{canonical(self._request)}"

    @cached_property
    def default_language_url(self) -> str:
        """This page in the shop's first language, for readers of any other."""
        return page_in(self._request, self._here.contents.locale)

    @property
    def _here(self) -> Here:
        return here(self._request)

    @cached_property
    def origin(self) -> str:
        """Scheme and host of this page's address; who came under a name that is not ours is told our own."""
        try:
            return f"{self._request.scheme}://{self._request.get_host()}"
        except DisallowedHost:
            return settings.SITE_URL

    @cached_property
    def languages(self) -> list[LanguageLink]:
        """Every language of the shop, with the address of this page in it."""
        current = get_language() or settings.LANGUAGE_CODE
        return [
            LanguageLink(code, name, page_in(self._request, code), code == current)
            for code, name in settings.LANGUAGES
            if code in self._here.contents.locales
        ]

    @cached_property
    def sections(self) -> Sequence[Any]:
        """The first level of categories: things with `url`, `name` and perhaps `is_current`."""
        return list(self._hook("sections") or ())

    @cached_property
    def currency(self) -> str:
        """The currency that prices are shown in."""
        chosen = self._hook("currency") or self._own("currency")
        return chosen if chosen in settings.CURRENCIES else settings.DEFAULT_CURRENCY

    @cached_property
    def place_words(self) -> str:
        """Where goods would be sent, in words; nothing where no shop asks for it."""
        return str(self._hook("place_words") or "")

    @cached_property
    def basket_count(self) -> int:
        """How many pieces are in the basket."""
        return int(self._hook("basket_count") or 0)

    @cached_property
    def is_seller(self) -> bool:
        """Whether this person may enter a seller's console."""
        return bool(self._hook("is_seller"))

    @cached_property
    def is_staff(self) -> bool:
        """Whether this person may enter the operator's console."""
        return bool(self._own("is_staff"))

    @property
    def is_demo(self) -> bool:
        """Whether this is a demo: its mail can be read, its parts looked at."""
        return not settings.IS_PRODUCTION

    def _hook(self, name: str) -> Any:
        value = getattr(self._request, name, None)
        return value() if callable(value) else value

    def _own(self, name: str) -> Any:
        person = getattr(self._request, "user", None)
        return getattr(person, name, None) if person is not None and person.is_authenticated else None


def door_of(request: HttpRequest) -> FrontDoor:
    """Return the shop that a request is in, at the address by which its reader got there."""
    return FrontDoor(here(request).shop, f"{Page(request).origin}{get_script_prefix().rstrip('/')}")


def page(request: HttpRequest) -> dict[str, Page]:
    """Context processor: `page`."""
    return {"page": Page(request)}
