"""The books are checked honestly: a sound market is clean, and whatever is corrupted by hand is named."""
# ruff: noqa: S608 -- every word of this SQL stands in this file

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection

from tests.flows.steps import Trade, part_of, trade
from tests.live import database_of_tests
from tests.market import NOW
from tests.stories.killing import forget_jobs
from yarmarka.domain.ledger.models import Payout
from yarmarka.domain.ledger.types import PayoutStatus
from yarmarka.domain.orders.models import Order, SellerOrder
from yarmarka.domain.orders.types import OrderStatus, SellerOrderStatus
from yarmarka.domain.payments.models import Refund
from yarmarka.domain.payments.types import RefundStatus
from yarmarka.reads.verify import CHECKS, verify_books

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def books(django_db_setup: None, django_db_blocker: Any) -> Iterator[Trade]:
    """One market for all tests here; each of them undoes what it did to it."""
    with django_db_blocker.unblock():
        made = trade()
        connection.close()
    yield made
    with django_db_blocker.unblock():
        call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)
        forget_jobs()
        connection.close()


def facts(books: Trade) -> dict[str, Any]:
    """Return the names by which corruptions call rows: an order's own (`sent`) and its first part's (`sent_part`)."""
    orders = {name: key for name, key in vars(books).items() if isinstance(key, UUID)}
    parts = {f"{name}_part": part_of(key).id for name, key in orders.items()}
    offers = {f"offer_{country}": offer for country, offer in books.market.offers.items()}
    sellers = {f"seller_{country}": seller.id for country, seller in books.market.sellers.items()}
    return {**orders, **parts, **offers, **sellers, "second_part": part_of(books.to_ship, 1).id}


def run(sql: str, values: dict[str, Any]) -> None:
    with connection.cursor() as cursor:
        for statement in filter(None, map(str.strip, sql.split(";"))):
            cursor.execute(statement, values)


def ask(sql: str, values: dict[str, Any]) -> str:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        (found,) = cursor.fetchall()
        return str(found[0])


def test_a_market_with_an_order_in_every_state_is_clean(books: Trade) -> None:
    assert verify_books(now=NOW) == ()
    assert set(Order.objects.values_list("status", flat=True)) == set(OrderStatus)
    assert set(SellerOrder.objects.values_list("status", flat=True)) == set(SellerOrderStatus)
    assert set(Refund.objects.values_list("status", flat=True)) == set(RefundStatus)
    assert set(Payout.objects.values_list("status", flat=True)) == set(PayoutStatus)


@dataclass(frozen=True)
class Corruption:
    """What is done to the tables by hand, and which rows that check must then name (SQL that finds each)."""

    check: str
    what: str
    sql: str
    subjects: tuple[str, ...]


_CHARGEBACK = (
    "SELECT 'chargeback ' || chargeback.id FROM payments_chargeback AS chargeback "
    "JOIN payments_paymentshare AS share ON share.attempt_id = chargeback.attempt_id WHERE share.seller_order_id = "
)
_NO_GUARD_ON_BACK = (
    "ALTER TABLE orders_givenback DISABLE TRIGGER USER; ALTER TABLE orders_lineback DISABLE TRIGGER USER; "
)
_NO_LEDGER_GUARD = "ALTER TABLE ledger_entry DISABLE TRIGGER USER; "
_NO_GUARD = "ALTER TABLE {} DISABLE TRIGGER USER; "
_NO_PROPOSAL_GUARD = "ALTER TABLE governance_proposal DISABLE TRIGGER USER; "
_NO_STATEMENT_GUARD = "ALTER TABLE ledger_sellerstatement DISABLE TRIGGER USER; "
_STATEMENT = (
    "SELECT 'statement of ' || month || ' of seller ' || seller_id || ' in ' || currency "
    "FROM ledger_sellerstatement"
)
_SALE = "(SELECT 'sale:' || attempt_id FROM payments_paymentshare WHERE seller_order_id = %(to_ship_part)s)"
_SALE_ENTRIES = (
    "ledger_entry WHERE posting_id = (SELECT id FROM ledger_posting WHERE correlation_key = " + _SALE + ")"
)
_ATTEMPT = "SELECT 'payment attempt ' || attempt_id FROM payments_paymentshare WHERE seller_order_id = "


