"""What the tests of the operator's console stand on."""

import pytest
from django.test import Client

from tests.market import Market, open_market


@pytest.fixture
def market(db: None) -> Market:
    """A market with sellers in China, Britain and Russia."""
    return open_market()


@pytest.fixture
def operator(market: Market) -> Client:
    """A client that the operator has signed in with."""
    client = Client()
    client.force_login(market.staff)
    return client
