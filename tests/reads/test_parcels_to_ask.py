"""Whom a carrier is asked about: parcels that have been quiet for their lane, but not those given up long ago."""

from datetime import timedelta

import pytest

from tests.flows.steps import buy, part_of, send
from tests.market import NOW, Market, open_market
from yarmarka.domain.shipping.actions import note_asked, note_silences
from yarmarka.domain.shipping.queries import parcels_of, services
from yarmarka.domain.shipping.rules import GIVEN_UP_AFTER
from yarmarka.domain.shipping.types import Ground, LearntSilence, ParcelCard, Stretch
from yarmarka.reads.parcels_to_ask import parcels_to_ask

pytestmark = pytest.mark.django_db


def sent(market: Market, country: str) -> ParcelCard:
    part = part_of(buy(market, country))
    send(part)
    return parcels_of([part.id])[0]


def asked(since_sent: timedelta, *, limit: int = 10) -> list[str]:
    return [quiet.number for quiet in parcels_to_ask("simulated", limit=limit, now=NOW + since_sent)]


def test_a_quiet_parcel_is_asked_about_until_it_is_given_up() -> None:
    parcel = sent(open_market(countries=("CN",)), "CN")
    assert asked(timedelta(hours=6)) == []
    assert asked(timedelta(hours=7)) == [parcel.number]
    assert asked(GIVEN_UP_AFTER - timedelta(hours=1)) == [parcel.number]
    assert asked(GIVEN_UP_AFTER + timedelta(hours=1)) == []


def test_a_parcel_is_asked_about_as_its_lane_moves() -> None:
    market = open_market(countries=("CN", "RU"))
    slow, quick = sent(market, "CN"), sent(market, "RU")
    for parcel, days in ((slow, 60), (quick, 10)):
        service = services([part_of(parcel.order_id).service_id])[part_of(parcel.order_id).service_id]
        key = (service.carrier, service.code, service.origin_country, service.destination_country)
        learnt = LearntSilence(*key, Stretch.ORIGIN, days, Ground.SERVICE, 480)
        note_silences([learnt], now=NOW)
    assert asked(timedelta(hours=5)) == [quick.number], "ten days would be lost: four hours are long"
    assert asked(timedelta(hours=24)) == [quick.number]
    assert set(asked(timedelta(hours=25))) == {slow.number, quick.number}
    for parcel in (slow, quick):
        note_asked(parcel.id, carrier="simulated", now=NOW + timedelta(hours=25))
    assert asked(timedelta(hours=28)) == []
    assert asked(timedelta(hours=30)) == [quick.number]
    assert asked(timedelta(hours=50), limit=1) == [quick.number], "it has waited for six of its paces"
