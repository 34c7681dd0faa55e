"""What the tests of the seller's console stand on; models are imported late, once Django is set up."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.test import Client

if TYPE_CHECKING:
    from tests.market import Market

SignIn = Callable[[str], Client]


@pytest.fixture
def market(db: None) -> "Market":
    """A market with sellers in China, Britain and Russia."""
    from tests.market import open_market

    return open_market()


@pytest.fixture
def as_seller(market: "Market") -> SignIn:
    """Returns a client that the owner of a seller has signed in with, by its country."""

    def sign_in(country: str) -> Client:
        client = Client()
        client.force_login(market.owners[country])
        return client

    return sign_in
