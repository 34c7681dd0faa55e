"""Connectors meet the real stand-ins."""

from collections.abc import Iterator

import pytest
import stamina

from tests.simulators.conftest import acquirer, carrier, make_stand_in, shop
from tests.simulators.stand_ins import SECRET, StandIn
from yarmarka.connectors.carriers.simulated import SimulatedPost
from yarmarka.connectors.payments.sandbox import SandboxBank

__all__ = ["acquirer", "carrier", "make_stand_in", "shop"]


@pytest.fixture
def bank(acquirer: StandIn) -> SandboxBank:
    """The connector to a bank that runs."""
    return SandboxBank(address=acquirer.url, secret=SECRET)


@pytest.fixture
def post(carrier: StandIn) -> SimulatedPost:
    """The connector to a carrier that runs."""
    return SimulatedPost(address=carrier.url, secret=SECRET)


@pytest.fixture
def quick_retries() -> Iterator[None]:
    """Try as often as ever, without the pauses."""
    stamina.set_testing(testing=True, attempts=10, cap=True)
    yield
    stamina.set_testing(testing=False)
