"""A small market, and apps that its people have signed in to."""

import pytest

from tests.api.calling import App, app_of
from tests.market import Market, open_market
from yarmarka.kernel.clock import now


@pytest.fixture
def market(db: None) -> Market:
    """Sellers in China, Britain and Russia with ten pieces each, a shopper in Kazan."""
    return open_market(now=now())


@pytest.fixture
def guest() -> App:
    """An app that nobody has signed in to."""
    return App()


@pytest.fixture
def shopper(market: Market) -> App:
    """The shopper's app."""
    return app_of(market.shopper)


@pytest.fixture
def seller(market: Market) -> App:
    """The British seller's app."""
    return app_of(market.owners["GB"])
