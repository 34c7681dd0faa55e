"""A seller's months for the operator: the very papers and files that the seller gets."""

from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from yarmarka.domain.sellers.queries import sellers
from yarmarka.domain.sellers.types import SellerCard
from yarmarka.kernel.errors import Missing
from yarmarka.reads.seller_statements import statement_months
from yarmarka.web.console.paging import sheet_of
from yarmarka.web.console.statements import statement_csv, statement_pdf
from yarmarka.web.staff.viewer import for_staff, show

PER_PAGE: Final = 24


@for_staff
@require_safe
def listing(request: HttpRequest, seller_id: UUID) -> HttpResponseBase:
    """Return a page of the months in which a seller's account moved, the newest first."""
    seller = _seller(seller_id)
    sheet = sheet_of(
        request,
        lambda limit, offset: statement_months(seller_id=seller_id, limit=limit, offset=offset),
        size=PER_PAGE,
    )
    return show(request, "seller_statements", seller=seller, sheet=sheet)


@for_staff
@require_safe
def paper(request: HttpRequest, seller_id: UUID) -> HttpResponseBase:
    """Return a month (`?month=2026-11&currency=RUB`) as PDF."""
    return statement_pdf(request, _seller(seller_id))


@for_staff
@require_safe
def file(request: HttpRequest, seller_id: UUID) -> HttpResponseBase:
    """Return a month (`?month=2026-11&currency=RUB`) as CSV."""
    return statement_csv(request, _seller(seller_id))


def _seller(seller_id: UUID) -> SellerCard:
    found = sellers([seller_id]).get(seller_id)
    if found is None:
        raise Missing(what="seller")
    return found
