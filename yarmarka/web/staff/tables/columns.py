"""Columns that several of the operator's tables have: the seller, the order, an amount, where a parcel goes."""

from typing import Any, Protocol
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yarmarka.presentation.templatetags.words import country
from yarmarka.web.console import tables
from yarmarka.web.console.tables import Cell, Column
from yarmarka.web.console.words import PROVIDERS


class _Amount(Protocol):
    @property
    def amount_minor(self) -> int: ...

    @property
    def currency(self) -> str: ...


class _OfSeller(Protocol):
    @property
    def seller_id(self) -> UUID: ...

    @property
    def trade_name(self) -> str: ...


class _Going(Protocol):
    @property
    def city(self) -> str: ...

    @property
    def country(self) -> str: ...


def seller_column() -> Column[Any]:
    """Return the column that leads to a row's seller."""
    return Column("seller", _("Seller"), _seller, sorts=True)


def order_cell(number: str, order_id: UUID) -> Cell:
    """Return an order's number, which leads to its page."""
    return tables.link(number, reverse("staff:order", kwargs={"order_id": order_id}))


def amount_column() -> Column[Any]:
    """Return the column of a row's amount."""
    return Column("amount", _("Amount"), _amount, sorts=True, is_number=True, is_money=True)


def place_column(*, sorts: bool = False) -> Column[Any]:
    """Return the column of the place that a row's parcel goes to."""
    return Column("place", pgettext_lazy("where a parcel goes", "To"), _place, sorts=sorts)


def decided_columns() -> tuple[Column[Any], ...]:
    """Return the columns of how a transfer stands, when it was decided and when it was settled."""
    return (
        Column("state", _("State"), lambda row: tables.state("transfer", row.status)),
        Column("decided", _("Decided"), lambda row: tables.moment(row.created_at), sorts=True),
        Column("settled", _("Settled"), lambda row: tables.moment(row.settled_at), sorts=True),
    )


def provider_words(name: str) -> str:
    """Return what a payment provider is called."""
    return str(PROVIDERS.get(name, name))


def _seller(row: _OfSeller) -> Cell:
    return tables.link(row.trade_name, reverse("staff:seller", kwargs={"seller_id": row.seller_id}))


def _amount(row: _Amount) -> Cell:
    return tables.money(row.amount_minor, row.currency)


def _place(row: _Going) -> Cell:
    return tables.text(f"{row.city}, {country(row.country)}")
