"""A seller's orders: what to ship, its labels, its hand-over."""

from typing import Final, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from yarmarka.api.callers import SIGNED_IN, seller_in
from yarmarka.api.errors import answers
from yarmarka.api.ids import SellerOrderId
from yarmarka.api.schemas.common import PageNumber
from yarmarka.api.schemas.sellers import (
    HandOverIn,
    HandOverOut,
    LabelOut,
    SellerCancelIn,
    SellerOrderList,
    SellerOrderListed,
    SellerOrderOut,
)
from yarmarka.domain.orders.types import SellerOrderStatus
from yarmarka.domain.sellers.types import Room, SellerCard
from yarmarka.flows import send_parcels
from yarmarka.flows.cancel_orders import cancel_before_shipping
from yarmarka.kernel.clock import now
from yarmarka.kernel.errors import Missing
from yarmarka.presentation.locales import current_language
from yarmarka.presentation.order_papers import has_label, label_facts
from yarmarka.presentation.papers import render_label
from yarmarka.reads.seller_order import seller_order_sheet
from yarmarka.reads.seller_queue import SEEN, seller_queue

router = Router(tags=["seller's orders"], auth=SIGNED_IN)
PER_PAGE: Final = 50
StatusWord = Literal["to_ship", "sent", "delivered", "completed", "cancelled"]
_PDF: Final = {
    200: {
        "description": "OK",
        "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.get("/seller/orders", response=answers(SellerOrderList, 401, 403))
def list_orders(
    request: HttpRequest, status: StatusWord | None = None, page: PageNumber = 1
) -> SellerOrderList:
    """Return a page of the seller's paid orders, those of one status or all."""
    seller = seller_in(request, Room.ORDERS)
    statuses = [SellerOrderStatus(status)] if status else SEEN
    rows = seller_queue(
        seller_id=seller.id, statuses=statuses, limit=PER_PAGE + 1, offset=PER_PAGE * (page - 1)
    )
    items = [SellerOrderListed.of(row) for row in rows[:PER_PAGE]]
    return SellerOrderList(items=items, page=page, has_next=len(rows) > PER_PAGE)


@router.get("/seller/orders/{seller_order_id}", response=answers(SellerOrderOut, 401, 403, 404))
def read_order(request: HttpRequest, seller_order_id: SellerOrderId) -> SellerOrderOut:
    """Return an order: what to pack, where it goes, what it earns, where its parcels are."""
    return _sheet(seller_in(request, Room.ORDERS), seller_order_id)


@router.post(
    "/seller/orders/{seller_order_id}/label", response=answers(LabelOut, 401, 403, 404, 409, 502, 503)
)
def buy_label(request: HttpRequest, seller_order_id: SellerOrderId) -> LabelOut:
    """Get the carrier's number for an order's parcel; asked again, it is the same."""
    seller = seller_in(request, Room.ORDERS)
    return LabelOut.of(
        send_parcels.buy_label(seller_order_id=seller_order_id, seller_id=seller.id, now=now())
    )


@router.get(
    "/seller/orders/{seller_order_id}/label.pdf",
    response=answers(None, 401, 403, 404),
    openapi_extra={"responses": _PDF},
)
def read_label(request: HttpRequest, seller_order_id: SellerOrderId) -> HttpResponse:
    """Return the label as a PDF, once it is bought and while it is needed."""
    seller = seller_in(request, Room.ORDERS)
    sheet = seller_order_sheet(seller_id=seller.id, seller_order_id=seller_order_id)
    if not has_label(sheet):
        raise Missing(what="label")
    facts = label_facts(sheet, seller=seller, today=now().date())
    paper = HttpResponse(render_label(facts, locale=current_language()), content_type="application/pdf")
    paper["Content-Disposition"] = f'attachment; filename="label-{sheet.number}.pdf"'
    # It names a person and where they live: nobody keeps a copy on the way.
    paper["Cache-Control"] = "private, no-store"
    return paper


@router.post(
    "/seller/orders/{seller_order_id}/cancel", response=answers(SellerOrderOut, 400, 401, 403, 404, 409, 413)
)
def cancel(request: HttpRequest, seller_order_id: SellerOrderId, asked: SellerCancelIn) -> SellerOrderOut:
    """Call an order off that can't be sent; the shopper gets the whole price back."""
    seller = seller_in(request, Room.ORDERS)
    cancel_before_shipping(
        seller_order_id=seller_order_id, seller_id=seller.id, reason=asked.reason, now=now()
    )
    return _sheet(seller, seller_order_id)


@router.post("/seller/hand-overs", response=answers(HandOverOut, 400, 401, 403, 404, 409, 413))
def hand_over(request: HttpRequest, asked: HandOverIn) -> HandOverOut:
    """Note that the parcels of these orders were given to their carriers: all of them, or none."""
    seller = seller_in(request, Room.ORDERS)
    ids = list(dict.fromkeys(asked.seller_order_ids))
    return HandOverOut(
        handed_over=send_parcels.hand_over(seller_order_ids=ids, seller_id=seller.id, now=now())
    )


def _sheet(seller: SellerCard, seller_order_id: UUID) -> SellerOrderOut:
    return SellerOrderOut.of(seller_order_sheet(seller_id=seller.id, seller_order_id=seller_order_id))
