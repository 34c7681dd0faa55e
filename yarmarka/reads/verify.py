"""Do the books, the stock and the orders agree? Each check names every row that does not."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from yarmarka.kernel.sql import Statement

#: what is checked; each has its statement, which returns (subject, detail) of every row that is wrong
CHECKS: Final = (
    "postings_balance",
    "escrow_equals_open_orders",
    "frozen_equals_open_claims",
    "stock_equals_movements",
    "held_equals_holds",
    "holds_follow_orders",
    "sales_equal_movements",
    "payments_are_shared",
    "payments_are_booked",
    "refunds_within_captures",
    "orders_add_up",
    "given_back_adds_up",
    "chargebacks_are_booked",
    "commission_is_earned",
    "duties_are_owed",
    "seller_balances",
    "refunds_on_their_way",
    "payouts_on_their_way",
    "payouts_in_files",
    "statements_close",
    "reconciling_is_booked",
    "ratings_follow_reviews",
)


@dataclass(frozen=True)
class Finding:
    """A row that breaks a rule: which check, which row, and the figures that disagree."""

    check: str
    subject: str
    detail: str


def verify_books(*, now: datetime) -> tuple[Finding, ...]:
    """Return every row that breaks a rule; nothing when all is well.

    All checks run in one statement, and so see one instant, also while orders are being placed.
    """
    del now  # what is wrong is wrong at any time; dated checks will need it
    return tuple(_EVERYTHING.rows(Finding))


def _everything() -> Statement:
    checks = [(check, Statement.beside(__file__, f"verify_{check}").text) for check in CHECKS]
    parts = [f"SELECT '{check}' AS check, found.* FROM (\n{text}\n) AS found" for check, text in checks]  # noqa: S608 -- our own files
    return Statement("verify", "\nUNION ALL\n".join(parts))


_EVERYTHING: Final = _everything()
