"""What deliveries teach is promised from then on; a service with too few of them keeps its carrier's window."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.flows.steps import buy, part_of
from tests.market import NOW as MARKET_NOW
from tests.market import open_market
from yarmarka.domain.orders.models import Order, SellerOrder
from yarmarka.domain.shipping.actions import add_carrier, note_learnt, offer_service
from yarmarka.domain.shipping.queries import services_between
from yarmarka.domain.shipping.rules import promise
from yarmarka.domain.shipping.rules.learning import ENOUGH, learn
from yarmarka.domain.shipping.types import LearntDays, PastDelivery
from yarmarka.flows.learn_promises import learn_promises
from yarmarka.reads.past_deliveries import past_deliveries
from yarmarka.vocabulary.money import Money

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
TODAY = NOW.date()


def _past(code: str, *, days: int, count: int) -> list[PastDelivery]:
    """Return deliveries that take so many days, a day more or less; one of ten takes five more."""
    return [
        PastDelivery(
            carrier="post",
            code=code,
            origin_country="CN",
            destination_country="RU",
            ordered_on=(ordered := TODAY - timedelta(days=150 - number)),
            promised_to=ordered + timedelta(days=25),
            delivered_on=_before_today(ordered + timedelta(days=days + number % 3 + 5 * (number % 10 == 0))),
        )
        for number in range(count)
    ]


def _before_today(day: date) -> date | None:
    return day if day < TODAY else None


def test_a_service_learns_from_its_own_deliveries_and_a_new_one_has_nothing_to_say() -> None:
    past = [
        *_past("slow", days=20, count=120),
        *_past("quick", days=6, count=120),
        *_past("new", days=9, count=9),
    ]
    services = [("post", code, "CN", "RU") for code in ("slow", "quick", "new")]
    quick, slow = learn(past, services=services, today=TODAY)
    assert (quick.code, slow.code) == ("quick", "slow")
    assert 6 <= quick.usual_days <= quick.sure_days <= 13
    assert 20 <= slow.usual_days <= slow.sure_days <= 28
    assert quick.deliveries >= ENOUGH


def test_a_place_with_few_deliveries_is_drawn_to_its_service_and_one_with_many_has_its_own() -> None:
    near = [replace(one, place="RU-TA") for one in _past("slow", days=20, count=125)]
    far = [replace(one, place="RU-KAM") for one in _past("slow", days=33, count=110)]
    few = [replace(one, place="RU-MAG") for one in _past("slow", days=33, count=112)[-6:]]
    learnt = learn([*near, *far, *few], services=[("post", "slow", "CN", "RU")], today=TODAY)
    usual = {one.place: one.usual_days for one in learnt}
    assert usual["RU-TA"] <= 23
    assert usual["RU-KAM"] >= 32
    assert usual[""] < usual["RU-MAG"] < usual["RU-KAM"], "a few deliveries say something, and not all"


def test_of_a_large_shop_a_fair_part_teaches_the_same_and_rare_services_are_not_lost_in_it() -> None:
    many = [replace(one, stands_for=1000.0) for one in _past("quick", days=6, count=120)]
    rare = _past("slow", days=20, count=130)[-40:]
    services = [("post", code, "CN", "RU") for code in ("quick", "slow")]
    quick, slow = learn([*many, *rare], services=services, today=TODAY)
    assert quick.deliveries > 100_000
    assert slow.deliveries < 100
    assert quick.usual_days <= 9
    assert slow.usual_days >= quick.usual_days + 8


@pytest.mark.django_db
def test_of_many_orders_an_even_part_is_read_that_says_how_many_it_stands_for() -> None:
    market = open_market(stock=20)
    placed = [MARKET_NOW + timedelta(days=number) for number in range(7)]
    for at in placed:
        part = part_of(buy(market, "CN"))
        Order.objects.filter(id=part.order_id).update(paid_at=at)
        SellerOrder.objects.filter(id=part.id).update(placed_at=at)
    now = placed[-1] + timedelta(minutes=1)
    days = [(at - MARKET_NOW).days for at in placed]
    everything = past_deliveries(now=now)
    assert [(one.ordered_on - MARKET_NOW.date()).days for one in everything] == days
    assert {one.stands_for for one in everything} == {1.0}
    part = past_deliveries(now=now, most=3)
    assert [(one.ordered_on - MARKET_NOW.date()).days for one in part] == [2, 4, 6]
    assert sum(one.stands_for for one in part) == pytest.approx(7)


@pytest.mark.django_db
def test_learnt_days_are_promised_until_nothing_is_known_any_more() -> None:
    add_carrier(code="post", names={"en": "Post"})
    offer_service(
        carrier="post",
        code="LP",
        names={"en": "To the office"},
        origin_country="CN",
        destination_country="RU",
        base=Money(10_000, "RUB"),
        per_kg_minor=100,
        max_weight_g=2_000,
        min_days=12,
        max_days=25,
        inspection_days=15,
        valid_from=NOW - timedelta(days=1),
        source="a test",
        verified_on=TODAY,
    )
    route = ("CN", "RU")

    def promised() -> tuple[int, int]:
        (service,) = services_between({"CN"}, {"RU"}, now=NOW)[route]
        window = promise(service, now=NOW)
        return (window.from_on - TODAY).days, (window.to_on - TODAY).days

    assert promised() == (12, 25)
    learnt = LearntDays("post", "LP", *route, usual_days=14, sure_days=19, deliveries=57)
    note_learnt([learnt], now=NOW)
    assert promised() == (12, 19)
    assert learn_promises(now=NOW + timedelta(seconds=1)) == 0, "there are no orders to learn from"
    assert promised() == (12, 25)
