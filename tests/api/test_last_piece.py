"""Many at once over real HTTP, with two web worker processes: never sold twice, and one order for one key."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest

from tests.api.calling import Answer, App, app_of, shown
from tests.api.wishes import order, wish
from tests.live import LiveStack
from tests.market import KAZAN, Market, add_offer, open_market
from yarmarka.domain.accounts.actions import add_address
from yarmarka.domain.accounts.models import Person
from yarmarka.domain.inventory.models import Stock
from yarmarka.domain.orders.models import Order, OrderLine
from yarmarka.kernel.clock import now

CLIENTS = 64
ROUNDS = 5


@pytest.fixture
def fair(live_stack: LiveStack) -> Market:
    return open_market(countries=("RU",), now=now())


def crowd(market: Market, address: str, size: int) -> list[tuple[App, str]]:
    """Return so many people's apps, each with its address, without spending a minute on their passwords."""
    people = [
        Person(email=f"buyer-{number}@example.test", password=market.shopper.password)
        for number in range(size)
    ]
    Person.objects.bulk_create(people)
    return [
        (
            app_of(one, address=address),
            shown("adr", add_address(person_id=one.id, address=KAZAN, now=now())),
        )
        for one in people
    ]


def all_at_once(calls: list[Any]) -> list[Answer]:
    """Let every call begin at the same moment, each in its own thread; return what they got."""
    gate = Barrier(len(calls))

    def call(one: Any) -> Answer:
        gate.wait()
        answer: Answer = one()
        return answer

    with ThreadPoolExecutor(max_workers=len(calls)) as pool:
        return list(pool.map(call, calls))


@pytest.mark.slow
def test_the_last_piece_goes_to_one_of_sixty_four(live_stack: LiveStack, fair: Market) -> None:
    buyers = crowd(fair, live_stack.url, CLIENTS)
    for turn in range(ROUNDS):
        last = add_offer(fair, "RU", sku=f"last-{turn}", stock=1, now=now())
        body = wish(App(), fair, {last: 1})

        def buy(app: App, address_id: str, wanted: dict[str, Any] = body) -> Answer:
            return order(app, wanted | {"address_id": address_id})

        answers = all_at_once(
            [lambda app=app, address_id=address_id: buy(app, address_id) for app, address_id in buyers]
        )
        outcomes = Counter(
            (answer.status, answer.body["code"] if answer.status != 201 else "") for answer in answers
        )
        assert outcomes == {(201, ""): 1, (409, "stock_gone"): CLIENTS - 1}
        assert OrderLine.objects.filter(offer_id=last).count() == 1
        stock = Stock.objects.get(offer_id=last)
        assert (stock.on_hand, stock.held) == (1, 1)


def test_a_few_pieces_go_to_as_many_and_no_more(live_stack: LiveStack, fair: Market) -> None:
    buyers = crowd(fair, live_stack.url, 24)
    few = add_offer(fair, "RU", sku="few", stock=5, now=now())
    body = wish(App(), fair, {few: 1})
    answers = all_at_once(
        [
            lambda app=app, address_id=address_id: order(app, body | {"address_id": address_id})
            for app, address_id in buyers
        ]
    )
    assert Counter(answer.status for answer in answers) == {201: 5, 409: 19}
    assert Stock.objects.get(offer_id=few).held == 5


def test_one_key_sent_many_times_at_once_is_one_order(live_stack: LiveStack, fair: Market) -> None:
    app = app_of(fair.shopper, address=live_stack.url)
    for _ in range(ROUNDS):
        before, key = Order.objects.count(), str(uuid4())
        body = wish(app, fair, {fair.offers["RU"]: 1})
        answers = all_at_once([lambda key=key, body=body: order(app, body, key=key) for _ in range(8)])
        assert Counter(answer.status for answer in answers) == {201: 1, 200: 7}
        assert len({answer.body["id"] for answer in answers}) == 1
        assert Order.objects.count() == before + 1


def test_one_key_for_the_basket_sent_many_times_at_once_is_one_order(
    live_stack: LiveStack, fair: Market
) -> None:
    app = app_of(fair.shopper, address=live_stack.url)
    for _ in range(ROUNDS):
        before, key = Order.objects.count(), str(uuid4())
        app.post("/basket/lines", {"offer_id": shown("off", fair.offers["RU"]), "quantity": 1})
        body = wish(app, fair, None)
        answers = all_at_once([lambda key=key, body=body: order(app, body, key=key) for _ in range(8)])
        assert Counter(answer.status for answer in answers) == {201: 1, 200: 7}
        assert Order.objects.count() == before + 1
        assert app.get("/basket").body["pieces"] == 0
