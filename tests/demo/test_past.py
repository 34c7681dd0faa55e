"""The demo world's past is planned whole: what is said is said by who bought it, in their language, after it came."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import uuid4

import httpx
import pytest

from tests.flows.claiming import lose
from tests.market import NOW as OPENED
from tests.market import open_market
from yarmarka.demo.goods import things
from yarmarka.demo.past.live import let_ask
from yarmarka.demo.past.plan import DAYS, NAMED, ORDERS, purchases
from yarmarka.demo.past.stage import Past
from yarmarka.demo.past.trade import give_some_back
from yarmarka.demo.people import firms, shoppers
from yarmarka.demo.talks import ORDER, talks
from yarmarka.demo.voices import questions, voices
from yarmarka.domain.conversations.rules import without_contacts
from yarmarka.domain.conversations.types import Side
from yarmarka.domain.orders.queries import seller_orders_of
from yarmarka.domain.payments.queries import refunds_of
from yarmarka.flows.price_book import PriceBook
from yarmarka.flows.watch_claims import look_after_claims

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


def test_some_hundreds_of_orders_lie_over_months_and_come_oftener_lately() -> None:
    planned = purchases(NOW)
    assert len(planned) == ORDERS >= 200
    assert all(NOW - timedelta(days=DAYS + 1) < one.at < NOW for one in planned)
    months = Counter(one.at.month for one in planned)
    assert months[11] > months[9] > months[8] / 2
    assert len(months) >= 4


def test_the_same_past_is_planned_again() -> None:
    assert purchases(NOW) == purchases(NOW)
    later = purchases(NOW + timedelta(minutes=10))
    assert [(one.shopper.email, one.wanted) for one in later] == [
        (one.shopper.email, one.wanted) for one in purchases(NOW)
    ]


def test_nobody_speaks_of_a_thing_twice_nor_in_a_language_that_is_not_theirs() -> None:
    spoken = [(one, wish) for one in purchases(NOW) for wish in one.wanted if wish.voice]
    assert len(spoken) >= 280
    whose = [(one.shopper.email, wish.key) for one, wish in spoken]
    assert len(whose) == len(set(whose))
    assert all(wish.voice and wish.voice.language == one.shopper.locale for one, wish in spoken)
    assert all(one.at < NOW - timedelta(days=30) for one, _ in spoken)
    assert not any(one.is_never_paid or one.is_called_off_unpaid for one, _ in spoken)


def test_every_thing_is_spoken_of_in_words_of_its_own_and_not_always_praised() -> None:
    assert {key for key, _ in voices()} == {thing.key for thing in things()}
    texts = [voice.text for _, voice in voices()]
    assert len(texts) == len(set(texts)) >= 300
    stars = Counter(voice.stars for _, voice in voices())
    assert set(stars) == {1, 2, 3, 4, 5}
    assert sum(stars[few] for few in (1, 2, 3)) >= 20
    assert all(voice.reply for _, voice in voices() if voice.stars == 1)
    for _, voice in voices():
        script = {"ru": "[а-яё]", "en": "[a-z]", "zh": "[一-鿿]"}[voice.language]
        assert len(re.findall(script, voice.text.lower())) > len(voice.text) / 2


def test_people_ask_and_mostly_are_answered() -> None:
    asked = questions()
    assert len(asked) >= 20
    assert {key for key, _ in asked} <= {thing.key for thing in things()}
    open_ones = [question for _, question in asked if not question.answer]
    assert 1 <= len(open_ones) <= len(asked) / 4


def test_people_write_to_sellers_of_what_these_sell_and_of_orders() -> None:
    sold = {thing.key: set(thing.sold) for thing in things()}
    by_email = {shopper.email: shopper for shopper in shoppers()}
    keys = {firm.key for firm in firms()}
    for one in talks():
        assert one.firm in (keys | {""} if one.about == ORDER else sold[one.about])
        assert one.said[0].by is Side.SHOPPER, "a talk is begun by who shops"
        assert sum(line.after for line in one.said) < one.hours, "nothing is said in the future"
        script = {"ru": "[а-яё]", "en": "[a-z]", "zh": "[一-鿿]"}[by_email[one.who].locale]
        assert all(re.search(script, line.text.lower()) for line in one.said)
    assert {one.who for one in talks()} > set(NAMED)
    assert sum(one.about == ORDER for one in talks()) >= 3
    waiting = [one for one in talks() if one.said[-1].by is Side.SHOPPER and len(one.said) == 1]
    assert waiting, "somebody waits for an answer"
    assert any(without_contacts(line.text).found for one in talks() for line in one.said)
    reported = [one.reported for one in talks() if one.reported]
    assert {bool(told.finding) for told in reported} == {True, False}


@pytest.mark.django_db
def test_what_a_claim_gave_back_is_not_given_back_once_more() -> None:
    market = open_market(countries=("RU",))
    claim = lose(market)
    look_after_claims(now=OPENED + timedelta(days=4))
    [part], before = seller_orders_of([claim.order_id]), refunds_of([claim.order_id])
    assert before, "the claim has given it back"
    give_some_back(part, by=market.staff.id, reason="damaged", share=0.4)(OPENED + timedelta(days=6))
    assert refunds_of([claim.order_id]) == before


@pytest.mark.parametrize("orders", [24, 60, ORDERS])
def test_whoever_the_start_names_has_ordered_lately(orders: int) -> None:
    lately = {one.shopper.email for one in purchases(NOW, orders=orders) if one.at > NOW - timedelta(days=36)}
    assert NAMED[0] in lately
    assert orders < 60 or lately >= set(NAMED)


def test_orders_are_not_placed_at_one_moment() -> None:
    moments = sorted(one.at for one in purchases(NOW))
    assert sum(one == other for one, other in pairwise(moments)) <= ORDERS / 20


def test_nobody_asks_about_what_an_earlier_start_has_nearly_sold_out() -> None:
    """A start that was broken off is taken up in a market that has less."""
    with httpx.Client() as outside:
        past = Past(
            people={shopper.email: uuid4() for shopper in shoppers()},
            shoppers={shopper.email: shopper for shopper in shoppers()},
            operator=uuid4(),
            owners={},
            offers={},
            book=PriceBook(at=NOW, offers={}, sellers={}, warehouses={}, routes={}),
            now=NOW,
            bank=outside,
            carrier=outside,
        )
        let_ask(past)
    assert list(past.steps()) == []
