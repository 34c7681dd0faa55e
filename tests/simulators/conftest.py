"""The stand-ins as fixtures: one of each for a module's plain tests, and a maker for those that need their own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.simulators.stand_ins import Shop, StandIn

Maker = Callable[..., StandIn]


@pytest.fixture(scope="module")
def shop() -> Iterator[Shop]:
    """A shop that hears webhooks."""
    listening = Shop()
    yield listening
    listening.close()


@pytest.fixture(scope="module")
def make_stand_in(tmp_path_factory: pytest.TempPathFactory, shop: Shop) -> Iterator[Maker]:
    """Start stand-ins on request, and end them with the module."""
    made: list[StandIn] = []

    def make(name: str, *options: str, shop_url: str = "", data: Path | None = None) -> StandIn:
        folder = data or tmp_path_factory.mktemp(name)
        made.append(StandIn(name, folder, shop_url or shop.url, options).start())
        return made[-1]

    yield make
    for stand_in in made:
        if stand_in.process is not None and stand_in.process.poll() is None:
            stand_in.stop()


@pytest.fixture(scope="module")
def acquirer(make_stand_in: Maker) -> StandIn:
    """Sandbox Bank, quick with payouts and time-outs."""
    return make_stand_in("acquirer", "--payout-after", "0.3", "--silence", "0.3")


@pytest.fixture(scope="module")
def carrier(make_stand_in: Maker) -> StandIn:
    """Simulated Post, which moves parcels only when asked to."""
    return make_stand_in("carrier")
