"""Carriers are asked about quiet parcels in turn, and no more often than they allow."""

from datetime import timedelta

import pytest
from pytest_django import Settings

from tests.connectors.carriers.serving import serving
from tests.connectors.carriers.test_russian_post import history, record
from tests.flows.steps import buy, part_of, send
from tests.market import NOW, open_market
from yarmarka.domain.shipping.actions import add_carrier
from yarmarka.domain.shipping.models import CarrierDay, Parcel
from yarmarka.domain.shipping.queries import asked_on
from yarmarka.flows.catch_up import catch_up_with_carriers
from yarmarka.vocabulary.parcels import ParcelState

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=2)


def sent_by_russian_post(count: int) -> None:
    market = open_market(countries=("CN",))
    add_carrier(code="russian_post", names={"en": "Russian Post"})
    for _ in range(count):
        send(part_of(buy(market, "CN")))
    Parcel.objects.update(carrier_id="russian_post")


def account(settings: Settings, address: str) -> None:
    settings.RUSSIAN_POST_LOGIN = settings.RUSSIAN_POST_PASSWORD = "me"
    settings.RUSSIAN_POST_TRACKING_URL = settings.RUSSIAN_POST_OTPRAVKA_URL = address


def test_a_carriers_quota_is_kept_and_every_parcel_has_its_turn(settings: Settings) -> None:
    sent_by_russian_post(3)
    CarrierDay.objects.create(carrier_id="russian_post", day=LATER.date(), asked=98)
    with serving(lambda _: (200, history())) as post:
        account(settings, post.address)
        for hours in (0, 1):
            catch_up_with_carriers(now=LATER + timedelta(hours=hours))
        assert len(post.asked) == 2
        assert asked_on(LATER.date(), carrier="russian_post") == 100
        # The next day has a quota of its own, and who has waited longest is asked first.
        catch_up_with_carriers(now=LATER + timedelta(days=1))
        assert len(post.asked) == 5
        catch_up_with_carriers(now=LATER + timedelta(days=1, hours=1))
    assert len(post.asked) == 5
    assert Parcel.objects.filter(asked_at=LATER + timedelta(days=1)).count() == 3


def test_what_russian_post_says_moves_the_parcel(settings: Settings) -> None:
    sent_by_russian_post(1)
    Parcel.objects.update(number="RA644000005RU")
    at = (NOW + timedelta(days=1)).isoformat()
    with serving(lambda _: (200, history(record(at, 8, 2)))) as post:
        account(settings, post.address)
        assert catch_up_with_carriers(now=LATER) == 1
    assert Parcel.objects.get().state == ParcelState.AVAILABLE_FOR_PICKUP


def test_a_carrier_without_an_account_keeps_nobody_waiting(settings: Settings) -> None:
    sent_by_russian_post(1)
    settings.RUSSIAN_POST_LOGIN = ""
    assert catch_up_with_carriers(now=LATER) == 0
    assert Parcel.objects.get().asked_at is None
