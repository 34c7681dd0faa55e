"""The table of merchants, those who wait for a decision first."""

from collections.abc import Sequence
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yarmarka.presentation.templatetags.words import country
from yarmarka.reads.staff_sellers import ListedSeller, listed_sellers
from yarmarka.web.console import tables
from yarmarka.web.console.tables import Asked, Choice, Column, Table, Words
from yarmarka.web.console.words import STANDINGS

_COLUMNS: Final[Sequence[Column[ListedSeller]]] = (
    Column(
        "name",
        _("Seller"),
        lambda row: tables.link(row.trade_name, reverse("staff:seller", kwargs={"seller_id": row.id})),
        sorts=True,
        is_head=True,
    ),
    Column("legal", _("Registered name"), lambda row: tables.text(row.legal_name)),
    Column("country", _("Country"), lambda row: tables.text(country(row.country)), sorts=True),
    Column("standing", _("Standing"), lambda row: tables.state("standing", row.standing)),
    Column("applied", _("Applied"), lambda row: tables.day(row.applied_at), sorts=True),
    Column("offers", _("Offers"), lambda row: tables.count(row.offers), sorts=True, is_number=True),
    Column("open", _("Open orders"), lambda row: tables.count(row.open_orders), sorts=True, is_number=True),
)


def _fetch(asked: Asked, limit: int, offset: int) -> list[ListedSeller]:
    return listed_sellers(
        standing=asked.get("standing"),
        shown=asked.get("shown"),
        words=asked.get("q"),
        sort=asked.sort,
        limit=limit,
        offset=offset,
    )


SELLERS: Final = Table(
    code="sellers",
    name=_("Sellers"),
    columns=_COLUMNS,
    filters=(
        Words("q", _("Name or number")),
        Choice("shown", _("Shown"), [("documents", _("with documents to look at"))]),
        Choice("standing", _("Standing"), [(name, said.words) for name, said in STANDINGS.items()]),
    ),
    fetch=_fetch,
    empty=_("No such sellers. Look by another name or number, or among all standings."),
)
