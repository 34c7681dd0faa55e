"""The table of claims."""

from collections.abc import Sequence
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yarmarka.domain.protection.types import ClaimStatus
from yarmarka.reads.listed_claims import ListedClaim, listed_claims
from yarmarka.web.console import tables
from yarmarka.web.console.tables import Asked, Choice, Column, Table, Words
from yarmarka.web.console.words import CAUSES, CLAIMS
from yarmarka.web.staff.tables.columns import amount_column, order_cell, seller_column

_COLUMNS: Final[Sequence[Column[ListedClaim]]] = (
    Column(
        "claim",
        _("Claim"),
        lambda row: tables.link(str(CAUSES[row.cause]), reverse("staff:claim", kwargs={"claim_id": row.id})),
        is_head=True,
    ),
    Column("order", _("Order"), lambda row: order_cell(row.number, row.order_id), sorts=True),
    seller_column(),
    amount_column(),
    Column("state", _("State"), lambda row: tables.state("claim", row.status)),
    Column(
        "due",
        _("Refunded by itself"),
        lambda row: tables.NOTHING if row.closed_at else tables.moment(row.refund_at),
        sorts=True,
    ),
    Column("opened", pgettext_lazy("claim", "Opened"), lambda row: tables.moment(row.opened_at), sorts=True),
)


def _claims(asked: Asked, limit: int, offset: int) -> list[ListedClaim]:
    return listed_claims(
        status=asked.get("status"),
        cause=asked.get("cause"),
        words=asked.get("q"),
        sort=asked.sort,
        limit=limit,
        offset=offset,
    )


CLAIMS_TABLE: Final = Table(
    code="claims",
    name=_("Claims"),
    columns=_COLUMNS,
    filters=(
        Words("q", _("Order's number or seller")),
        Choice("status", _("State"), [(status.value, CLAIMS[status].words) for status in ClaimStatus]),
        Choice("cause", _("What is wrong"), list(CAUSES.items())),
    ),
    fetch=_claims,
    empty=_("No claims here."),
)
