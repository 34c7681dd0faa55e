"""The seller's months: a list, and each as a paper and as a file for the bookkeeper."""

from typing import Final

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from yarmarka.domain.sellers.types import SellerCard
from yarmarka.reads.seller_statements import statement_months
from yarmarka.web.console.paging import sheet_of
from yarmarka.web.console.statements import statement_csv, statement_pdf
from yarmarka.web.seller.viewer import for_seller, show

PER_PAGE: Final = 24


@require_safe
@for_seller
def listing(request: HttpRequest, seller: SellerCard) -> HttpResponseBase:
    """Return a page of the months that have entries, the newest first."""
    sheet = sheet_of(
        request,
        lambda limit, offset: statement_months(seller_id=seller.id, limit=limit, offset=offset),
        size=PER_PAGE,
    )
    return show(request, seller, "statements", sheet=sheet)


@require_safe
@for_seller
def paper(request: HttpRequest, seller: SellerCard) -> HttpResponseBase:
    """Return a month (`?month=2026-11&currency=RUB`) as PDF, in the reader's language."""
    return statement_pdf(request, seller)


@require_safe
@for_seller
def file(request: HttpRequest, seller: SellerCard) -> HttpResponseBase:
    """Return a month (`?month=2026-11&currency=RUB`) as CSV: amounts in whole units, instants in UTC."""
    return statement_csv(request, seller)
