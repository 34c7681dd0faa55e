"""What the tables refuse by themselves, whoever writes to them and by whatever means."""
# ruff: noqa: S608 -- every word of this SQL stands in this file

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import Error, IntegrityError, connection, transaction

from tests.flows.steps import buy, part_of
from tests.market import NOW, Market, add_seller, open_market, open_route, place
from yarmarka.domain.inventory.actions import hold_stock
from yarmarka.domain.inventory.types import NewHold
from yarmarka.domain.ledger.actions import post
from yarmarka.domain.ledger.errors import OutOfBalance
from yarmarka.domain.ledger.models import Entry
from yarmarka.domain.ledger.types import AccountKind, NewEntry, NewPosting
from yarmarka.domain.orders.models import Order
from yarmarka.domain.pricing.actions import set_commission
from yarmarka.domain.shipping.actions import number_parcel, prepare_parcel
from yarmarka.kernel.ids import new_id

pytestmark = pytest.mark.django_db


@pytest.fixture
def market() -> Market:
    return open_market(countries=("RU",), stock=5)


@contextmanager
def refused(by: str) -> Iterator[None]:
    """Expect the tables to refuse what is done here, naming what refused it."""
    with pytest.raises(Error, match=by), transaction.atomic():
        yield
        check_foreign_keys()


def check_foreign_keys() -> None:
    run("SET CONSTRAINTS ALL IMMEDIATE")


