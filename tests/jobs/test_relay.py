"""The outbox is delivered: once, in order, again after a failure, and by somebody else after a crash."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.market import NOW
from yarmarka.jobs.relay import ROUND, deliver_due
from yarmarka.kernel.models import OutboxMessage
from yarmarka.kernel.outbox import LEASE, Message, publish, take_undelivered, undelivered_before

pytestmark = pytest.mark.django_db


class Postman:
    """Notes what is handed over to it; topics it was told to lose fail so many times."""

    def __init__(self, **losses: int) -> None:
        self.brought: list[int] = []
        self._losses = losses

    def __call__(self, topic: str, facts: dict[str, Any], key: UUID) -> None:
        if self._losses.get(topic, 0) > 0:
            self._losses[topic] -= 1
            raise ConnectionError("the mail server is away, and its address is nobody@example.test")
        self.brought.append(facts["n"])


def write(count: int, *, topic: str = "letter", first: int = 0, now: datetime = NOW) -> None:
    for number in range(first, first + count):
        publish([Message(topic, {"n": number})], now=now + timedelta(milliseconds=number))


def test_each_message_is_delivered_once() -> None:
    write(3)
    postman = Postman()
    later = NOW + timedelta(seconds=1)
    assert deliver_due(now=later, handler=postman) == 3
    assert deliver_due(now=later + timedelta(days=1), handler=postman) == 0
    assert sorted(postman.brought) == [0, 1, 2]
    assert undelivered_before(later) == []


def test_messages_are_delivered_oldest_first_round_after_round() -> None:
    # Written in an order that is not the one they are due in, so that the table's own order can't help.
    for number in sorted(range(120), key=lambda n: n * 37 % 120):
        publish([Message("letter", {"n": number})], now=NOW + timedelta(milliseconds=number))
    postman, later = Postman(), NOW + timedelta(seconds=1)
    taken = [deliver_due(now=later, handler=postman) for _ in range(4)]
    assert taken == [ROUND, ROUND, 20, 0]
    assert postman.brought == list(range(120))


def test_a_failure_is_tried_again_later_and_later_and_holds_nobody_up() -> None:
    write(1, topic="lost")
    write(1, first=1)
    postman, moment = Postman(lost=3), NOW + timedelta(seconds=1)
    waits = []
    deliver_due(now=moment, handler=postman)
    assert postman.brought == [1]
    for _ in range(3):
        message = OutboxMessage.objects.get(topic="lost")
        waits.append((message.due_at - moment).total_seconds())
        assert deliver_due(now=message.due_at - timedelta(milliseconds=1), handler=postman) == 0
        moment = message.due_at
        deliver_due(now=moment, handler=postman)
    assert waits == [2, 4, 8]
    assert postman.brought == [1, 0]
    assert OutboxMessage.objects.get(topic="lost").attempts == 3


def test_a_message_that_fails_for_days_is_tried_at_least_hourly() -> None:
    write(1, topic="lost")
    OutboxMessage.objects.update(attempts=500)
    deliver_due(now=NOW + timedelta(seconds=1), handler=Postman(lost=1))
    assert OutboxMessage.objects.get().due_at == NOW + timedelta(seconds=1, hours=1)


def test_what_failed_is_noted_without_anybodys_data() -> None:
    write(1, topic="lost")
    deliver_due(now=NOW + timedelta(seconds=1), handler=Postman(lost=1))
    assert OutboxMessage.objects.get().failure == "ConnectionError"


def test_a_relay_that_dies_after_taking_leaves_its_messages_to_the_next() -> None:
    write(2)
    later = NOW + timedelta(seconds=1)
    assert len(take_undelivered(limit=10, now=later)) == 2  # and dies
    postman = Postman()
    assert deliver_due(now=later + LEASE - timedelta(seconds=1), handler=postman) == 0
    assert deliver_due(now=later + LEASE, handler=postman) == 2
    assert postman.brought == [0, 1]


def test_an_unknown_topic_is_kept_and_not_lost() -> None:
    write(1, topic="love_letter")
    deliver_due(now=NOW + timedelta(seconds=1))
    message = OutboxMessage.objects.get()
    assert (message.delivered_at, message.failure) == (None, "KeyError")


@pytest.mark.django_db(transaction=True)
def test_two_relays_at_once_share_the_work() -> None:
    from functools import partial

    from tests.flows.at_once import at_once

    write(80)
    postman, later = Postman(), NOW + timedelta(seconds=1)
    taken = at_once([partial(deliver_due, now=later, handler=postman)] * 2)
    assert sum(taken) == 80
    assert sorted(postman.brought) == list(range(80))
