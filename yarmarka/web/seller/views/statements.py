"""The seller's months: a list, and each as a paper and as a file for the bookkeeper."""

from datetime import date
from typing import Final

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from yarmarka.domain.sellers.types import SellerCard
from yarmarka.kernel.clock import now
from yarmarka.kernel.errors import Missing
from yarmarka.presentation.locales import current_language
from yarmarka.presentation.papers import render_statement
from yarmarka.presentation.statement_papers import COLUMNS, statement_cells, statement_facts
from yarmarka.reads.seller_statements import SellerStatement, seller_statement, statement_months
from yarmarka.web.console.csv_file import csv_answer
from yarmarka.web.console.paging import sheet_of
from yarmarka.web.console.words import POSTINGS
from yarmarka.web.seller.viewer import for_seller, show
from yarmarka.web.seller.views.papers import pdf_answer

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
    found = _asked(request, seller)
    facts = statement_facts(found, seller=seller, name_of=_name, now=now())
    return pdf_answer(
        render_statement(facts, locale=current_language()), name=f"statement-{_title(found)}.pdf"
    )


@require_safe
@for_seller
def file(request: HttpRequest, seller: SellerCard) -> HttpResponseBase:
    """Return a month (`?month=2026-11&currency=RUB`) as CSV: amounts in whole units, instants in UTC."""
    found = _asked(request, seller)
    head = [str(column) for column in COLUMNS]
    return csv_answer(f"statement-{_title(found)}.csv", head, statement_cells(found, name_of=_name))


def _asked(request: HttpRequest, seller: SellerCard) -> SellerStatement:
    try:
        month = date.fromisoformat(f"{request.GET.get('month', '')}-01")
    except ValueError:
        raise Missing(what="statement") from None
    return seller_statement(
        seller_id=seller.id, month=month, currency=request.GET.get("currency", "").replace("\x00", "")
    )


def _title(statement: SellerStatement) -> str:
    return f"{statement.head.month:%Y-%m}-{statement.head.currency}"


def _name(kind: str) -> str:
    return str(POSTINGS.get(kind, kind))
