"""The seller's money: owed, held, paid out, and every entry behind it."""

from typing import Final

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from yarmarka.domain.sellers.types import SellerCard
from yarmarka.reads.seller_money import balances, payouts, statement, waiting
from yarmarka.web.console.paging import sheet_of
from yarmarka.web.seller.viewer import for_seller, show

PER_PAGE: Final = 50
_LATEST: Final = 10
_PAYOUTS: Final = 50


@require_safe
@for_seller
def page(request: HttpRequest, seller: SellerCard) -> HttpResponseBase:
    """Return what is owed, what is still held and why, the payouts, and the latest entries."""
    return show(
        request,
        seller,
        "money",
        balances=balances(seller_id=seller.id),
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
