"""Walking to the demo's pages: as a guest, a shopper with three lines in the basket, a seller, the operator."""

import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

import httpx
from lxml import html

from yarmarka.bench.looks.pages import GUEST, OPERATOR, PAGES, SELLER, SHOPPER, Page

_LINES: Final = 3
_SHELF: Final = r"/c/[\w-]+/$"
_PRODUCT: Final = r"/p/prd_\w+/$"


class NoWay(Exception):
    """A page can't be reached: the world has none of its kind, or somebody was not let in."""


@dataclass(frozen=True)
class Cast:
    """Who walks: the e-mail addresses of a shopper, a seller and the operator of the demo, who share a password."""

    shopper: str
    seller: str
    operator: str
    password: str = field(repr=False)


@dataclass(frozen=True)
class Found:
    """A page at its address, and the cookies of who may see it."""

    page: Page
    url: str
    cookies: dict[str, str] = field(repr=False)


class Visitor:
    """Somebody with a browser that knows no scripts; paths begin below the language."""

    def __init__(self, client: httpx.Client, language: str) -> None:
        self._client = client
        self._language = language

    @property
    def cookies(self) -> dict[str, str]:
        """What the shop asked to be shown again."""
        return dict(self._client.cookies)

    def look(self, path: str, *, shop: str = "") -> tuple[int, Any]:
        """Return how a page answers, and its tree."""
        answer = self._client.get(address(path, language=self._language, shop=shop))
        return answer.status_code, html.fromstring(answer.content or b"<html></html>")

    def links(self, path: str, pattern: str, *, shop: str = "") -> list[str]:
        """Return the page's links that fit, each once, as paths below the language, with what they ask for."""
        _, page = self.look(path, shop=shop)
        here = address(path, language=self._language, shop=shop)
        parts = [urlsplit(urljoin(here, str(link))) for link in page.xpath("//main//a/@href")]
        found = dict.fromkeys(f"{each.path}?{each.query}" if each.query else each.path for each in parts)
        above = address("", language=self._language, shop=shop)
        return [link.removeprefix(above) for link in found if re.search(pattern, link)]

    def send(self, path: str, fields: Mapping[str, str], *, form_on: str = "") -> bool:
        """Send a form with the token of the page that it stands on; tell if it was taken."""
        _, page = self.look(form_on or path)
        tokens = page.xpath("//input[@name='csrfmiddlewaretoken']/@value")
        if not tokens:
            raise NoWay(f"{form_on or path} holds no form")
        answer = self._client.post(
            f"/{self._language}{path}",
            data={**fields, "csrfmiddlewaretoken": str(tokens[0])},
            headers={"Origin": str(self._client.base_url).rstrip("/")},
        )
        return answer.is_redirect


def address(path: str, *, language: str, shop: str = "") -> str:
    """Return a page's whole path, in a language, in a shop with a prefix of its own or in the marketplace."""
    return f"/{shop}/{language}{path}" if shop else f"/{language}{path}"


@contextmanager
def walk(base: str, cast: Cast, *, language: str, only: Collection[str] = ()) -> Iterator[list[Found]]:
    """Go to every page of the demo at `base`, or give `only` some of them by name.

    The shopper's basket is filled for as long as this lasts.

    Raises NoWay when a page can't be reached or answers with another status than it should.
    """
    with ExitStack() as leaving:
        people = {
            who: Visitor(leaving.enter_context(httpx.Client(base_url=base, timeout=60)), language)
            for who in (GUEST, SHOPPER, SELLER, OPERATOR)
        }
        for who, email in ((SHOPPER, cast.shopper), (SELLER, cast.seller), (OPERATOR, cast.operator)):
            if not people[who].send("/account/login/", {"login": email, "password": cast.password}):
                raise NoWay(f"{email} was not let in")
        leaving.callback(_empty_basket, people[SHOPPER])
        _fill_basket(people[GUEST], people[SHOPPER])
        places: dict[str, str] = {}
        for page in PAGES:
            places[page.name] = _place(page, people[page.who], places)
            status, _ = people[page.who].look(places[page.name], shop=page.shop)
            if status != page.expected:
                raise NoWay(f"{page.name}: {places[page.name]} answered {status}")
        yield [
            Found(
                page=page,
                url=base + address(places[page.name], language=language, shop=page.shop),
                cookies=people[page.who].cookies,
            )
            for page in PAGES
            if not only or page.name in only
        ]


def _place(page: Page, visitor: Visitor, places: Mapping[str, str]) -> str:
    if page.path:
        return page.path
    links = visitor.links(places[page.on], page.link, shop=page.shop)
    if not links:
        raise NoWay(f"{page.name}: no link on {page.on} fits {page.link}")
    return links[0]


def _fill_basket(guest: Visitor, shopper: Visitor) -> None:
    """Put one thing of each of three shelves into the basket."""
    filled = 0
    for shelf in guest.links("/", _SHELF):
        filled += any(_put(shopper, product) for product in guest.links(shelf, _PRODUCT)[:1])
        if filled == _LINES:
            break
    else:
        raise NoWay("there are not enough goods for a basket of three lines")


def _put(shopper: Visitor, product: str) -> bool:
    _, page = shopper.look(product)
    offers = page.xpath("//form[contains(@action, '/basket/put/')]//input[@name='offer']/@value")
    return bool(offers) and shopper.send(
        "/basket/put/", {"offer": str(offers[0]), "quantity": "1"}, form_on=product
    )


def _empty_basket(shopper: Visitor) -> None:
    _, page = shopper.look("/basket/")
    for offer in page.xpath("//form[contains(@action, '/basket/quantity/')]//input[@name='offer']/@value"):
        shopper.send("/basket/quantity/", {"offer": str(offer), "quantity": "0"}, form_on="/basket/")
