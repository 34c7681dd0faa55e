"""A small market, and apps that its people have signed in to."""

# Models can be imported once Django is set up, which is after pytest has read this file.
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.api.calling import App
    from tests.market import Market


@pytest.fixture
def market(db: None) -> "Market":
    """Sellers in China, Britain and Russia with ten pieces each, a shopper in Kazan."""
    from tests.market import open_market
    from yarmarka.kernel.clock import now

    return open_market(now=now())


@pytest.fixture
def guest() -> "App":
    """An app that nobody has signed in to."""
    from tests.api.calling import App

    return App()


@pytest.fixture
def shopper(market: "Market") -> "App":
    """The shopper's app."""
    from tests.api.calling import app_of

    return app_of(market.shopper)


@pytest.fixture
def seller(market: "Market") -> "App":
    """The British seller's app."""
    from tests.api.calling import app_of

    return app_of(market.owners["GB"])
