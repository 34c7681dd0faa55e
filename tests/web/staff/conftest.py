"""What the tests of the operator's console stand on; models are imported late, once Django is set up."""

from typing import TYPE_CHECKING

import pytest
from django.test import Client

if TYPE_CHECKING:
    from tests.market import Market


@pytest.fixture
def market(db: None) -> "Market":
    """A market with sellers in China, Britain and Russia."""
    from tests.market import open_market

    return open_market()


@pytest.fixture
def operator(market: "Market") -> Client:
    """A client that the operator has signed in with."""
    client = Client()
    client.force_login(market.staff)
    return client
