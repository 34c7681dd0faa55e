"""What tests remember is what they would read."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.malls import open_mall
from tests.market import NOW, open_market
from yarmarka.domain.catalogue.actions import add_category
from yarmarka.domain.catalogue.queries import categories
from yarmarka.domain.storefronts.queries import storefronts

pytestmark = pytest.mark.django_db


def statements_of(ask: Callable[[], object]) -> int:
    """Return how many statements it takes, without letting anybody know that they are counted."""
    seen = []

    def note(execute: Callable[..., Any], sql: Any, *rest: Any) -> Any:
        seen.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        ask()
    return len(seen)


def shops() -> list[str]:
    return [shop.code for shop in storefronts(now=NOW)]


def shelves() -> set[str]:
    return {card.slug for card in categories()}


def test_what_nobody_writes_is_asked_once() -> None:
    assert statements_of(shops) > 0
    assert statements_of(shelves) > 0
    open_mall(open_market())
    assert statements_of(shops) > 0, "somebody wrote"
    assert statements_of(shops) == 0
    shelves()
    assert statements_of(shelves) == 0


def test_what_was_written_is_read_and_what_was_undone_is_not() -> None:
    market = open_market()
    assert shops() == ["marketplace"]
    assert shelves() == {"kettles"}
    with transaction.atomic():
        open_mall(market)
        add_category(names={"en": "Pots"}, slug="pots", now=NOW)
        assert shops() == ["marketplace", "mall"]
        assert shelves() == {"kettles", "pots"}
        transaction.set_rollback(True)
    assert shops() == ["marketplace"]
    assert shelves() == {"kettles"}


def test_pages_whose_statements_are_counted_ask_each_time() -> None:
    shops()
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            shops()
        assert len(asked) > 0


def test_a_market_that_is_written_again_is_read_too() -> None:
    assert shelves() == set()
    open_market()
    assert shelves() == {"kettles"}