def _part(name: str) -> str:
    return f"SELECT 'seller order ' || %({name})s::uuid"


CORRUPTIONS = (
    Corruption(
        "postings_balance",
        "an entry is changed by a kopeck",
        _NO_LEDGER_GUARD + "UPDATE ledger_entry SET amount_minor = amount_minor + 1 WHERE id = "
        f"(SELECT id FROM {_SALE_ENTRIES} AND amount_minor > 0)",
        (f"SELECT 'posting ' || {_SALE}", "SELECT 'currency RUB'"),
    ),
    Corruption(
        "postings_balance",
        "a whole posting is in another currency than its accounts",
        _NO_LEDGER_GUARD
        + f"UPDATE ledger_entry SET currency = 'USD' WHERE id IN (SELECT id FROM {_SALE_ENTRIES})",
        (
            f"SELECT 'entry ' || id FROM {_SALE_ENTRIES} AND amount_minor > 0",
            *(
                f"SELECT 'entry ' || id FROM {_SALE_ENTRIES} AND seller_order_id = %({part})s "
                f"AND account_id = (SELECT id FROM ledger_account WHERE kind = '{kind}' AND currency = 'RUB')"
                for part in ("to_ship_part", "second_part")
                for kind in ("escrow", "delivery")
            ),
        ),
    ),
    Corruption(
        "escrow_equals_open_orders",
        "a sale vanishes from the books",
        _NO_LEDGER_GUARD + f"DELETE FROM {_SALE_ENTRIES}",
        (_part("to_ship_part"), _part("second_part")),
    ),
    Corruption(
        "escrow_equals_open_orders",
        "a completed order is called delivered again",
        _NO_GUARD.format("orders_sellerorder")
        + "UPDATE orders_sellerorder SET status = 'delivered' WHERE id = %(paid_out_part)s",
        (_part("paid_out_part"),),
    ),
    Corruption(
        "escrow_equals_open_orders",
        "escrow is held for nobody",
        _NO_LEDGER_GUARD
        + "UPDATE ledger_entry SET seller_order_id = NULL WHERE seller_order_id = %(sent_part)s",
        (_part("sent_part"), "SELECT 'seller order none'"),
    ),
    Corruption(
        "duties_are_owed",
        "duty is owed that no order collected",
        _NO_LEDGER_GUARD + "UPDATE ledger_account SET kind = 'duty_payable', holder = 'RU-FTS' "
        "WHERE kind = 'commission' AND currency = 'RUB'",
        ("SELECT 'duty to RU-FTS in RUB'",),
    ),
    Corruption(
        "stock_equals_movements",
        "a piece appears on the shelf",
        "UPDATE inventory_stock SET on_hand = on_hand + 1 WHERE offer_id = %(offer_GB)s",
        ("SELECT 'offer ' || %(offer_GB)s::uuid",),
    ),
    Corruption(
        "stock_equals_movements",
        "the first count is struck out",
        "DELETE FROM inventory_stockmovement WHERE kind = 'count' AND offer_id = %(offer_RU)s",
        ("SELECT 'offer ' || %(offer_RU)s::uuid",),
    ),
    Corruption(
        "held_equals_holds",
        "a piece is held for no order",
        "UPDATE inventory_stock SET held = held + 1 WHERE offer_id = %(offer_CN)s",
        ("SELECT 'offer ' || %(offer_CN)s::uuid",),
    ),
    Corruption(
        "held_equals_holds",
        "a hold is released and the shelf not told",
        "UPDATE inventory_hold SET status = 'released' WHERE order_id = %(unpaid)s",
        ("SELECT 'offer ' || %(offer_CN)s::uuid",),
    ),
    Corruption(
        "holds_follow_orders",
        "a paid order's hold is lost",
        "DELETE FROM inventory_hold WHERE seller_order_id = %(to_ship_part)s",
        (_part("to_ship_part"),),
    ),
    Corruption(
        "holds_follow_orders",
        "an order lapses and keeps its hold",
        "UPDATE orders_sellerorder SET status = 'lapsed' WHERE id = %(unpaid_part)s",
        (_part("unpaid_part"),),
    ),
    Corruption(
        "holds_follow_orders",
        "an order loses its lines",
        "DELETE FROM orders_orderline WHERE seller_order_id = %(sent_part)s",
        (_part("sent_part"),),
    ),
    Corruption(
        "sales_equal_movements",
        "sold goods never left the shelf",
        "DELETE FROM inventory_stockmovement WHERE cause_id = %(delivered_part)s",
        (_part("delivered_part"),),
    ),
    Corruption(
        "sales_equal_movements",
        "goods left the shelf for another order",
        "UPDATE inventory_stockmovement SET cause_id = %(unpaid_part)s WHERE cause_id = %(delivered_part)s",
        (_part("delivered_part"), _part("unpaid_part")),
    ),
    Corruption(
        "sales_equal_movements",
        "goods left the shelf for nobody",
        "UPDATE inventory_stockmovement SET cause_id = NULL WHERE cause_id = %(delivered_part)s",
        (_part("delivered_part"), "SELECT 'seller order none'"),
    ),
    Corruption(
        "payments_are_shared",
        "a seller's share is lost",
        "DELETE FROM payments_paymentshare WHERE seller_order_id = %(sent_part)s",
        (_part("sent_part"),),
    ),
    Corruption(
        "payments_are_shared",
        "a kopeck is lost",
        "UPDATE payments_paymentshare SET amount_minor = amount_minor - 1 WHERE seller_order_id = %(sent_part)s",
        (_part("sent_part"), f"{_ATTEMPT} %(sent_part)s"),
    ),
    Corruption(
        "payments_are_shared",
        "a kopeck goes to the other seller",
        "UPDATE payments_paymentshare SET amount_minor = amount_minor + "
        "CASE seller_order_id WHEN %(to_ship_part)s THEN 1 ELSE -1 END "
        "WHERE seller_order_id IN (%(to_ship_part)s, %(second_part)s)",
        (_part("to_ship_part"), _part("second_part")),
    ),
    Corruption(
        "payments_are_shared",
        "a paid order is called unpaid",
        _NO_GUARD.format("orders_order") + "UPDATE orders_order SET status = 'unpaid' WHERE id = %(sent)s",
        (_part("sent_part"),),
    ),
    Corruption(
        "payments_are_booked",
        "nobody ever approved a payment that was shared out",
        "ALTER TABLE payments_paymentevent DISABLE TRIGGER USER; DELETE FROM payments_paymentevent WHERE attempt_id = "
        "(SELECT attempt_id FROM payments_paymentshare WHERE seller_order_id = %(sent_part)s)",
        (f"{_ATTEMPT} %(sent_part)s",),
    ),
    Corruption(
        "payments_are_booked",
        "a second payment is kept",
        "DELETE FROM payments_refund WHERE order_id = %(paid_twice)s",
        (
            "SELECT 'payment attempt ' || id FROM payments_paymentattempt WHERE order_id = %(paid_twice)s "
            "AND id NOT IN (SELECT attempt_id FROM payments_paymentshare)",
        ),
    ),
    Corruption(
        "orders_add_up",
        "an order costs more than its parts",
        "UPDATE orders_order SET goods_minor = goods_minor + 1, total_minor = total_minor + 1 WHERE id = %(sent)s",
        ("SELECT 'order ' || number FROM orders_order WHERE id = %(sent)s",),
    ),
    Corruption(
        "orders_add_up",
        "a part's commission is not that of its lines",
        "UPDATE orders_orderline SET commission_minor = commission_minor + 1 WHERE seller_order_id = %(sent_part)s",
        (_part("sent_part"),),
    ),
    Corruption(
        "orders_add_up",
        "a line costs a kopeck more",
        "ALTER TABLE orders_orderline DROP CONSTRAINT line_adds_up; "
        "UPDATE orders_orderline SET total_minor = total_minor + 1 WHERE seller_order_id = %(lapsed_part)s",
        (_part("lapsed_part"),),
    ),
    Corruption(
        "escrow_equals_open_orders",
        "pieces are called off, and their price is still held",
        _NO_GUARD_ON_BACK + "DELETE FROM orders_lineback WHERE given_back_id IN "
        "(SELECT id FROM orders_givenback WHERE seller_order_id = %(shortened_part)s); "
        "DELETE FROM orders_givenback WHERE seller_order_id = %(shortened_part)s",
        (_part("shortened_part"),),
    ),
    Corruption(
        "holds_follow_orders",
        "a called-off piece is still promised",
        "UPDATE inventory_hold SET quantity = quantity + 1 WHERE seller_order_id = %(shortened_part)s",
        (_part("shortened_part"),),
    ),
    Corruption(
        "refunds_within_captures",
        "a payment gave back more than was taken",
        "ALTER TABLE payments_paymentattempt DROP CONSTRAINT attempt_refunds_within_capture; "
        "UPDATE payments_refund SET amount_minor = amount_minor + 1000000 WHERE order_id = %(refunded)s; "
        "UPDATE payments_paymentattempt SET refunded_minor = refunded_minor + 1000000 WHERE order_id = %(refunded)s",
        (f"{_ATTEMPT} %(refunded_part)s",),
    ),
    Corruption(
        "refunds_within_captures",
        "a refund is not counted",
        "UPDATE payments_paymentattempt SET refunded_minor = 0 WHERE order_id = %(clawed_back)s",
        (f"{_ATTEMPT} %(clawed_back_part)s",),
    ),
    Corruption(
        "given_back_adds_up",
        "a line gives back a kopeck that its refund does not",
        _NO_GUARD_ON_BACK + "UPDATE orders_lineback SET goods_minor = goods_minor + 1 WHERE given_back_id = "
        "(SELECT id FROM orders_givenback WHERE seller_order_id = %(clawed_back_part)s)",
        ("SELECT 'given back ' || id FROM orders_givenback WHERE seller_order_id = %(clawed_back_part)s",),
    ),
    Corruption(
        "given_back_adds_up",
        "a line gives back more than it was sold for",
        _NO_GUARD_ON_BACK
        + "UPDATE orders_lineback SET goods_minor = goods_minor + 10000000 WHERE given_back_id = "
        "(SELECT id FROM orders_givenback WHERE seller_order_id = %(clawed_back_part)s); "
        "UPDATE orders_givenback SET goods_minor = goods_minor + 10000000 "
        "WHERE seller_order_id = %(clawed_back_part)s",
        (
            "SELECT 'line ' || id FROM orders_orderline WHERE seller_order_id = %(clawed_back_part)s",
            "SELECT 'refund ' || id FROM payments_refund WHERE seller_order_id = %(clawed_back_part)s",
        ),
    ),
    Corruption(
        "chargebacks_are_booked",
        "a chargeback that is lost is called won",
        "ALTER TABLE payments_chargeback DISABLE TRIGGER USER; "
        "UPDATE payments_chargeback SET status = 'won' WHERE attempt_id = "
        "(SELECT attempt_id FROM payments_paymentshare WHERE seller_order_id = %(lost_part)s)",
        (f"{_CHARGEBACK} %(lost_part)s",),
    ),
    Corruption(
        "chargebacks_are_booked",
        "a bank took more than the books know",
        "UPDATE payments_chargeback SET amount_minor = amount_minor + 1 WHERE attempt_id = "
        "(SELECT attempt_id FROM payments_paymentshare WHERE seller_order_id = %(charged_back_part)s)",
        (f"{_CHARGEBACK} %(charged_back_part)s",),
    ),
    Corruption(
        "commission_is_earned",
        "a settled order's commission grows afterwards",
        "UPDATE orders_sellerorder SET commission_minor = commission_minor + 1, net_minor = net_minor - 1 "
        "WHERE id = %(paid_out_part)s",
        (_part("paid_out_part"),),
    ),
    Corruption(
        "commission_is_earned",
        "commission that went back is still counted as earned",
        _NO_GUARD_ON_BACK + "UPDATE orders_givenback SET commission_minor = 0, commission_tax_minor = 0 "
        "WHERE seller_order_id = %(clawed_back_part)s",
        (_part("clawed_back_part"),),
    ),
    Corruption(
        "seller_balances",
        "money went back and its seller was not charged",
        _NO_GUARD_ON_BACK + "UPDATE orders_givenback SET payout_minor = payout_minor - 1 "
        "WHERE seller_order_id = %(clawed_back_part)s",
        ("SELECT 'seller ' || %(seller_GB)s::uuid || ' in GBP'",),
    ),
    Corruption(
        "seller_balances",
        "an order earned more than its seller was given",
        "UPDATE orders_sellerorder SET payout_minor = payout_minor + 1 WHERE id = %(paid_out_part)s",
        ("SELECT 'seller ' || %(seller_CN)s::uuid || ' in CNY'",),
    ),
    Corruption(
        "seller_balances",
        "a payout was larger than what left the balance",
        "UPDATE ledger_payout SET amount_minor = amount_minor + 1 WHERE seller_id = %(seller_CN)s",
        ("SELECT 'seller ' || %(seller_CN)s::uuid || ' in CNY'",),
    ),
    Corruption(
        "seller_balances",
        "a balance belongs to nobody",
        "UPDATE ledger_account SET owner_id = NULL WHERE owner_id = %(seller_GB)s",
        ("SELECT 'seller ' || %(seller_GB)s::uuid || ' in GBP'", "SELECT 'seller none in GBP'"),
    ),
    Corruption(
        "refunds_on_their_way",
        "a refund that was paid waits again",
        _NO_GUARD.format("payments_refund")
        + "UPDATE payments_refund SET status = 'requested' WHERE order_id = %(refunded)s",
        ("SELECT 'refund ' || id FROM payments_refund WHERE order_id = %(refunded)s",),
    ),
    Corruption(
        "refunds_on_their_way",
        "a refund is called paid, and the books know nothing of it",
        "UPDATE payments_refund SET status = 'succeeded' WHERE order_id = %(paid_twice)s",
        ("SELECT 'refund ' || id FROM payments_refund WHERE order_id = %(paid_twice)s",),
    ),
    Corruption(
        "refunds_on_their_way",
        "a waiting refund is forgotten",
        "CREATE TEMPORARY TABLE lost AS SELECT id FROM payments_refund WHERE order_id = %(being_refunded)s; "
        "DELETE FROM payments_refund WHERE order_id = %(being_refunded)s",
        ("SELECT 'refund ' || id FROM lost",),
    ),
    Corruption(
        "reconciling_is_booked",
        "an approval is taken back, and what it booked stays",
        _NO_PROPOSAL_GUARD
        + "UPDATE governance_proposal SET is_approved = false WHERE facts ->> 'kind' = 'difference'",
        ("SELECT 'proposal ' || id FROM governance_proposal WHERE facts ->> 'kind' = 'difference'",),
    ),
    Corruption(
        "reconciling_is_booked",
        "more was approved than was booked",
        _NO_PROPOSAL_GUARD
        + "UPDATE governance_proposal SET facts = facts || jsonb_build_object('effect_minor', 1) "
        "WHERE facts ->> 'kind' = 'difference'",
        ("SELECT 'proposal ' || id FROM governance_proposal WHERE facts ->> 'kind' = 'difference'",),
    ),
    Corruption(
        "reconciling_is_booked",
        "a fee is another than was approved",
        "UPDATE reconciliation_registryrow SET amount_minor = 1 WHERE kind = 'fee'",
        ("SELECT 'proposal ' || id FROM governance_proposal WHERE facts ->> 'kind' = 'fees'",),
    ),
    Corruption(
        "ratings_follow_reviews",
        "a product and its seller get stars that nobody gave",
        "INSERT INTO reviews_productrating (product_id, stars_1, stars_2, stars_3, stars_4, stars_5) "
        "SELECT product_id, 0, 0, 0, 0, 1 FROM catalogue_offer WHERE id = %(offer_CN)s; "
        "INSERT INTO reviews_sellerrating (seller_id, stars_1, stars_2, stars_3, stars_4, stars_5) "
        "VALUES (%(seller_CN)s, 0, 0, 0, 0, 1)",
        (
            "SELECT 'product ' || product_id FROM catalogue_offer WHERE id = %(offer_CN)s",
            "SELECT 'seller ' || %(seller_CN)s::text",
        ),
    ),
    Corruption(
        "statements_close",
        "a month that was written down says a kopeck more",
        _NO_STATEMENT_GUARD + "UPDATE ledger_sellerstatement SET closing_minor = closing_minor + 1, "
        "came_minor = came_minor + 1 WHERE seller_id = %(seller_CN)s",
        (f"{_STATEMENT} WHERE seller_id = %(seller_CN)s",),
    ),
    Corruption(
        "statements_close",
        "an entry is written into a month that was closed",
        "INSERT INTO ledger_posting (id, correlation_key, kind, facts, at) SELECT gen_random_uuid(), 'late', 'test', "
        "'{}', at FROM ledger_posting WHERE kind = 'release' LIMIT 1; "
        "INSERT INTO ledger_entry (id, posting_id, account_id, amount_minor, currency, at) "
        "SELECT gen_random_uuid(), late.id, account.id, side, account.currency, late.at FROM ledger_posting AS late, "
        "ledger_account AS account, unnest(ARRAY[-500, 500]) AS side WHERE late.correlation_key = 'late' "
        "AND account.kind = 'seller_balance' AND account.owner_id = %(seller_CN)s",
        (f"{_STATEMENT} WHERE seller_id = %(seller_CN)s",),
    ),
    Corruption(
        "statements_close",
        "a month does not begin where the one before ended",
        _NO_STATEMENT_GUARD + "INSERT INTO ledger_sellerstatement (id, seller_id, currency, month, entries, "
        "opening_minor, came_minor, went_minor, closing_minor, closed_at) SELECT gen_random_uuid(), seller_id, "
        "currency, (month - interval '1 month')::date, 0, 0, 7, 0, 7, closed_at FROM ledger_sellerstatement "
        "WHERE seller_id = %(seller_RU)s",
        (
            f"{_STATEMENT} WHERE seller_id = %(seller_RU)s AND closing_minor <> 7",
            f"{_STATEMENT} WHERE seller_id = %(seller_RU)s AND closing_minor = 7",
        ),
    ),
    Corruption(
        "frozen_equals_open_claims",
        "a claim is open, and nothing is frozen",
        "INSERT INTO protection_claim (id, order_id, seller_order_id, seller_id, person_id, cause, status, terms, "
        "by_shopper, words, basis, opened_at, answer_by, refund_at, payer, answer, note) "
        "SELECT gen_random_uuid(), part.order_id, part.id, part.seller_id, placed.person_id, 'not_arrived', 'opened', "
        "'x', false, '', '{}', now(), now(), now(), 'seller', '', '' "
        "FROM orders_sellerorder AS part JOIN orders_order AS placed ON placed.id = part.order_id "
        "WHERE part.id = %(sent_part)s",
        (_part("sent_part"),),
    ),
    Corruption(
        "payouts_in_files",
        "a file says more than it holds",
        "UPDATE payouts_payoutfile SET total_minor = total_minor + 1 WHERE voided_at IS NULL",
        ("SELECT 'payout file ' || id FROM payouts_payoutfile WHERE voided_at IS NULL",),
    ),
    Corruption(
        "payouts_in_files",
        "the bank refused what is called paid",
        "UPDATE payouts_payoutfileline SET answer = 'failed' WHERE NOT is_void",
        ("SELECT 'payout ' || payout_id FROM payouts_payoutfileline WHERE NOT is_void",),
    ),
    Corruption(
        "payouts_in_files",
        "a void file is void no more, and its payout stands in two",
        "DROP INDEX payout_in_one_file_that_is_not_void; UPDATE payouts_payoutfileline SET is_void = false",
        ("SELECT 'payout ' || payout_id FROM payouts_payoutfileline LIMIT 1",),
    ),
    Corruption(
        "payouts_in_files",
        "a payout by bank is called paid, and no file has it",
        "CREATE TEMPORARY TABLE lost AS SELECT payout_id, file_id FROM payouts_payoutfileline WHERE NOT is_void; "
        "DELETE FROM payouts_payoutfileline WHERE NOT is_void",
        ("SELECT 'payout ' || payout_id FROM lost", "SELECT 'payout file ' || file_id FROM lost"),
    ),
    Corruption(
        "payouts_on_their_way",
        "a payout is called paid, and the books know nothing of it",
        "UPDATE ledger_payout SET status = 'paid' WHERE seller_id = %(seller_RU)s",
        ("SELECT 'payout ' || id FROM ledger_payout WHERE seller_id = %(seller_RU)s",),
    ),
    Corruption(
        "payouts_on_their_way",
        "a payout that failed waits again",
        _NO_GUARD.format("ledger_payout")
        + "UPDATE ledger_payout SET status = 'requested' WHERE seller_id = %(seller_GB)s",
        ("SELECT 'payout ' || id FROM ledger_payout WHERE seller_id = %(seller_GB)s",),
    ),
    Corruption(
        "payouts_on_their_way",
        "a payout on its way is forgotten",
        "CREATE TEMPORARY TABLE lost AS SELECT id FROM ledger_payout WHERE seller_id = %(seller_RU)s; "
        "DELETE FROM ledger_payout WHERE seller_id = %(seller_RU)s",
        ("SELECT 'payout ' || id FROM lost",),
    ),
)


