"""Which shop a visitor is in: found by host or path prefix before anything else is looked at.

A prefix is taken off the path and put on SCRIPT_NAME, so that every address that a page writes stays in the shop.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Final
from urllib.parse import urlencode

from django.core.exceptions import DisallowedHost
from django.db import InterfaceError, OperationalError
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.http.request import split_domain_port
from django.urls import get_script_prefix, reverse, set_script_prefix
from django.utils import translation
from django.views.decorators.http import require_safe

from yarmarka.domain.storefronts.errors import ContentsInvalid
from yarmarka.domain.storefronts.queries import storefronts
from yarmarka.domain.storefronts.rules.places import find_storefront
from yarmarka.domain.storefronts.rules.themes import check_theme, custom_properties
from yarmarka.domain.storefronts.types import Contents, Storefront, Theme
from yarmarka.kernel import clock
from yarmarka.reads.assortments import Stores, meant_by, stores_on
from yarmarka.vocabulary.assortments import Assortment
from yarmarka.vocabulary.colours import BLACK, WHITE, is_colour, mixed, text_on

_COLOURS: Final = ("accent", "accent_dark", "paper", "ink", "surface")
_NONE: Final = "x"
_MOST_BRANDS: Final = 60


class Here:
    """The shop that a request is in; what it sells is found out when somebody first asks."""

    def __init__(self, shop: Storefront) -> None:
        self.shop = shop

    @property
    def code(self) -> str:
        """The shop's code."""
        return self.shop.code

    @property
    def contents(self) -> Contents:
        """What its operators wrote."""
        return self.shop.contents

    @cached_property
    def assortment(self) -> Assortment:
        """What it sells today."""
        return meant_by(self.shop.contents.assortment, now=clock.now())

    @cached_property
    def stores(self) -> Stores:
        """Who is a brand's official store today."""
        return stores_on(clock.now())


def here(request: HttpRequest) -> Here:
    """Return the shop that a request is in; outside of any, as in an error's page, the default one."""
    found = getattr(request, "storefront", None)
    if not isinstance(found, Here):
        found = Here(_find(request)[0])
        vars(request)["storefront"] = found
    return found


class FindStorefront:
    """Finds the shop, and keeps to its languages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            shop, prefix = _find(request)
        except (OperationalError, InterfaceError):
            if not request.path_info.startswith("/api/"):
                raise
            # The API says itself, in its own shape, that the database is away.
            return self.get_response(request)
        if prefix and request.path_info == f"/{prefix}":
            return HttpResponsePermanentRedirect(f"{request.path}/")
        vars(request)["storefront"] = Here(shop)
        with _inside(request, prefix):
            if other := _in_own_language(request, shop):
                return HttpResponseRedirect(other)
            return self.get_response(request)


def _find(request: HttpRequest) -> tuple[Storefront, str]:
    try:
        host, _ = split_domain_port(request.get_host())
    except DisallowedHost:  # answered where hosts are checked
        host = ""
    shop, prefix = find_storefront(storefronts(now=clock.now()), host=host, path=request.path_info)
    if shop is None:
        raise Http404
    return shop, prefix


@contextmanager
def _inside(request: HttpRequest, prefix: str) -> Iterator[None]:
    """Let every address that is written meanwhile stay under the prefix, if there is one."""
    if not prefix:
        yield
        return
    outside = get_script_prefix()
    script = f"{outside.rstrip('/')}/{prefix}"
    request.path_info = request.path_info.removeprefix(f"/{prefix}")
    request.META["PATH_INFO"], request.META["SCRIPT_NAME"] = request.path_info, script
    set_script_prefix(f"{script}/")
    try:
        yield
    finally:
        set_script_prefix(outside)


def _in_own_language(request: HttpRequest, shop: Storefront) -> str:
    """Return this page's address in the shop's first language, if it is asked for in one that the shop has not."""
    asked = translation.get_language_from_path(request.path_info)
    spoken = shop.contents.locales
    if asked is None or asked in spoken or request.method not in {"GET", "HEAD"}:
        return ""
    # Consoles speak every language of the house, in whichever shop they are entered.
    if request.path_info.split("/")[2:3] in (["staff"], ["seller"]):
        return ""
    return page_in(request, shop.contents.locale)


def page_in(request: HttpRequest, language: str) -> str:
    """Return the address of the requested page in another language, with its query, within the shop."""
    path, shop = request.path_info, get_script_prefix().rstrip("/")
    asked = translation.get_language_from_path(path)
    if asked is None:
        return f"{shop}/{language}/"
    query = request.META.get("QUERY_STRING", "")
    rest = path.split("/", 2)[2] if path.count("/") > 1 else ""
    return f"{shop}/{language}/{rest}{f'?{query}' if query else ''}"


def theme_url(theme: Theme) -> str:
    """Return where a theme's stylesheet is; nothing for the house's own colours. Other colours, another address."""
    colours = [getattr(theme, name).lstrip("#").lower() or _NONE for name in _COLOURS]
    return reverse("theme", args=["-".join(colours)]) if set(colours) != {_NONE} else ""


def brand_colours_url(colours: Iterable[str]) -> str:
    """Return where the one stylesheet of some brands' own colours is; nothing without any."""
    named = sorted({colour.lstrip("#").lower() for colour in colours})
    return reverse("brand_colours", args=["-".join(named)]) if named else ""


