"""The click log at the edge: a random key for a day in the browser, and which find was gone to from which search.

Nothing is noted, and no cookie set, unless the browser's owner has said yes.
"""

import re
import secrets
from dataclasses import replace
from datetime import date
from typing import Final
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from yarmarka.domain.discovery.actions import note_chosen, note_shown
from yarmarka.domain.discovery.types import Visit
from yarmarka.kernel import clock
from yarmarka.presentation.locales import current_language
from yarmarka.web.shared.storefronts import here
from yarmarka.web.shop.cards import CardView
from yarmarka.web.shop.consents import COOKIES_OF, Purpose, allowed_in, keep_cookie

#: where in an address the place of a find stands, from 1
PLACE: Final = "at"
_KEY: Final = re.compile(r"(\d{4}-\d\d-\d\d)\.([\w-]{11})")
_DAY_S: Final = 86_400
_LAST_PLACE: Final = 2_400


def with_places(request: HttpRequest, cards: list[CardView], *, first: int) -> list[CardView]:
    """Return finds whose addresses say their place, where it may be noted which one is gone to."""
    if not allowed_in(request).searches:
        return cards
    return [replace(card, url=f"{card.url}?{PLACE}={place}") for place, card in enumerate(cards, first)]


def note_search(request: HttpRequest, response: HttpResponse, *, text: str, finds: int) -> None:
    """Note what was searched for, where allowed; the browser gets its key of the day."""
    if text and allowed_in(request).searches:
        today = clock.now().date()
        visit = _visit(request, today) or Visit(
            today, secrets.token_urlsafe(8), here(request).code, current_language()
        )
        note_shown(text, finds=finds, visit=visit, now=clock.now())
        told = f"{visit.day}.{visit.key}"
        keep_cookie(response, COOKIES_OF[Purpose.SEARCHES], told, seconds=_DAY_S)


def note_find(request: HttpRequest, product_id: UUID) -> None:
    """Note, where allowed, that the reader came to this product from the finds of a search."""
    place = request.GET.get(PLACE, "")
    if not (place.isascii() and place.isdigit() and allowed_in(request).searches):
        return
    visit = _visit(request, clock.now().date())
    query = _query_come_from(request)
    if visit and query and 1 <= int(place) <= _LAST_PLACE:
        note_chosen(query, product_id=product_id, place=int(place), visit=visit, now=clock.now())


def _visit(request: HttpRequest, today: date) -> Visit | None:
    """Return the visit that the browser's key of today names."""
    known = _KEY.fullmatch(request.COOKIES.get(COOKIES_OF[Purpose.SEARCHES], ""))
    if not known or known[1] != today.isoformat():
        return None
    return Visit(today, known[2], here(request).code, current_language())


def _query_come_from(request: HttpRequest) -> str:
    """Return the words of the search page that led here, if one of ours did."""
    came_from = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(came_from, allowed_hosts={request.get_host()}):
        return ""
    parts = urlsplit(came_from)
    return parse_qs(parts.query).get("q", [""])[0] if parts.path == reverse("shop:search") else ""
