"""Paying: off to the acquirer's own page, and back."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from yarmarka.domain.orders.queries import order_for
from yarmarka.domain.orders.types import OrderStatus
from yarmarka.domain.payments.queries import attempt
from yarmarka.domain.payments.types import PaymentKind
from yarmarka.flows.confirm_payment import confirm_return
from yarmarka.flows.start_payment import start_payment
from yarmarka.kernel import clock
from yarmarka.kernel.errors import Outside, YarmarkaError
from yarmarka.presentation.locales import current_language
from yarmarka.web.shared.telling import tell_problem
from yarmarka.web.shop.doors import SeeOther, see, signed_in
from yarmarka.web.shop.shopper import person_id_of

#: states in which asking the acquirer again may bring news
_STILL_OPEN = frozenset({PaymentKind.CREATED, PaymentKind.CHALLENGED, PaymentKind.AUTHORISED})


@require_POST
@signed_in(otherwise="orders")
def pay(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Pay for an order that is not paid for yet."""
    return go_and_pay(request, order_id)


def go_and_pay(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Send the reader to the acquirer's page. If it can't be reached the order stands, and its page says so."""
    order = order_for(person_id=person_id_of(request), order_id=order_id)
    if order.status is OrderStatus.PAID:
        return see("order", order_id)

    def return_url(attempt_id: UUID) -> str:
        return request.build_absolute_uri(reverse("shop:pay_return", args=[attempt_id]))

    try:
        begun = start_payment(
            order_id=order_id,
            viewer=person_id_of(request),
            locale=current_language(),
            return_url=return_url,
            now=clock.now(),
        )
    except YarmarkaError as error:
        tell_problem(request, error)
        return see("order", order_id)
    return SeeOther(begun.confirmation_url)


@require_safe
@signed_in(otherwise="orders")
def come_back(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    """Show how a payment went, asking the acquirer, not believing the address."""
    try:
        state = confirm_return(attempt_id=attempt_id, viewer=person_id_of(request), now=clock.now()).state
    except Outside:  # what we know must do; while that is nothing, the page waits and asks again
        state = attempt(attempt_id).state
    order = order_for(person_id=person_id_of(request), order_id=attempt(attempt_id).order_id)
    facts = {
        "order": order,
        "state": state.value,
        "is_paid": order.status is OrderStatus.PAID,
        "may_pay_again": order.status is OrderStatus.UNPAID and clock.now() < order.pay_by,
        "is_open": state in _STILL_OPEN and order.status is OrderStatus.UNPAID,
    }
    return render(request, "shop/pay_return.html", facts)
