"""Shoppers' names are compared with lists after the purchase and before the parcel; they read nothing of lists."""

import pytest
from django.db import Error, transaction
from django.test import Client

from tests.flows.denied import load, open_case
from tests.flows.restricting import second_of
from tests.flows.steps import buy, label, part_of
from tests.market import NOW, Market, open_market
from yarmarka.domain.compliance.errors import HeldForReview
from yarmarka.domain.orders.types import SellerOrderStatus
from yarmarka.domain.screening.errors import BeingCompared
from yarmarka.domain.screening.models import Case, CaseStep, Look
from yarmarka.domain.screening.queries import _index, looks, open_cases, steps_of
from yarmarka.domain.screening.types import Band, CaseStepKind, Kind, ListEntry, Party, ScreenedKind
from yarmarka.flows.screen_shoppers import screen_recipients, screen_who_paid
from yarmarka.flows.send_parcels import hand_over
from yarmarka.vocabulary.ids import public_id

pytestmark = pytest.mark.django_db
ALSU = ListEntry(id="9", programme="TEST", party=Party(names=("KARIMOVA, Alsu",), kind=Kind.PERSON))
OTHER = ListEntry(id="8", programme="TEST", party=Party(names=("Kaskad Shipping Ltd",), kind=Kind.FIRM))


@pytest.fixture
def market() -> Market:
    return open_market(countries=("RU",), stock=50)


def bought(market: Market):
    order_id = buy(market, "RU")
    label(part_of(order_id))
    return order_id


def try_to_send(order_id) -> None:
    part = part_of(order_id)
    hand_over(seller_order_ids=[part.id], seller_id=part.seller_id, now=NOW)


def test_who_could_be_on_a_list_buys_and_waits_for_the_parcel_until_two_people_have_looked(
    market: Market,
) -> None:
    assert load(ALSU)[1] == 0
    order_id = bought(market)
    assert screen_who_paid(now=NOW) == 1
    assert screen_who_paid(now=NOW) == 0
    with pytest.raises(HeldForReview):
        try_to_send(order_id)
    [case] = open_cases()
    assert (case.subject_kind, case.subject_id) == (ScreenedKind.SHOPPER, market.shopper.id)

    shopper, first, second = Client(), Client(), Client()
    shopper.force_login(market.shopper)
    page = f"/ru/orders/{public_id('ord', order_id)}/"
    text = shopper.get(page).content.decode()
    assert "Сначала мы посмотрим на этот заказ" in text
    assert "KARIMOVA" not in text
    assert "спис" not in text.casefold().partition("<main")[2].partition("</main")[0]
    assert shopper.post(f"{page}write/", {"words": "Это подарок маме."}).status_code == 303
    assert steps_of(case.id)[0].words == "Это подарок маме."

    first.force_login(market.staff)
    second.force_login(type(market.staff).objects.get(id=second_of(market)))
    address = f"/ru/staff/screening/{case.id}/"
    seen = first.get(address).content.decode()
    for words in ("KARIMOVA, Alsu", "Алсу Каримова", "Россия", "Это подарок маме."):
        assert words in seen
    first.post(address, {"do": "propose", "verdict": "other", "reason": "Другая дата рождения."})
    first.post(address, {"do": "agree"})
    assert open_cases()
    second.post(address, {"do": "agree"})
    assert open_cases() == ()
    assert [one.kind for one in steps_of(case.id)] == [
        CaseStepKind.APPEAL,
        CaseStepKind.PROPOSED,
        CaseStepKind.AGREED,
    ]
    try_to_send(order_id)
    assert part_of(order_id).status is SellerOrderStatus.SENT
    assert "Другая дата рождения." in second.get("/ru/staff/screening/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_case_is_closed_on_its_page_without_a_transaction_around_the_request() -> None:
    market = open_market(countries=("RU",), stock=50)
    page = f"/ru/staff/screening/{open_case(now=NOW)}/"
    for who, sent in (
        (market.staff.id, {"do": "propose", "verdict": "other", "reason": "Another number."}),
        (second_of(market), {"do": "agree"}),
    ):
        client = Client()
        client.force_login(type(market.staff).objects.get(id=who))
        assert client.post(page, sent).status_code == 302
    assert open_cases() == ()


def test_what_the_job_missed_is_looked_at_by_another_before_the_parcel_is_handed_over(market: Market) -> None:
    load(ALSU)
    order_id = bought(market)
    _index.cache_clear()
    with pytest.raises(BeingCompared):
        try_to_send(order_id)
    assert _index.cache_info().misses == 0, "a web server builds no index"
    assert screen_recipients([order_id], now=NOW) == 1
    with pytest.raises(HeldForReview):
        try_to_send(order_id)


def test_a_changed_list_looks_again_at_everybody_who_waits_and_every_look_is_kept(market: Market) -> None:
    load(OTHER)
    bought(market)
    screen_who_paid(now=NOW)
    assert open_cases() == ()
    assert load(OTHER, ALSU, sha="2")[1] == 1
    of_shopper = [one for one in looks() if one.subject_id == market.shopper.id]
    assert sorted(one.band for one in of_shopper) == [Band.CLEAR, Band.HOLD]
    assert Look.objects.filter(band=Band.CLEAR, subject_id=market.shopper.id).get().asked is None


def test_looks_steps_and_closed_cases_can_not_be_rewritten(market: Market) -> None:
    load(ALSU)
    bought(market)
    screen_who_paid(now=NOW)
    for change in (
        lambda: Look.objects.update(band="clear"),
        lambda: Look.objects.all().delete(),
        lambda: Case.objects.update(score=0.1),
        lambda: Case.objects.all().delete(),
        lambda: CaseStep.objects.update(words="") or Case.objects.update(asked_hash="0"),
    ):
        with pytest.raises(Error), transaction.atomic():
            change()


def test_without_a_list_nobody_is_compared(market: Market) -> None:
    try_to_send(bought(market))
    assert screen_who_paid(now=NOW) == 0
    assert Look.objects.count() == 0
