"""Looking around: a shelf by price, a product, a search; as an app asks for it and as a page."""

import random
from collections.abc import Callable, Iterator
from typing import Final
from urllib.parse import quote

from yarmarka.bench.journey.market import WORDS, Market
from yarmarka.bench.requests import get

#: by what it is: how a request's path is made, and what a good answer holds so many times
Look = tuple[Callable[[Market, random.Random], str], bytes, int]
LOOKS: Final[dict[str, Look]] = {
    "list api": (
        lambda market, chance: f"/api/v1/products?category={chance.choice(market.shelves)[0]}&sort=price",
        b'"prd_',
        24,
    ),
    "product api": (lambda market, chance: f"/api/v1/products/{_product(market, chance)}", b'"off_', 1),
    "search api": (lambda _market, chance: f"/api/v1/products?q={_word(chance)}", b'"prd_', 24),
    "list page": (
        lambda market, chance: f"/ru/c/{chance.choice(market.shelves)[1]}/?sort=price",
        b"/p/prd_",
        24,
    ),
    "product page": (lambda market, chance: f"/ru/p/{_product(market, chance)}/", b'value="off_', 1),
    "search page": (lambda _market, chance: f"/ru/search/?q={_word(chance)}", b"/p/prd_", 24),
}


def requests(market: Market, what: str, client: int) -> Iterator[bytes]:
    """Yield requests of one kind."""
    chance = random.Random(client)  # noqa: S311 -- load, not secrets
    path = LOOKS[what][0]
    while True:
        yield get(market.port, path(market, chance))


def is_good(what: str) -> Callable[[int, bytes], bool]:
    """Return the check of an answer: it really shows what was asked for."""
    _, sign, least = LOOKS[what]
    return lambda status, body: status == 200 and body.count(sign) >= least


def _product(market: Market, chance: random.Random) -> str:
    return chance.choice(market.products)


def _word(chance: random.Random) -> str:
    return quote(chance.choice(WORDS))
