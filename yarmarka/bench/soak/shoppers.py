"""Shoppers who buy, call off, pay late or never, and ask again under the same key whenever they heard nothing."""

import random
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final
from uuid import uuid4

from yarmarka.bench.orders.stage import Stage
from yarmarka.bench.soak.line import Answer, Line, choose_card
from yarmarka.bench.soak.notebook import Notebook, Wish

TRIES: Final = 8
#: a shop that is slow to answer is asked more and more slowly, or else it would answer only those who have left
_BREATH_S: Final = 0.5
_LONGEST_BREATH_S: Final = 8.0
_REASON: Final = {"reason": "shopper_changed_mind"}


@dataclass(frozen=True)
class Pace:
    """How quickly they live: when they come, a pause between stories, when an unpaid order's time is surely over."""

    begin_within_s: float
    pause_s: float
    late_s: float


@dataclass(frozen=True)
class Shopper:
    """One of the clients: lives through one story after another until told to end."""

    number: int
    stage: Stage
    line: Line
    notebook: Notebook
    pace: Pace
    end: threading.Event
    chance: random.Random

    def live(self) -> None:
        """Live through stories."""
        stories: dict[Callable[[], None], int] = {
            self.pay: 6,
            self.pay_after_a_refused_card: 2,
            self.pay_late: 3,
            self.never_pay: 2,
            self.call_the_order_off: 2,
            self.call_a_part_off: 3,
            self.ask_twice_at_once: 3,
        }
        self.end.wait(self.chance.uniform(0, self.pace.begin_within_s))
        while not self.end.is_set():
            (story,) = self.chance.choices(list(stories), list(stories.values()))
            self.notebook.deed(story.__name__.replace("_", " "))
            story()
            self.end.wait(self.chance.uniform(0.5, 1.5) * self.pace.pause_s)

    def pay(self) -> None:
        """Order and pay at once; the browser comes back to the shop."""
        if order := self.order():
            self.settle(order, "approve")

    def pay_after_a_refused_card(self) -> None:
        """The first card is declined, the second one is not."""
        if order := self.order():
            self.settle(order, "decline")
            self.settle(order, "approve")

    def pay_late(self) -> None:
        """Begin to pay, dream, and pay when the order's time is over and its goods are free again."""
        if (order := self.order()) and (payment := self.begin_to_pay(order)):
            self.end.wait(self.pace.late_s)
            self.choose(payment, "approve")

    def never_pay(self) -> None:
        """Order, perhaps look at the bank's page, and forget it."""
        if (order := self.order()) and self.chance.random() < 0.5:
            self.begin_to_pay(order)

    def call_the_order_off(self) -> None:
        """Change one's mind before paying."""
        if order := self.order():
            self.ask(lambda: self.line.post(f"/orders/{order}/cancel"))

    def call_a_part_off(self) -> None:
        """Pay, and change one's mind about one seller's part before it is sent."""
        if (order := self.order()) and self.settle(order, "approve"):
            seen = self.ask(lambda: self.line.get(f"/orders/{order}"))
            for part in seen.body.get("parts", [])[:1]:
                self.ask(lambda part=part: self.line.post(f"/order-parts/{part['id']}/cancel", _REASON))  # type: ignore[misc]  # mypy can't type its default

    def ask_twice_at_once(self) -> None:
        """Press the button three times; one of the orders that may come of it must be all of them."""
        wish = self.wish()
        twins = [threading.Thread(target=self.place, args=(wish,), daemon=True) for _ in range(2)]
        for twin in twins:
            twin.start()
        if order := self.place(wish):
            self.settle(order, "approve")
        for twin in twins:
            twin.join()

    def order(self) -> str:
        """Order something; return the order's id, or nothing if there is none to be had, or nobody said."""
        wish = self.wish()
        order = self.place(wish)
        if order and self.chance.random() < 0.3:
            self.notebook.deed("ask again under a key that was answered")
            self.place(wish)
        return order

    def wish(self) -> Wish:
        """Make up an order: a piece each of one, two or three sellers' offers."""
        sellers = self.chance.sample(range(len(self.stage.offers)), self.chance.choice((1, 1, 2, 3)))
        caller = self.number % len(self.stage.callers)
        body: dict[str, Any] = {
            "lines": [
                {"offer_id": self.chance.choice(self.stage.offers[seller]), "quantity": 1}
                for seller in sellers
            ],
            "address_id": self.stage.callers[caller].address,
            "deliveries": [
                {"seller_id": self.stage.ways[seller][0], "service_id": self.stage.ways[seller][1]}
                for seller in sellers
            ],
            "currency": "RUB",
            "expected_total_minor": self.stage.totals[1] * len(sellers),
        }
        wish = Wish(caller=caller, key=str(uuid4()), body=body)
        self.notebook.wish(wish)
        return wish

    def place(self, wish: Wish) -> str:
        """Ask for an order until somebody says how it went; return its id if it stands."""
        return hear_of(
            self.ask(lambda: self.line.post("/orders", wish.body, key=wish.key)), wish, self.notebook
        )

    def begin_to_pay(self, order: str) -> dict[str, Any]:
        """Return the payment that is open for an order, if one could be had."""
        begun = self.ask(lambda: self.line.post(f"/orders/{order}/payment"))
        return begun.body if begun.is_done else {}

    def choose(self, payment: dict[str, Any], card: str) -> bool:
        """Choose a card on the bank's page; return whether the bank took it."""
        self.notebook.deed(f"{card} card chosen")
        return self.ask(lambda: choose_card(payment["confirmation_url"], card)).is_done

    def settle(self, order: str, card: str) -> bool:
        """Pay, come back, and let the shop ask the bank; return whether it knows how the payment went."""
        payment = self.begin_to_pay(order)
        if not payment or not self.choose(payment, card):
            return False
        return self.ask(lambda: self.line.post(f"/payments/{payment['id']}/check")).is_done

    def ask(self, once: Callable[[], Answer]) -> Answer:
        """Ask until there is an answer that asking again would not change, or patience is over."""
        for number in range(TRIES):
            answer = once()
            if answer.is_final or self.end.is_set():
                return answer
            self.notebook.deed("ask again after silence or trouble")
            self.end.wait(self.chance.uniform(0.5, 1.5) * min(_BREATH_S * 1.7**number, _LONGEST_BREATH_S))
        return answer


def hear_of(answer: Answer, wish: Wish, notebook: Notebook) -> str:
    """Note what a request for an order was answered with; return the order's id if it stands."""
    if answer.is_done and "id" in answer.body:
        notebook.promise(wish.key, answer.body["id"])
        return str(answer.body["id"])
    if answer.is_final:
        notebook.refuse(wish.key)
    return ""