def run(sql: str, **values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.mark.parametrize("table", ["ledger_entry", "ledger_posting", "payments_paymentevent"])
@pytest.mark.parametrize(
    "deed", ["UPDATE {table} SET id = id", "DELETE FROM {table}", "TRUNCATE {table} CASCADE"]
)
def test_what_was_written_in_the_books_stays(market: Market, table: str, deed: str) -> None:
    buy(market, "RU")
    check_foreign_keys()
    with refused("append-only"):
        run(deed.format(table=table))


@pytest.mark.parametrize("deed", ["UPDATE {table} SET amount_minor = 1", "DELETE FROM {table}"])
def test_the_months_of_the_books_are_guarded_like_the_whole(market: Market, deed: str) -> None:
    buy(market, "RU")
    check_foreign_keys()
    with refused("append-only"):
        run(deed.format(table=f"ledger_entry_{NOW:%Y_%m}"))


def test_a_posting_that_does_not_balance_is_refused_by_the_rules_and_by_the_table(market: Market) -> None:
    buy(market, "RU")
    entries = (NewEntry(AccountKind.ESCROW, 100, "RUB"), NewEntry(AccountKind.COMMISSION, -99, "RUB"))
    with pytest.raises(OutOfBalance) as refusal:
        post([NewPosting(correlation_key="crooked", kind="sale", entries=entries)], now=NOW)
    assert refusal.value.facts == {"posting": "crooked", "currency": "RUB", "remainder": 1}

    one = Entry.objects.all()[0]
    with refused("out of balance by 5 RUB"):
        run(
            "INSERT INTO ledger_entry (id, posting_id, account_id, amount_minor, currency, at)"
            " VALUES (%(id)s, %(posting)s, %(account)s, 5, 'RUB', %(now)s)",
            id=new_id(NOW),
            posting=one.posting_id,
            account=one.account_id,
            now=NOW,
        )


def test_currencies_do_not_make_up_for_one_another(market: Market) -> None:
    entries = (NewEntry(AccountKind.ESCROW, 100, "RUB"), NewEntry(AccountKind.EXCHANGE, -100, "CNY"))
    with pytest.raises(OutOfBalance):
        post([NewPosting(correlation_key="mixed", kind="sale", entries=entries)], now=NOW)


def test_the_same_event_is_booked_once(market: Market) -> None:
    entries = (NewEntry(AccountKind.ESCROW, 100, "RUB"), NewEntry(AccountKind.COMMISSION, -100, "RUB"))
    posting = NewPosting(correlation_key="once", kind="sale", entries=entries)
    assert post([posting], now=NOW) == {"once"}
    assert post([posting], now=NOW) == set()
    assert Entry.objects.filter(posting__correlation_key="once").count() == 2


def test_no_more_is_held_than_lies_there(market: Market) -> None:
    placed = place(market, {market.offers["RU"]: 1})
    hold = NewHold(
        id=new_id(NOW),
        offer_id=market.offers["RU"],
        order_id=placed.order_id,
        seller_order_id=part_of(placed.order_id).id,
        quantity=5,
        expires_at=NOW,
    )
    with refused("stock_held_within_on_hand"):
        hold_stock([hold], now=NOW)


@pytest.mark.parametrize(
    ("change", "guard"),
    [
        ("UPDATE inventory_stock SET held = on_hand + 1", "stock_held_within_on_hand"),
        ("UPDATE inventory_stock SET held = -1", "stock_held_within_on_hand"),
        ("UPDATE inventory_stock SET on_hand = 0", "stock_held_within_on_hand"),  # one piece is held
        ("UPDATE inventory_hold SET quantity = 0", "hold_holds_something"),
        ("UPDATE orders_order SET total_minor = total_minor + 1", "order_adds_up"),
        (
            "UPDATE orders_order SET total_minor = 0, goods_minor = 0, delivery_minor = 0",
            "order_costs_something",
        ),
        ("UPDATE orders_order SET status = 'paid'", "order_payment_is_dated"),
        ("UPDATE orders_sellerorder SET total_minor = total_minor + 1, net_minor = net_minor + 1", "adds_up"),
        ("UPDATE orders_sellerorder SET commission_minor = commission_minor + 1", "seller_order_net_adds_up"),
        ("UPDATE orders_orderline SET total_minor = total_minor + 1", "line_adds_up"),
        ("UPDATE orders_orderline SET quantity = 0, total_minor = 0", "line_sells_something"),
        ("UPDATE pricing_exchangerate SET rate = 0", "rate_is_positive"),
        ("UPDATE pricing_commissionrule SET basis_points = 5001", "commission_at_most_half"),
        ("UPDATE sellers_seller SET decided_at = NULL", "seller_decision_is_dated"),
        ("DELETE FROM orders_order", r"orders_order .* stays: \w+ refers to it"),
    ],
)
def test_rows_that_can_not_be_true_are_refused(market: Market, change: str, guard: str) -> None:
    place(market, {market.offers["RU"]: 1})
    check_foreign_keys()
    with refused(guard):
        run(change)


def _second_commission(market: Market) -> None:
    set_commission(
        category_id=None,
        basis_points=1_000,
        valid_from=NOW,
        valid_until=NOW + timedelta(days=1),
        source="test",
        verified_on=date(2026, 11, 1),
    )


def _second_commission_of_a_category(market: Market) -> None:
    for start in (NOW, NOW + timedelta(days=1)):
        set_commission(
            category_id=market.category.id,
            basis_points=1_000,
            valid_from=start,
            valid_until=start + timedelta(days=2),
            source="test",
            verified_on=date(2026, 11, 1),
        )


@pytest.mark.parametrize(
    ("deed", "guard"),
    [
        (_second_commission, "commission_rules_do_not_overlap"),
        (_second_commission_of_a_category, "commission_rules_do_not_overlap"),
        (lambda _market: open_route("RU", "RU"), "delivery_services_do_not_overlap"),
    ],
)
def test_dated_rules_never_overlap(market: Market, deed: Callable[[Market], object], guard: str) -> None:
    with refused(guard):
        deed(market)


def test_a_rule_may_follow_where_the_other_ends(market: Market) -> None:
    for start in (NOW, NOW + timedelta(days=2)):
        set_commission(
            category_id=market.category.id,
            basis_points=1_000,
            valid_from=start,
            valid_until=start + timedelta(days=2),
            source="test",
            verified_on=date(2026, 11, 1),
        )


def test_one_request_key_leads_to_one_order(market: Market) -> None:
    placed = place(market, {market.offers["RU"]: 1})
    order = Order.objects.get(id=placed.order_id)
    order.id, order.number = new_id(NOW), "261120-COPY"
    with pytest.raises(IntegrityError, match="order_once_per_request"), transaction.atomic():
        order.save(force_insert=True)


def test_a_payment_event_is_written_once(market: Market) -> None:
    buy(market, "RU")
    columns = "attempt_id, provider, event_id, kind, amount_minor, currency, sequence, occurred_at, received_at, raw"
    with refused("payment_event_once"):
        run(
            f"INSERT INTO payments_paymentevent (id, {columns})"
            f" SELECT %(id)s::uuid, {columns} FROM payments_paymentevent",
            id=new_id(NOW),
        )


def test_a_firm_is_registered_once_and_may_try_again_after_a_refusal(market: Market) -> None:
    from yarmarka.domain.sellers.errors import AlreadyRegistered
    from yarmarka.domain.sellers.models import Seller, Staff

    Staff.objects.all().delete()
    with pytest.raises(AlreadyRegistered):
        add_seller(_with_another_owner(market), "RU")
    Seller.objects.update(standing="declined")
    add_seller(_with_another_owner(market), "RU")


def _with_another_owner(market: Market) -> Market:
    from allauth.account.models import EmailAddress

    from yarmarka.domain.accounts.models import Person

    EmailAddress.objects.filter(email__startswith="owner-ru").delete()
    Person.objects.filter(email__startswith="owner-ru").update(email=f"{new_id(NOW)}@example.test")
    return market


def test_a_number_in_use_belongs_to_one_parcel(market: Market) -> None:
    first, second = (
        prepare_parcel(
            order_id=order_id,
            seller_order_id=part_of(order_id).id,
            carrier="simulated",
            weight_g=100,
            now=NOW,
        )
        for order_id in (buy(market, "RU"), buy(market, "RU"))
    )
    number_parcel(first, number="RA644000005RU")
    with refused("parcel_number_in_use_once"):
        number_parcel(second, number="RA644000005RU")
