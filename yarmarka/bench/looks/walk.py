"""Walking to the demo's pages: as a guest, a shopper with three lines in the basket, a seller, the operator."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Final

import httpx

from yarmarka.bench.looks.deeds import DEEDS, empty_basket, fill_basket
from yarmarka.bench.looks.pages import BUYER, GUEST, OPERATOR, PAGES, SELLER, SHOPPER, Page
from yarmarka.bench.looks.visitor import NoWay, Visitor, address

_LINES: Final = 3


@dataclass(frozen=True)
class Cast:
    """Who walks: the e-mail addresses of two shoppers, a seller and the operator of the demo, who share a password.

    The second shopper buys what has to be bought for a page.
    """

    shopper: str
    buyer: str
    seller: str
    operator: str
    password: str = field(repr=False)


@dataclass(frozen=True)
class Found:
    """A page at its address, and the cookies of who may see it."""

    page: Page
    url: str
    cookies: dict[str, str] = field(repr=False)


@contextmanager
def walk(base: str, cast: Cast, *, language: str, only: Collection[str] = ()) -> Iterator[list[Found]]:
    """Go to every page of the demo at `base`, or give `only` some of them by name.

    The shoppers' baskets are filled for as long as this lasts; what the second one has bought stays bought.

    Raises NoWay when a page can't be reached or answers with another status than it should.
    """
    with ExitStack() as leaving:
        people = {
            who: Visitor(leaving.enter_context(httpx.Client(base_url=base, timeout=60)), language)
            for who in (GUEST, SHOPPER, BUYER, SELLER, OPERATOR)
        }
        signed_in = {
            SHOPPER: cast.shopper,
            BUYER: cast.buyer,
            SELLER: cast.seller,
            OPERATOR: cast.operator,
        }
        for who, email in signed_in.items():
            if not people[who].send("/account/login/", {"login": email, "password": cast.password}):
                raise NoWay(f"{email} was not let in")
        for who in (SHOPPER, BUYER):
            leaving.callback(empty_basket, people[who])
        fill_basket(people[GUEST], people[SHOPPER], lines=_LINES)
        places: dict[str, str] = {}
        for page in _wanted(only):
            places[page.name] = _place(page, people, places)
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


def _wanted(only: Collection[str]) -> list[Page]:
    """Return the pages of these names, or all of them, and those that lead there; others are not gone to."""
    names = set(only) or {page.name for page in PAGES}
    for page in reversed(PAGES):
        if page.name in names and page.on:
            names.add(page.on)
    return [page for page in PAGES if page.name in names]


def _place(page: Page, people: Mapping[str, Visitor], places: Mapping[str, str]) -> str:
    if page.path:
        return page.path
    visitor = people[page.who]
    if page.after:
        return DEEDS[page.after](people[GUEST], visitor)
    above = [places[page.on]]
    if page.through:
        above = visitor.links(places[page.on], page.through, shop=page.shop)
    for place in above:
        if links := visitor.links(place, page.link, shop=page.shop):
            return links[0]
    raise NoWay(f"{page.name}: no link on {page.on} fits {page.link}")
