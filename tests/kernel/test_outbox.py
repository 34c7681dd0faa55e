"""The outbox: written with its cause or not at all, taken by one relay at a time."""

from datetime import timedelta

import pytest
from django.db import transaction

from tests.market import NOW
from yarmarka.kernel.outbox import (
    LEASE,
    Message,
    mark_delivered,
    mark_failed,
    publish,
    take_undelivered,
    undelivered_before,
)

pytestmark = pytest.mark.django_db


class Undone(Exception):
    """A flow that fails after it has spoken."""


def test_what_a_failed_flow_said_was_never_said() -> None:
    with pytest.raises(Undone), transaction.atomic():
        publish([Message("letter")], now=NOW)
        raise Undone
    assert take_undelivered(limit=9, now=NOW) == []


def test_nothing_to_say_asks_nothing_of_the_database(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    with django_assert_num_queries(0):
        publish([], now=NOW)
        mark_delivered([], now=NOW)


def test_many_messages_are_one_statement(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    with django_assert_num_queries(1):
        publish([Message("letter", {"n": n}) for n in range(200)], now=NOW)


def test_a_message_waits_for_its_instant_and_comes_with_all_its_facts() -> None:
    publish([Message("letter", {"имя": ["Алсу", 1, None]})], now=NOW)
    assert take_undelivered(limit=9, now=NOW - timedelta(milliseconds=1)) == []
    (taken,) = take_undelivered(limit=9, now=NOW)
    assert (taken.topic, taken.facts, taken.attempts) == ("letter", {"имя": ["Алсу", 1, None]}, 0)


def test_who_takes_a_message_has_it_for_a_while() -> None:
    publish([Message("letter")], now=NOW)
    assert len(take_undelivered(limit=9, now=NOW)) == 1
    assert take_undelivered(limit=9, now=NOW + LEASE - timedelta(seconds=1)) == []
    assert len(take_undelivered(limit=9, now=NOW + LEASE)) == 1


def test_a_failure_counts_and_a_delivery_ends_it() -> None:
    publish([Message("letter")], now=NOW)
    (taken,) = take_undelivered(limit=9, now=NOW)
    mark_failed(taken, reason="x" * 900, retry_at=NOW + timedelta(hours=1))
    assert take_undelivered(limit=9, now=NOW + timedelta(minutes=59)) == []
    (again,) = take_undelivered(limit=9, now=NOW + timedelta(hours=1))
    assert (again.id, again.attempts) == (taken.id, 1)
    assert undelivered_before(NOW + timedelta(seconds=1)) == [taken.id]
    mark_delivered([taken.id], now=NOW)
    assert undelivered_before(NOW + timedelta(days=9)) == []
    assert take_undelivered(limit=9, now=NOW + timedelta(days=9)) == []
