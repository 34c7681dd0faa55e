"""A shopper's orders: what was bought, where it is, and calling off or confirming its parts."""

from django.http import HttpRequest
from ninja import Router

from yarmarka.api.callers import SIGNED_IN, person_in
from yarmarka.api.errors import answers
from yarmarka.api.ids import OrderId, SellerOrderId
from yarmarka.api.schemas.common import PageNumber
from yarmarka.api.schemas.orders import OrderList, OrderListed, OrderOut, PartCancelIn
from yarmarka.domain.orders.queries import seller_orders
from yarmarka.flows.cancel_orders import cancel_before_shipping, cancel_unpaid
from yarmarka.flows.complete_orders import confirm_receipt
from yarmarka.kernel.clock import now
from yarmarka.reads.order_page import order_page
from yarmarka.reads.orders_list import orders_list

router = Router(tags=["orders"], auth=SIGNED_IN)


@router.get("/orders", response=answers(OrderList, 401, 403))
def list_orders(request: HttpRequest, page: PageNumber = 1) -> OrderList:
    """Return a page of the caller's orders, the newest first."""
    found = orders_list(person_id=person_in(request).id, page=page)
    return OrderList(
        items=[OrderListed.of(order) for order in found.orders], page=page, has_next=found.has_older
    )


@router.get("/orders/{order_id}", response=answers(OrderOut, 401, 403, 404))
def read_order(request: HttpRequest, order_id: OrderId) -> OrderOut:
    """Return an order with its parts by seller, their parcels, and one line of time."""
    return OrderOut.of(order_page(viewer=person_in(request).id, order_id=order_id))


@router.post("/orders/{order_id}/cancel", response=answers(OrderOut, 401, 403, 404, 409))
def cancel_order(request: HttpRequest, order_id: OrderId) -> OrderOut:
    """Call an order off before it is paid for; its goods are free at once."""
    viewer = person_in(request).id
    cancel_unpaid(order_id=order_id, viewer=viewer, now=now())
    return OrderOut.of(order_page(viewer=viewer, order_id=order_id))


@router.post("/order-parts/{part_id}/cancel", response=answers(OrderOut, 400, 401, 403, 404, 409, 413))
def cancel_part(request: HttpRequest, part_id: SellerOrderId, asked: PartCancelIn) -> OrderOut:
    """Call one seller's part of a paid order off before it is sent; its whole price goes back."""
    viewer = person_in(request).id
    cancel_before_shipping(seller_order_id=part_id, viewer=viewer, reason=asked.reason, now=now())
    return _order_of(request, part_id)


@router.post("/order-parts/{part_id}/receipt", response=answers(OrderOut, 401, 403, 404, 409))
def confirm_part(request: HttpRequest, part_id: SellerOrderId) -> OrderOut:
    """Say that the goods are here and right: the seller is paid."""
    confirm_receipt(seller_order_id=part_id, viewer=person_in(request).id, now=now())
    return _order_of(request, part_id)


def _order_of(request: HttpRequest, part_id: SellerOrderId) -> OrderOut:
    part = seller_orders([part_id])[part_id]
    return OrderOut.of(order_page(viewer=person_in(request).id, order_id=part.order_id))