@pytest.mark.parametrize("corruption", CORRUPTIONS, ids=[f"{one.check}: {one.what}" for one in CORRUPTIONS])
def test_what_is_corrupted_is_named_and_nothing_else(books: Trade, corruption: Corruption) -> None:
    values = facts(books)
    run(corruption.sql, values)
    expected = {ask(subject, values) for subject in corruption.subjects}

    found = [finding for finding in verify_books(now=NOW) if finding.check == corruption.check]

    assert {finding.subject for finding in found} == expected
    assert all(finding.detail for finding in found)


def test_the_command_names_the_row_and_ends_with_1(books: Trade) -> None:
    clean = verify()
    assert (clean.returncode, json.loads(clean.stdout)["ok"]) == (0, True), clean.stderr
    offer = books.market.offers["GB"]
    with psycopg.connect(database_of_tests(), autocommit=True) as direct:
        direct.execute("UPDATE inventory_stock SET on_hand = on_hand + 1 WHERE offer_id = %s", [offer])
        try:
            corrupted = verify()
        finally:
            direct.execute("UPDATE inventory_stock SET on_hand = on_hand - 1 WHERE offer_id = %s", [offer])
    assert corrupted.returncode == 1
    checks = {check["check"]: check["rows"] for check in json.loads(corrupted.stdout)["checks"]}
    assert {check: [row["subject"] for row in rows] for check, rows in checks.items() if rows} == {
        "stock_equals_movements": [f"offer {offer}"]
    }


def verify() -> subprocess.CompletedProcess[str]:
    """Run the command as an operator does."""
    return subprocess.run(
        [sys.executable, "-m", "yarmarka.cli", "verify", "--json"],
        env=os.environ | {"DATABASE_URL": database_of_tests()},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_every_check_is_seen_to_fail() -> None:
    assert {corruption.check for corruption in CORRUPTIONS} == set(CHECKS)
