"""The tables of payouts, refunds and chargebacks."""

from collections.abc import Sequence
from typing import Final

from django.utils.translation import gettext_lazy as _

from yarmarka.domain.ledger.types import PayoutStatus
from yarmarka.domain.payments.types import ChargebackStatus, RefundStatus
from yarmarka.reads.staff_money import ListedPayout, ListedRefund, listed_payouts, listed_refunds
from yarmarka.reads.staff_queues import ListedChargeback, listed_chargebacks
from yarmarka.vocabulary.ids import public_id
from yarmarka.web.console import tables
from yarmarka.web.console.payout_words import WAYS
from yarmarka.web.console.tables import Asked, Choice, Column, Days, Table, Words
from yarmarka.web.console.words import CHARGEBACKS, REFUND_REASONS, TRANSFERS
from yarmarka.web.staff.tables.columns import (
    amount_column,
    decided_columns,
    order_cell,
    provider_words,
    seller_column,
)

_PAYOUTS: Final[Sequence[Column[ListedPayout]]] = (
    Column("id", _("Payout"), lambda row: tables.code(public_id("out", row.id)), is_head=True),
    seller_column(),
    Column("account", _("To account"), lambda row: tables.code(row.account)),
    Column(
        "way",
        _("Way"),
        lambda row: tables.text(WAYS[row.way]).noted(provider_words(row.provider)),
    ),
    amount_column(),
    *decided_columns(),
)
_REFUNDS: Final[Sequence[Column[ListedRefund]]] = (
    Column("id", _("Refund"), lambda row: tables.code(public_id("rfd", row.id)), is_head=True),
    Column("order", _("Order"), lambda row: order_cell(row.number, row.order_id), sorts=True),
    Column("why", _("Why"), lambda row: tables.text(REFUND_REASONS.get(row.reason, row.reason))),
    amount_column(),
    *decided_columns(),
)
_CHARGEBACKS: Final[Sequence[Column[ListedChargeback]]] = (
    Column(
        "id",
        _("Dispute"),
        lambda row: tables.code(row.provider_ref).noted(provider_words(row.provider)),
        is_head=True,
    ),
    Column("order", _("Order"), lambda row: order_cell(row.number, row.order_id), sorts=True),
    Column("why", _("Why"), lambda row: tables.code(row.reason)),
    amount_column(),
    Column("state", _("State"), lambda row: tables.state("chargeback", row.status)),
    Column("due", _("Answer by"), lambda row: tables.moment(row.due_by), sorts=True),
    Column("opened", _("Opened"), lambda row: tables.moment(row.opened_at), sorts=True),
)


def _payouts(asked: Asked, limit: int, offset: int) -> list[ListedPayout]:
    return listed_payouts(
        status=asked.get("status"),
        words=asked.get("q"),
        since=asked.since,
        until=asked.until,
        sort=asked.sort,
        limit=limit,
        offset=offset,
    )


def _refunds(asked: Asked, limit: int, offset: int) -> list[ListedRefund]:
    return listed_refunds(
        status=asked.get("status"),
        reason=asked.get("reason"),
        words=asked.get("q"),
        since=asked.since,
        until=asked.until,
        sort=asked.sort,
        limit=limit,
        offset=offset,
    )


def _chargebacks(asked: Asked, limit: int, offset: int) -> list[ListedChargeback]:
    return listed_chargebacks(
        status=asked.get("status"), words=asked.get("q"), sort=asked.sort, limit=limit, offset=offset
    )


_DECIDED: Final = Days(_("Decided from"), _("Decided until"))
PAYOUTS: Final = Table(
    code="payouts",
    name=_("Payouts"),
    columns=_PAYOUTS,
    filters=(
        Words("q", _("Seller or account")),
        Choice("status", _("State"), [(status.value, TRANSFERS[status].words) for status in PayoutStatus]),
        _DECIDED,
    ),
    fetch=_payouts,
    empty=_("No payouts here."),
)
REFUNDS: Final = Table(
    code="refunds",
    name=_("Refunds"),
    columns=_REFUNDS,
    filters=(
        Words("q", _("Order's number")),
        Choice("status", _("State"), [(status.value, TRANSFERS[status].words) for status in RefundStatus]),
        Choice("reason", _("Why"), list(REFUND_REASONS.items())),
        _DECIDED,
    ),
    fetch=_refunds,
    empty=_("No refunds here."),
)
DISPUTES: Final = Table(
    code="chargebacks",
    name=_("Chargebacks"),
    columns=_CHARGEBACKS,
    filters=(
        Words("q", _("Order's number or dispute")),
        Choice(
            "status", _("State"), [(status.value, CHARGEBACKS[status].words) for status in ChargebackStatus]
        ),
    ),
    fetch=_chargebacks,
    empty=_("No chargebacks here."),
)
