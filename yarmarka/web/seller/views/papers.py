"""Papers to print: labels and packing slips, only of the seller's own orders, only while they are needed."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yarmarka.connectors.carriers.itmatt import as_json, as_xml, itmatt_facts
from yarmarka.domain.customs.types import Declaration, Form
from yarmarka.domain.sellers.types import SellerCard
from yarmarka.flows.declare_parcels import declare_parcel, declare_parcels
from yarmarka.kernel.clock import now
from yarmarka.kernel.errors import Missing
from yarmarka.presentation.locales import current_language
from yarmarka.presentation.order_papers import customs_facts, has_label, label_facts, packing_facts
from yarmarka.presentation.papers import (
    render_cn23,
    render_customs_papers,
    render_invoice,
    render_label,
    render_labels,
    render_packing_slip,
    render_packing_slips,
)
from yarmarka.reads.seller_order import SellerOrderSheet, seller_order_sheet, seller_order_sheets
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


@require_safe
@for_seller
def customs_declaration(request: HttpRequest, seller: SellerCard, seller_order_id: UUID) -> HttpResponseBase:
    """Return the customs declaration of a parcel across a border, on the form that its value and weight ask for."""
    sheet, declaration = _declared(seller, seller_order_id)
    if declaration.form is Form.CN22:
        return label(request, seller_order_id=seller_order_id)  # it stands on the label
    facts = customs_facts(sheet, declaration, seller=seller, today=now().date())
    return pdf_answer(render_cn23(facts, locale=current_language()), name=f"cn23-{sheet.number}.pdf")


@require_safe
@for_seller
def invoice(request: HttpRequest, seller: SellerCard, seller_order_id: UUID) -> HttpResponseBase:
    """Return the commercial invoice of a parcel that crosses a border."""
    sheet, declaration = _declared(seller, seller_order_id)
    facts = customs_facts(sheet, declaration, seller=seller, today=now().date())
    return pdf_answer(render_invoice(facts, locale=current_language()), name=f"invoice-{sheet.number}.pdf")


@require_safe
@for_seller
def declaration_data(
    request: HttpRequest, seller: SellerCard, seller_order_id: UUID, kind: str
) -> HttpResponseBase:
    """Return the electronic data of a declaration, as JSON or XML."""
    sheet, declaration = _declared(seller, seller_order_id)
    assert sheet.address is not None, "a declared parcel has an address"
    facts = itmatt_facts(declaration, sender=seller.address, recipient=sheet.address, now=now())
    data, media = (
        (as_json(facts), "application/json") if kind == "json" else (as_xml(facts), "application/xml")
    )
    answer = HttpResponse(data, content_type=f"{media}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="itmatt-{sheet.number}.{kind}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _declared(seller: SellerCard, seller_order_id: UUID) -> tuple[SellerOrderSheet, Declaration]:
    """Return an order whose papers may be seen, and what is declared of its parcel. Raises Missing."""
    sheet = seller_order_sheet(seller_id=seller.id, seller_order_id=seller_order_id)
    if not has_label(sheet):
        raise Missing(what="declaration")
    return sheet, declare_parcel(seller=seller, seller_order_id=seller_order_id, now=now())


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


@require_POST
@for_seller
def packing_slips(request: HttpRequest, seller: SellerCard) -> HttpResponseBase:
    """Return the packing slips of all ticked orders in one file, in the order of the queue."""
    ids = chosen_ids(request)
    if not ids:
        return nothing_chosen(request)
    sheets = seller_order_sheets(seller_id=seller.id, seller_order_ids=ids)
    slips = [(packing_facts(sheet, seller=seller), sheet.locale) for sheet in sheets if sheet.address]
    if not slips:
        messages.warning(
            request,
            _("None of these orders has a packing slip: only those to be sent or on their way have one."),
        )
        return redirect("seller:orders")
    paper = render_packing_slips(slips, locale=current_language())
    return pdf_answer(paper, name=f"packing-slips-{now().date()}.pdf")


@require_POST
@for_seller
def customs_papers(request: HttpRequest, seller: SellerCard) -> HttpResponseBase:
    """Return the customs declarations and invoices of all ticked orders in one file, in the order of the queue."""
    ids = chosen_ids(request)
    if not ids:
        return nothing_chosen(request)
    at = now()
    sheets = [
        sheet
        for sheet in seller_order_sheets(seller_id=seller.id, seller_order_ids=ids)
        if has_label(sheet) and sheet.country != seller.address.country
    ]
    papers = [
        (customs_facts(sheet, declaration, seller=seller, today=at.date()), declaration.form)
        for sheet, declaration in zip(sheets, declare_parcels(sheets, seller=seller, now=at), strict=True)
    ]
    if not papers:
        messages.warning(
            request,
            _("None of these orders has customs papers: only parcels with a label that cross a border do."),
        )
        return redirect("seller:orders")
    paper = render_customs_papers(papers, locale=current_language())
    return pdf_answer(paper, name=f"customs-{at.date()}.pdf")
