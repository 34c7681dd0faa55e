"""A month of a seller's account as a paper and as a file, the same for the seller and for the operator."""

from datetime import date

from django.http import HttpRequest, HttpResponseBase

from yarmarka.domain.sellers.types import SellerCard
from yarmarka.kernel.clock import now
from yarmarka.kernel.errors import Missing
from yarmarka.presentation.locales import current_language
from yarmarka.presentation.papers import render_statement
from yarmarka.presentation.statement_papers import COLUMNS, statement_cells, statement_facts
from yarmarka.reads.seller_statements import SellerStatement, seller_statement
from yarmarka.web.console.csv_file import csv_answer
from yarmarka.web.console.papers import pdf_answer
from yarmarka.web.console.words import POSTINGS


def statement_pdf(request: HttpRequest, seller: SellerCard) -> HttpResponseBase:
    """Answer with the month that is asked for as PDF, in the reader's language. Raises Missing."""
    found = _asked(request, seller)
    facts = statement_facts(found, seller=seller, name_of=_name, now=now())
    content = render_statement(facts, locale=current_language())
    return pdf_answer(content, name=f"statement-{_title(found)}.pdf")


def statement_csv(request: HttpRequest, seller: SellerCard) -> HttpResponseBase:
    """Answer with the month that is asked for as CSV: amounts in whole units, instants in UTC. Raises Missing."""
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