@require_safe
def brand_stylesheet(request: HttpRequest, colours: str) -> HttpResponse:
    """Give brands' colours, each with the text that is read on it, made from the address alone."""
    named = colours.split("-")
    if len(named) > _MOST_BRANDS or not all(is_colour(f"#{colour}") for colour in named):
        raise Http404
    rules = "\n".join(_brand_rule(colour) for colour in named)
    return _kept_for_ever(f"@layer pages {{\n{rules}\n}}\n")


def _brand_rule(colour: str) -> str:
    ground = f"#{colour.upper()}"
    # Drawings on the ground move away from the text, so that it is read on them as well.
    deeper = mixed(ground, BLACK if text_on(ground) == WHITE else WHITE, 0.18)
    return f".brand-{colour} {{ --brand: {ground}; --on-brand: {text_on(ground)}; --brand-deep: {deeper}; }}"


@require_safe
def theme_stylesheet(request: HttpRequest, colours: str) -> HttpResponse:
    """Give a theme's custom properties, made from its address alone: it never changes, so it is kept for ever."""
    given = colours.split("-")
    if len(given) != len(_COLOURS):
        raise Http404
    told = ["" if colour == _NONE else f"#{colour.upper()}" for colour in given]
    accent, accent_dark, paper, ink, surface = told
    theme = Theme(accent=accent, accent_dark=accent_dark, paper=paper, ink=ink, surface=surface)
    try:
        check_theme(theme)
    except ContentsInvalid as error:
        raise Http404 from error
    by_day, by_night = custom_properties(theme)
    css = (
        f"@layer tokens {{\n:root {{ {_declared(by_day)} }}\n"
        f"@media (prefers-color-scheme: dark) {{ :root {{ {_declared(by_night)} }} }}\n}}\n"
    )
    return _kept_for_ever(css)


def _kept_for_ever(css: str) -> HttpResponse:
    kept = {"Cache-Control": "public, max-age=31536000, immutable"}
    return HttpResponse(css, content_type="text/css; charset=utf-8", headers=kept)


def _declared(properties: dict[str, str]) -> str:
    return " ".join(f"{name}: {value};" for name, value in properties.items())


def canonical(request: HttpRequest) -> str:
    """Return a page's one address within its shop: without a query, but for the number of a page of a list."""
    number = request.GET.get("page", "")
    kept = {"page": number} if number.isdigit() and int(number) > 1 else {}
    return f"{request.path}{f'?{urlencode(kept)}' if kept else ''}"
