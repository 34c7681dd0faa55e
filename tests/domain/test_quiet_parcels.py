"""Whom a carrier is asked about: parcels that have been quiet, but not those given up long ago."""

from datetime import timedelta

import pytest

from tests.flows.steps import buy, part_of, send
from tests.market import NOW, open_market
from yarmarka.domain.shipping.queries import parcels_of, quiet_parcels
from yarmarka.domain.shipping.rules import GIVEN_UP_AFTER

pytestmark = pytest.mark.django_db


def test_a_quiet_parcel_is_asked_about_until_it_is_given_up() -> None:
    part = part_of(buy(open_market(countries=("CN",)), "CN"))
    send(part)
    (parcel,) = parcels_of([part.id])

    def asked(since_sent: timedelta) -> list[str]:
        return [quiet.number for quiet in quiet_parcels(until=NOW + since_sent, limit=10)]

    assert asked(timedelta(0)) == []
    assert asked(timedelta(hours=1)) == [parcel.number]
    assert asked(GIVEN_UP_AFTER + timedelta(hours=1)) == []
