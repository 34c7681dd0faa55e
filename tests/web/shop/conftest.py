"""A market that is open now, and readers of its pages."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:  # before Django is set up, its models can't be imported
    from tests.market import Market
    from tests.web.shop.reader import Reader


@pytest.fixture
def market(db: None) -> "Market":
    """Three sellers, one kettle each, ten pieces of every one."""
    from tests.market import open_market
    from yarmarka.kernel import clock

    return open_market(now=clock.now())


@pytest.fixture
def guest(market: "Market") -> "Reader":
    """Someone who has not signed in."""
    from tests.web.shop.reader import Reader

    return Reader()


@pytest.fixture
def shopper(market: "Market") -> "Reader":
    """The market's shopper, signed in."""
    from tests.web.shop.reader import Reader

    return Reader(market.shopper)


@pytest.fixture
def fill(market: "Market") -> Callable[..., None]:
    """Put pieces of some countries' kettles in the shopper's basket, addressed to Kazan."""
    from yarmarka.domain.orders.actions import choose_address, put_in_basket
    from yarmarka.domain.orders.types import BasketOwner
    from yarmarka.kernel import clock

    def fill_basket(**pieces: int) -> None:
        owner = BasketOwner(person_id=market.shopper.id)
        for country, quantity in pieces.items():
            offer_id = market.offers[country]
            put_in_basket(owner=owner, offer_id=offer_id, quantity=quantity, now=clock.now())
        choose_address(owner=owner, address_id=market.address_id, now=clock.now())

    return fill_basket
