"""The seller's money: owed, held, paid out, and every entry behind it, also as a file for the bookkeeper."""

from typing import Final

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yarmarka.domain.sellers.types import SellerCard
from yarmarka.kernel.clock import now
from yarmarka.reads.payout_outlook import payout_outlook
from yarmarka.reads.seller_money import StatementLine, balances, payouts, statement, waiting
from yarmarka.vocabulary.money import Money
from yarmarka.web.console.csv_file import csv_answer
from yarmarka.web.console.paging import sheet_of
from yarmarka.web.console.words import POSTINGS
from yarmarka.web.seller.viewer import for_seller, show

PER_PAGE: Final = 50
_LATEST: Final = 10
_PAYOUTS: Final = 50
#: A file holds some years of a busy stall; older entries are on the page.
_IN_FILE: Final = 50_000


@require_safe
@for_seller
def page(request: HttpRequest, seller: SellerCard) -> HttpResponseBase:
    """Return what is owed, what is still held and why, the payouts, and the latest entries."""
    owed = balances(seller_id=seller.id)
    return show(
        request,
        seller,
        "money",
        balances=owed,
        outlook=payout_outlook(seller, balances=owed, today=now().date()),
        waiting=waiting(seller_id=seller.id),
        payouts=payouts(seller_id=seller.id, limit=_PAYOUTS),
        entries=statement(seller_id=seller.id, limit=_LATEST),
    )


@require_safe
@for_seller
def statement_page(request: HttpRequest, seller: SellerCard) -> HttpResponseBase:
    """Return a page of all entries, the newest first, with what was owed after each."""
    sheet = sheet_of(
        request,
        lambda limit, offset: statement(seller_id=seller.id, limit=limit, offset=offset),
        size=PER_PAGE,
    )
    return show(request, seller, "statement", sheet=sheet)


@require_safe
@for_seller
def statement_file(request: HttpRequest, seller: SellerCard) -> HttpResponseBase:
    """Return the newest entries as CSV: amounts in whole units of the currency, instants in UTC."""
    head = (_("When"), _("What"), _("Order"), _("Amount"), _("Owed to you then"), _("Currency"), _("Key"))
    entries = statement(seller_id=seller.id, limit=_IN_FILE)
    return csv_answer("statement.csv", head, (_cells(entry) for entry in entries))


def _cells(entry: StatementLine) -> tuple[object, ...]:
    return (
        f"{entry.at:%Y-%m-%d %H:%M:%S}",
        str(POSTINGS.get(entry.kind, entry.kind)),
        entry.number,
        Money(entry.amount_minor, entry.currency).major,
        Money(entry.owed_after_minor, entry.currency).major,
        entry.currency,
        entry.correlation_key,
    )
