"""A shopper's orders: the list, one order with everything that happened to it, and what can be done about it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from yarmarka.domain.orders.queries import order_for
from yarmarka.domain.reviews.queries import reviews_by
from yarmarka.flows.cancel_orders import cancel_before_shipping, cancel_unpaid
from yarmarka.flows.complete_orders import confirm_receipt
from yarmarka.flows.object_to_look import object_to_look
from yarmarka.kernel import clock
from yarmarka.reads.order_page import order_page
from yarmarka.reads.orders_list import orders_list
from yarmarka.web.shared.telling import problems_told
from yarmarka.web.shared.waiting import waits_of
from yarmarka.web.shop.cards import page_number
from yarmarka.web.shop.doors import see, signed_in
from yarmarka.web.shop.order_view import listed, order_view
from yarmarka.web.shop.shopper import person_id_of

_REASON = "shopper_changed_mind"


@require_safe
@signed_in(otherwise="orders")
def orders(request: HttpRequest) -> HttpResponse:
    """Show the reader's orders, newest first."""
    page = page_number(request)
    found = orders_list(person_id=person_id_of(request), page=page)
    facts = {
        "orders": [listed(order) for order in found.orders],
        "newer": page - 1,
        "older": page + 1 if found.has_older else 0,
    }
    return render(request, "shop/orders.html", facts)


@require_safe
@signed_in(otherwise="orders")
def order(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Show one order: its parts, its money, its timeline."""
    viewer = person_id_of(request)
    page = order_page(viewer=viewer, order_id=order_id)
    bought = {line.product_id for part in page.parts for line in part.lines}
    said = reviews_by(person_id=viewer, product_ids=bought)
    view = order_view(page, reviewed={key: card.words.stars for key, card in said.items()}, now=clock.now())
    heads = [part.head for part in page.parts]
    waits = waits_of(heads, person_id=viewer, is_seller=False, now=clock.now())
    return render(request, "shop/order.html", {"page_of": page, "view": view, "waits": waits})


@require_POST
@signed_in(otherwise="orders")
def cancel(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Call an unpaid order off."""
    with problems_told(request):
        cancel_unpaid(order_id=order_id, viewer=person_id_of(request), now=clock.now())
        messages.success(request, gettext("The order is cancelled. Nothing was charged."))
    return see("order", order_id)


@require_POST
@signed_in(otherwise="orders")
def cancel_part(request: HttpRequest, order_id: UUID, part_id: UUID) -> HttpResponse:
    """Call one seller's part off before it is shipped; its money goes back in full."""
    order_for(person_id=person_id_of(request), order_id=order_id)
    with problems_told(request):
        cancel_before_shipping(
            seller_order_id=part_id, viewer=person_id_of(request), reason=_REASON, now=clock.now()
        )
        messages.success(request, gettext("This part is cancelled. Its money is on its way back to you."))
    return see("order", order_id)


@require_POST
@signed_in(otherwise="orders")
def write_to_us(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Take in what somebody writes about an order that we look at first."""
    with problems_told(request):
        object_to_look(
            order_id=order_id,
            viewer=person_id_of(request),
            words=request.POST.get("words", ""),
            now=clock.now(),
        )
        messages.success(request, gettext("Thank you. Whoever looks at the order reads it."))
    return see("order", order_id)


@require_POST
@signed_in(otherwise="orders")
def received(request: HttpRequest, order_id: UUID, part_id: UUID) -> HttpResponse:
    """Confirm that one seller's goods have arrived and are right, which pays the seller."""
    order_for(person_id=person_id_of(request), order_id=order_id)
    with problems_told(request):
        confirm_receipt(seller_order_id=part_id, viewer=person_id_of(request), now=clock.now())
        messages.success(request, gettext("Thank you. The seller gets the money now."))
    return see("order", order_id)
