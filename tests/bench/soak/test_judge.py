"""The judge: a sound soak is clean, and each check names the row that was made up to break it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from yarmarka.bench.soak.evidence import (
    AttemptRow,
    BankPayment,
    BankRefund,
    Evidence,
    LiveHold,
    MessageRow,
    OrderRow,
    RefundRow,
    Shelf,
)
from yarmarka.bench.soak.judge import CHECKS, judge
from yarmarka.bench.soak.notebook import Heard
from yarmarka.reads.verify import Finding
from yarmarka.vocabulary.ids import public_id

PAID, LATE, OFFER, ATTEMPT, LATE_ATTEMPT, UNUSED, REFUND, MESSAGE, OTHER = (
    UUID(int=number) for number in range(1, 10)
)

#: two orders: one paid, one lapsed whose late payment went back
SOUND = Evidence(
    heard=(Heard("key-1", public_id("ord", PAID)),) * 2 + (Heard("key-2", public_id("ord", LATE)),),
    unanswered=(),
    counted={OFFER: 5},
    orders=(
        OrderRow(PAID, "key-1", "paid", keeps_minor=300),
        OrderRow(LATE, "key-2", "lapsed", keeps_minor=0),
    ),
    shelves=(Shelf(OFFER, on_hand=2, held=0, bought=3),),
    holds=(),
    attempts=(
        AttemptRow(ATTEMPT, PAID, "pmt_1", 300, is_approved=True),
        AttemptRow(LATE_ATTEMPT, LATE, "pmt_2", 200, is_approved=True),
        AttemptRow(UNUSED, LATE, "", 200, is_approved=False),
    ),
    refunds=(RefundRow(REFUND, LATE_ATTEMPT, 200, "succeeded"),),
    messages=(MessageRow(MESSAGE, "order_paid", is_delivered=True),),
    letters=(str(MESSAGE),),
    bank_payments=(
        BankPayment("pmt_1", str(ATTEMPT), 300, "approved"),
        BankPayment("pmt_2", str(LATE_ATTEMPT), 200, "approved"),
    ),
    bank_refunds=(BankRefund("rfd_1", str(REFUND), "pmt_2", 200, "succeeded"),),
    findings=(),
    happened={"orders promised": 2},
)

Bad = Callable[[Evidence], dict[str, Any]]

#: check → what is made up, and a word of the row that must be named
BAD: list[tuple[str, Bad, str]] = [
    ("promised_orders_stand", lambda e: {"orders": e.orders[1:]}, public_id("ord", PAID)),
    (
        "promised_orders_stand",
        lambda e: {"orders": (replace(e.orders[0], key="key-9"), e.orders[1])},
        "stands under key-9",
    ),
    ("promised_orders_stand", lambda e: {"heard": (Heard("key-1", "ord_nonsense"),)}, "ord_nonsense"),
    (
        "one_key_is_one_order",
        lambda e: {"heard": (*e.heard, Heard("key-1", public_id("ord", LATE)))},
        "key key-1: answered with",
    ),
    (
        "one_key_is_one_order",
        lambda e: {"orders": (*e.orders, OrderRow(OTHER, "key-1", "lapsed", 0))},
        "key key-1: 2 orders",
    ),
    ("every_wish_is_answered", lambda e: {"unanswered": ("key-7",)}, "key-7"),
    ("nothing_is_oversold", lambda e: {"shelves": (Shelf(OFFER, on_hand=-1, held=0, bought=6),)}, str(OFFER)),
    ("nothing_is_oversold", lambda e: {"shelves": (Shelf(OFFER, on_hand=0, held=0, bought=6),)}, str(OFFER)),
    ("nothing_is_oversold", lambda e: {"shelves": (Shelf(OFFER, on_hand=3, held=0, bought=3),)}, str(OFFER)),
    ("no_hold_is_left", lambda e: {"holds": (LiveHold(OTHER, LATE, "lapsed"),)}, str(OTHER)),
    ("no_hold_is_left", lambda e: {"shelves": (Shelf(OFFER, on_hand=2, held=1, bought=3),)}, str(OFFER)),
    ("bank_and_books_agree", lambda e: {"bank_payments": e.bank_payments[1:]}, "approved here"),
    (
        "bank_and_books_agree",
        lambda e: {"attempts": (replace(e.attempts[0], is_approved=False), *e.attempts[1:])},
        "not approved here",
    ),
    (
        "bank_and_books_agree",
        lambda e: {"bank_payments": (replace(e.bank_payments[0], amount_minor=301), e.bank_payments[1])},
        "301 at the bank",
    ),
    (
        "bank_and_books_agree",
        lambda e: {"bank_payments": (*e.bank_payments, BankPayment("pmt_3", str(OTHER), 1, "approved"))},
        "pmt_3",
    ),
    (
        "bank_and_books_agree",
        lambda e: {"bank_payments": (*e.bank_payments, replace(e.bank_payments[0], id="pmt_3"))},
        "2 payments",
    ),
    (
        "nobody_paid_twice",
        lambda e: {"bank_payments": (*e.bank_payments, BankPayment("pmt_3", str(UNUSED), 200, "approved"))},
        f"order {LATE} (lapsed): the bank kept 200",
    ),
    ("nobody_paid_twice", lambda e: {"bank_refunds": ()}, f"order {LATE}"),
    (
        "nobody_paid_twice",
        lambda e: {"bank_refunds": (*e.bank_refunds, BankRefund("r", "x", "pmt_1", 300, "succeeded"))},
        f"order {PAID} (paid): the bank kept 0",
    ),
    ("refunds_are_given_once", lambda e: {"bank_refunds": e.bank_refunds * 2}, f"refund {REFUND}"),
    ("refunds_are_given_once", lambda e: {"bank_refunds": ()}, f"refund {REFUND}"),
    (
        "refunds_are_given_once",
        lambda e: {"refunds": (replace(e.refunds[0], status="requested"),)},
        "requested for 200",
    ),
    ("refunds_are_given_once", lambda e: {"refunds": ()}, "bank refund rfd_1"),
    (
        "messages_are_delivered",
        lambda e: {"messages": (replace(e.messages[0], is_delivered=False),)},
        str(MESSAGE),
    ),
    ("letters_come_once", lambda e: {"letters": e.letters * 2}, "came 2 times"),
    ("letters_come_once", lambda e: {"letters": ()}, "came 0 times"),
    ("letters_come_once", lambda e: {"letters": (*e.letters, "stray")}, "letter stray"),
    ("books_add_up", lambda e: {"findings": (Finding("held_equals_holds", "offer 1", "held 2"),)}, "offer 1"),
    ("enough_happened", lambda e: {"happened": {"postgres killed": 0}}, "postgres killed"),
]


def wrong(evidence: Evidence) -> dict[str, tuple[str, ...]]:
    return {verdict.check: verdict.wrong for verdict in judge(evidence) if verdict.wrong}


def test_a_sound_soak_is_clean_and_every_check_has_looked() -> None:
    assert wrong(SOUND) == {}
    assert all(verdict.looked_at for verdict in judge(SOUND))


@pytest.mark.parametrize(("check", "bad", "named"), BAD, ids=[f"{check}: {named}" for check, _, named in BAD])
def test_what_is_made_up_is_named(check: str, bad: Bad, named: str) -> None:
    rows = wrong(replace(SOUND, **bad(SOUND)))[check]
    assert any(named in row for row in rows), rows


def test_every_check_is_seen_to_fail() -> None:
    assert {check for check, _, _ in BAD} == {check.__name__ for check in CHECKS}
