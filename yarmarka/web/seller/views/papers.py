"""Papers to print: labels and packing slips, only of the seller's own orders, only while they are needed."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yarmarka.domain.sellers.types import SellerCard
from yarmarka.kernel.clock import now
from yarmarka.kernel.errors import Missing
from yarmarka.presentation.locales import current_language
from yarmarka.presentation.order_papers import has_label, label_facts, packing_facts
from yarmarka.presentation.papers import render_label, render_labels, render_packing_slip
from yarmarka.reads.seller_order import seller_order_sheet, seller_order_sheets
from yarmarka.web.console.papers import pdf_answer
from yarmarka.web.seller.viewer import for_seller
from yarmarka.web.seller.views.queue import chosen_ids, nothing_chosen


@require_safe
@for_seller
def label(request: HttpRequest, seller: SellerCard, seller_order_id: UUID) -> HttpResponseBase:
    """Return the label of an order whose parcel has a number."""
    sheet = seller_order_sheet(seller_id=seller.id, seller_order_id=seller_order_id)
    if not has_label(sheet):
        raise Missing(what="label")
    paper = render_label(label_facts(sheet, seller=seller, today=now().date()), locale=current_language())
    return pdf_answer(paper, name=f"label-{sheet.number}.pdf")


@require_safe
@for_seller
def packing_slip(request: HttpRequest, seller: SellerCard, seller_order_id: UUID) -> HttpResponseBase:
    """Return the packing slip, in the shopper's language."""
    sheet = seller_order_sheet(seller_id=seller.id, seller_order_id=seller_order_id)
    if sheet.address is None:
        raise Missing(what="packing slip")
    paper = render_packing_slip(packing_facts(sheet, seller=seller), locale=sheet.locale)
    return pdf_answer(paper, name=f"packing-slip-{sheet.number}.pdf")


@require_POST
@for_seller
def labels(request: HttpRequest, seller: SellerCard) -> HttpResponseBase:
    """Return the labels of all ticked orders in one file, in the order of the queue."""
    ids = chosen_ids(request)
    if not ids:
        return nothing_chosen(request)
    sheets = seller_order_sheets(seller_id=seller.id, seller_order_ids=ids)
    today = now().date()
    facts = [label_facts(sheet, seller=seller, today=today) for sheet in sheets if has_label(sheet)]
    if not facts:
        messages.warning(request, _("None of these orders has a label yet: buy the labels first."))
        return redirect("seller:orders")
    return pdf_answer(render_labels(facts, locale=current_language()), name=f"labels-{today}.pdf")
