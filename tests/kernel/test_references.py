"""Rows written in batches refer to what is there, go on referring to it, and it stays as long as they do."""

import threading
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from msgspec.structs import replace

from tests.flows.at_once import at_once
from tests.market import NOW, Market, add_offer, open_market, order_request, place
from yarmarka.domain.inventory.models import Hold
from yarmarka.domain.orders.actions import create_orders
from yarmarka.domain.orders.models import Order, OrderLine, SellerOrder
from yarmarka.domain.orders.types import NewOrder
from yarmarka.flows.draft_order import draft_order
from yarmarka.flows.price_book import open_sales_book
from yarmarka.kernel.ids import new_id
from yarmarka.reads.at_hand import at_hand

NOBODY = UUID("01900000-0000-7000-8000-000000000000")


@pytest.fixture
def market(transactional_db: None) -> Market:
    return open_market(countries=("RU",), stock=5)


def drafted(market: Market, offer: UUID) -> NewOrder:
    book = open_sales_book(at_hand([offer]), destinations=["RU"], now=NOW)
    return draft_order(order_request(market, {offer: 1}), book, now=NOW)


def astray(order: NewOrder, level: str, **changes: UUID) -> NewOrder:
    """Return an order with one reference changed: on itself, its seller order or its line."""
    part = order.seller_orders[0]
    if level == "order":
        return replace(order, **changes)
    if level == "part":
        return replace(order, seller_orders=(replace(part, **changes),))
    return replace(order, seller_orders=(replace(part, lines=(replace(part.lines[0], **changes),)),))


@pytest.mark.parametrize(
    ("level", "role"),
    [
        ("order", "person_id"),
        ("part", "seller_id"),
        ("part", "service_id"),
        ("part", "payout_rate_id"),
        ("line", "offer_id"),
        ("line", "product_id"),
        ("line", "rate_id"),
        ("line", "commission_rule_id"),
    ],
)
def test_nothing_refers_to_what_is_not_there(market: Market, level: str, role: str) -> None:
    good = drafted(market, market.offers["RU"])
    bad = astray(drafted(market, market.offers["RU"]), level, **{role: NOBODY})
    with pytest.raises(IntegrityError, match=f"{role.removesuffix('_id')}.* {NOBODY} is not there"):
        create_orders([good, bad], now=NOW)
    assert not Order.objects.exists()
    create_orders([good], now=NOW)
    assert Order.objects.get().id == good.id


def test_a_hold_refers_to_what_is_there(market: Market) -> None:
    placed = place(market, {market.offers["RU"]: 1})
    hold = Hold.objects.get(order_id=placed.order_id)
    hold.id, hold.seller_order_id = new_id(NOW), NOBODY
    with pytest.raises(IntegrityError, match=r"seller_order_id .* is not there"):
        hold.save(force_insert=True)


@pytest.mark.parametrize(
    ("model", "column"),
    [(Order, "person_id"), (SellerOrder, "seller_id"), (OrderLine, "offer_id"), (Hold, "order_id")],
)
def test_what_a_row_refers_to_does_not_change(market: Market, model: Any, column: str) -> None:
    place(market, {market.offers["RU"]: 1})
    with pytest.raises(IntegrityError, match="refers to what it referred to"):
        model.objects.update(**{column: NOBODY})


@pytest.mark.parametrize(
    "table",
    ["catalogue_offer", "catalogue_product", "sellers_seller", "shipping_deliveryservice", "accounts_person"],
)
@pytest.mark.parametrize("deed", ["DELETE FROM {table}", "UPDATE {table} SET id = gen_random_uuid()"])
def test_what_orders_refer_to_stays(market: Market, table: str, deed: str) -> None:
    place(market, {market.offers["RU"]: 1})
    with pytest.raises(IntegrityError, match=r"refers to it|does not change"), connection.cursor() as cursor:
        cursor.execute(deed.format(table=table))


def test_orders_stay_as_long_as_their_parts_do(market: Market) -> None:
    place(market, {market.offers["RU"]: 1})
    for model in (SellerOrder, Order):
        with pytest.raises(IntegrityError, match="refers to it"):
            model.objects.all()._raw_delete("default")


def test_what_nobody_refers_to_may_go(market: Market) -> None:
    unsold = add_offer(market, "RU", sku="unsold", stock=0)
    place(market, {market.offers["RU"]: 1})
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM inventory_stockmovement WHERE offer_id = %s", [unsold])
        cursor.execute("DELETE FROM inventory_stock WHERE offer_id = %s", [unsold])
        cursor.execute("DELETE FROM catalogue_offer WHERE id = %s", [unsold])
        assert cursor.rowcount == 1


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    event = threading.Event()
    yield event
    event.set()


def test_an_offer_that_is_deleted_while_it_is_ordered_is_one_or_the_other(
    market: Market, gate: threading.Event
) -> None:
    offer = add_offer(market, "RU", sku="contested", stock=0)
    order = drafted(market, offer)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM inventory_stockmovement WHERE offer_id = %s", [offer])
        cursor.execute("DELETE FROM inventory_stock WHERE offer_id = %s", [offer])

    def delete() -> int:
        with connection.cursor() as cursor:
            gate.wait(10)
            cursor.execute("DELETE FROM catalogue_offer WHERE id = %s", [offer])
            return int(cursor.rowcount)

    @transaction.atomic
    def write() -> set[UUID]:
        create_orders([order], now=NOW)
        gate.set()
        # Whoever deletes must now wait for the end of this transaction: give it time to try.
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(0.3)")
        return {order.id}

    written, deleted = at_once([write, delete])
    assert written == {order.id}
    assert isinstance(deleted, IntegrityError)
    assert OrderLine.objects.filter(offer_id=offer).count() == 1
