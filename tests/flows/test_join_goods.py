"""Goods that are alike are proposed; a person joins them or keeps them apart, and no feed undoes what was decided."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.flows.at_once import at_once
from tests.flows.matching import CN, GTINS, RU, bring, look_again, product_of, proposed, wish_to_join
from tests.flows.steps import buy, complete, part_of
from tests.market import NOW, Market, open_market, person
from yarmarka.domain.audit.models import Deed
from yarmarka.domain.catalogue.models import CardChange, Offer, Product, Variant
from yarmarka.domain.catalogue.queries import joined_into, offers_for_sale, products_with_gtin
from yarmarka.domain.conversations.models import Conversation
from yarmarka.domain.customs.models import Classification
from yarmarka.domain.matching.errors import MatchDecided, MatchRefusalNeedsReason
from yarmarka.domain.matching.models import ProposalRow, Step
from yarmarka.domain.matching.types import MatchStatus
from yarmarka.domain.reviews.models import Question
from yarmarka.domain.reviews.queries import product_ratings, review
from yarmarka.domain.reviews.types import Words
from yarmarka.domain.wishes.actions import note_wishes
from yarmarka.domain.wishes.models import WishRow
from yarmarka.domain.wishes.types import Wish
from yarmarka.flows.ask_about_goods import ask_question
from yarmarka.flows.classify_goods import confirm_hs_code
from yarmarka.flows.converse import write_about_product
from yarmarka.flows.join_goods import (
    confirm_match,
    decide_later,
    refuse_match,
    split_off,
    take_join_back,
)
from yarmarka.flows.propose_matches import propose_matches
from yarmarka.flows.write_review import write_review
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.models import OutboxMessage
from yarmarka.reads.goods_for_index import goods_for_index
from yarmarka.reads.verify import verify_books

pytestmark = pytest.mark.django_db


@pytest.fixture
def market() -> Market:
    return open_market(countries=("RU", "CN"))


def test_alike_goods_are_proposed_once_and_only_what_changed_is_read_again(market: Market) -> None:
    found = proposed(market)
    assert {found.one_id, found.other_id} == {product_of("R-1"), product_of("C-1")}
    assert found.score >= 65
    assert {"part_number", "titles", "brand"} <= {clue["clue"] for clue in found.evidence}
    bring(market, "CN", CN, price=1700)
    with CaptureQueriesContext(connection) as asked:
        assert look_again() == 0
    assert not any("matching_key" in one["sql"] for one in asked), "a price is no change of a card"
    bring(market, "CN", CN | {"name": "Утюг", "vendorCode": "X1", "vendor": "Braun"})
    look_again()
    found.refresh_from_db()
    assert found.status == MatchStatus.LAPSED


def test_a_join_moves_what_belongs_to_goods_and_no_feed_parts_them(market: Market) -> None:
    bring(market, "RU", RU | {"barcode": GTINS[0]})
    bring(market, "CN", CN | {"barcode": GTINS[1]})
    kept, gone = product_of("R-1"), product_of("C-1")
    note_wishes([Wish(gone, NOW, 100, "RUB")], person_id=market.shopper.id)
    proposal = wish_to_join(market, kept, gone)
    confirm_match(proposal, kept_id=kept, by=market.staff.id, now=NOW)
    assert product_of("C-1") == kept == joined_into(gone)
    assert WishRow.objects.get().product_id == kept
    assert products_with_gtin("0" + GTINS[1]) == (kept,)
    assert Product.objects.get(id=kept).offer_count == 2
    [told] = goods_for_index([kept], now=NOW)
    assert {"0" + GTINS[0], "0" + GTINS[1]} <= set(told.numbers), "either barcode finds it"
    # Both sellers send their price lists again, and a third article of one of them has the gone product's number.
    bring(market, "CN", CN | {"barcode": GTINS[1]}, price=1600)
    bring(market, "RU", RU | {"barcode": GTINS[0]}, {"sku": "R-2", "name": "Чайник", "barcode": GTINS[1]})
    assert {product_of(sku) for sku in ("R-1", "R-2", "C-1")} == {kept}
    look_again()
    assert not ProposalRow.objects.filter(status=MatchStatus.OPEN).exists()
    assert Deed.objects.filter(kind="goods_joined", actor=market.staff).exists()
    assert CardChange.objects.filter(product_id=kept, sku="C-1", changes__has_key="product_id").exists()
    assert OutboxMessage.objects.filter(topic="goods_joined").count() == 1


def test_a_join_taken_back_gives_everything_back_and_holds_against_feeds(market: Market) -> None:
    bring(market, "RU", RU | {"barcode": GTINS[0]})
    bring(market, "CN", CN)
    kept, gone = product_of("R-1"), product_of("C-1")
    note_wishes([Wish(gone, NOW, 100, "RUB")], person_id=market.shopper.id)
    proposal = wish_to_join(market, kept, gone)
    confirm_match(proposal, kept_id=kept, by=market.staff.id, now=NOW)
    with pytest.raises(MatchRefusalNeedsReason):
        take_join_back(proposal, reason=" ", by=market.staff.id, now=NOW)
    take_join_back(proposal, reason="Другая модель", by=market.staff.id, now=NOW)
    assert (product_of("C-1"), joined_into(gone)) == (gone, None)
    assert WishRow.objects.get().product_id == gone
    # Even with the kept product's own barcode it stays where a person put it.
    bring(market, "CN", CN | {"barcode": GTINS[0]}, price=1650)
    assert product_of("C-1") == gone
    look_again()
    assert not ProposalRow.objects.filter(status=MatchStatus.OPEN).exists()


def test_what_people_said_of_goods_follows_them_into_a_join_and_back() -> None:
    market = open_market(countries=("RU", "CN"))
    kept, gone = (
        offers_for_sale(market.offers.values())[market.offers[key]].product_id for key in ("RU", "CN")
    )
    reader, seller = market.shopper.id, market.sellers["CN"].id
    complete(market, part_of(buy(market, "CN")))
    written = write_review(product_id=gone, words=Words(5, "Хороший чайник", "ru"), viewer=reader, now=NOW)
    ask_question(product_id=gone, text="Есть ли чехол?", language="ru", viewer=reader, now=NOW)
    write_about_product(
        "Добрый день", product_id=gone, seller_id=seller, viewer=reader, own_hosts=(), now=NOW
    )
    for product_id, country in ((gone, "CN"), (kept, "RU")):
        confirm_hs_code(
            seller_id=market.sellers[country].id, product_id=product_id, hs_code="851610", was_suggested=True,
            by=market.owners[country].id, now=NOW,
        )  # fmt: skip
    proposal = wish_to_join(market, kept, gone)
    for stands, step in (
        (kept, partial(confirm_match, proposal, kept_id=kept)),
        (gone, partial(take_join_back, proposal, reason="Другая модель")),
    ):
        step(by=market.staff.id, now=NOW)
        assert review(written).product_id == stands
        assert {key for key, stars in product_ratings([kept, gone]).items() if stars.count} == {stands}
        assert Question.objects.get().product_id == stands
        assert Conversation.objects.get().product_id == stands
        codes = dict(Classification.objects.values_list("seller_id", "product_id"))
        assert codes == {seller: stands, market.sellers["RU"].id: kept}, (
            "whoever stands there keeps their own"
        )
    assert verify_books(now=NOW) == ()


def test_an_offer_joined_by_its_barcode_is_split_off_and_stays_apart(market: Market) -> None:
    bring(market, "RU", RU | {"barcode": GTINS[0]})
    bring(market, "CN", CN | {"barcode": GTINS[0]})
    shared = product_of("R-1")
    assert product_of("C-1") == shared
    with CaptureQueriesContext(connection) as asked:
        fresh = split_off(
            seller_id=market.sellers["CN"].id, sku="C-1", product_id=shared, reason="Чехол, не чайник",
            by=market.staff.id, now=NOW,
        )  # fmt: skip
    told = [one["sql"] for one in asked]
    held = next(place for place, sql in enumerate(told) if "'catalogue.goods'" in sql)
    assert not any("matching_proposal" in sql for sql in told[:held]), "locked in the order of every decision"
    for price in (1500, 1800):
        bring(market, "CN", CN | {"barcode": GTINS[0], "name": "Чехол для чайника"}, price=price)
        assert product_of("C-1") == fresh
    assert Product.objects.get(id=fresh).titles == {"ru": "Чехол для чайника"}
    assert Variant.objects.get(gtin="0" + GTINS[0]).product_id == shared
    look_again()
    assert not ProposalRow.objects.filter(status=MatchStatus.OPEN).exists()
    assert OutboxMessage.objects.filter(topic="goods_parted").count() == 1


def test_what_was_refused_is_proposed_again_only_when_a_card_names_its_goods_otherwise(
    market: Market,
) -> None:
    found = proposed(market)
    decide_later(found.id, by=market.staff.id, now=NOW)
    with pytest.raises(MatchRefusalNeedsReason):
        refuse_match(found.id, reason="", by=market.staff.id, now=NOW)
    refuse_match(found.id, reason="Разные модели", by=market.staff.id, now=NOW)
    with pytest.raises(MatchDecided):
        confirm_match(found.id, by=market.staff.id, now=NOW)
    bring(market, "CN", CN | {"description": "Новые слова"})
    assert look_again() == 0
    bring(market, "CN", CN | {"name": "Чайник Bosch TWK3A011 1,7 л белый"})
    assert look_again() == 1
    assert [step.status for step in Step.objects.filter(proposal=found)] == ["open", "later", "refused"]
    again = ProposalRow.objects.get(status=MatchStatus.OPEN)
    assert again.evidence[-1]["clue"] == "refused_before", "whoever decides knows that somebody did before"


def test_only_a_card_of_the_two_can_be_kept(market: Market) -> None:
    found = proposed(market)
    bring(market, "RU", RU | {"sku": "R-2", "name": "Утюг", "vendorCode": "X1"})
    with pytest.raises(Missing):
        confirm_match(found.id, kept_id=product_of("R-2"), by=market.staff.id, now=NOW)
    assert product_of("C-1") != product_of("R-1")


@pytest.mark.django_db(transaction=True)
def test_a_wish_sent_twice_at_once_is_one() -> None:
    market = open_market(countries=("RU", "CN"))
    bring(market, "RU", RU)
    bring(market, "CN", CN)
    pair = product_of("R-1"), product_of("C-1")
    assert len(set(at_once([lambda: wish_to_join(market, *pair)] * 4))) == 1
    assert ProposalRow.objects.filter(status=MatchStatus.OPEN).count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_people_one_decides_and_an_import_meanwhile_loses_nothing() -> None:
    market = open_market(countries=("RU", "CN"))
    found = proposed(market)
    second = person("second@example.test", is_staff=True)
    calls: list[Callable[[], Any]] = [
        lambda: confirm_match(found.id, by=market.staff.id, now=NOW),
        lambda: confirm_match(found.id, by=second.id, now=NOW),
        lambda: bring(market, "CN", CN, price=1900),
        lambda: propose_matches(now=NOW + timedelta(seconds=1)),
    ]
    outcomes = at_once(calls)
    assert sum(isinstance(one, MatchDecided) for one in outcomes) == 1, outcomes
    assert sum(isinstance(one, Exception) for one in outcomes) == 1, outcomes
    assert product_of("C-1") == product_of("R-1")
    assert Offer.objects.get(sku="C-1").price_minor == 190_000
    assert Step.objects.filter(proposal=found, status="confirmed").count() == 1
