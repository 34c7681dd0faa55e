"""From a basket to an order: where it goes, who brings it, the whole price, and one button."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from yarmarka.domain.accounts.queries import address_for, addresses_of
from yarmarka.domain.accounts.types import AddressCard
from yarmarka.domain.orders.actions import choose_address, choose_deliveries, empty_basket
from yarmarka.domain.orders.types import BasketCard
from yarmarka.flows.gather_orders import place_gathered
from yarmarka.flows.place_orders import PlaceOrder
from yarmarka.flows.price_basket import Quote
from yarmarka.kernel import clock
from yarmarka.kernel.errors import Missing, YarmarkaError
from yarmarka.presentation.errors import Explanation
from yarmarka.web.shop.addresses import asks_to_save, new_address_form, save_address
from yarmarka.web.shop.doors import explained, key_in_form, see, signed_in
from yarmarka.web.shop.forms import countries, currency_choices
from yarmarka.web.shop.order_form import (
    changed_elsewhere,
    deliveries_in,
    expected_total,
    is_from_another_window,
    placed_already,
)
from yarmarka.web.shop.payment import go_and_pay
from yarmarka.web.shop.shopper import basket_in, owner_with_key, person_id_of, remember, shopper_of
from yarmarka.web.shop.whole_price import whole_price


@dataclass(frozen=True)
class ReadyBasket:
    """A basket with something in it, and where that shall go."""

    card: BasketCard
    to: AddressCard


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(otherwise="checkout")
def address(request: HttpRequest) -> HttpResponse:
    """First step: choose a saved address or write a new one."""
    basket = basket_in(request)
    if basket is None or not basket.lines:
        return see("basket")
    saved = addresses_of(person_id=person_id_of(request))
    if request.method == "POST" and request.POST.get("do") == "choose":
        return _send_to(request, key_in_form(request, "address", "adr"))
    form = new_address_form(request)
    if asks_to_save(request) and form.is_valid():
        return _send_to(request, save_address(request, form))
    facts = {"saved": saved, "chosen_id": basket.address_id, "form": form, "countries": countries()}
    return render(request, "shop/checkout_address.html", facts, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(otherwise="checkout")
def checkout(request: HttpRequest) -> HttpResponse:
    """Second step: a delivery service for each seller, the whole price, and the order."""
    is_form = request.method == "POST"
    basket = basket_in(request)
    if is_form and (order_id := placed_already(request)):
        return _placed(request, order_id, basket)
    if basket is None or not basket.lines:
        messages.info(request, gettext("Your basket is empty: there is nothing to order yet."))
        return see("basket")
    to = _address_of(request, basket)
    if to is None:
        return see("checkout_address")
    if not is_form:
        return _page(request, ReadyBasket(basket, to))
    return _place(request, ReadyBasket(basket, to)) if request.POST.get("do") == "place" else _count(request)


def _place(request: HttpRequest, basket: ReadyBasket) -> HttpResponse:
    """Place exactly what the page showed; if that is not to be had any more, show what is."""
    if is_from_another_window(request, basket.card):
        return _page(request, basket, problem=changed_elsewhere())
    shopper = shopper_of(request)
    assert request.user.is_authenticated
    try:
        placed = place_gathered(
            PlaceOrder(
                request_key=basket.card.request_key,
                person_id=person_id_of(request),
                email=request.user.email,
                locale=shopper.locale,
                currency=shopper.currency,
                lines=basket.card.lines,
                address=basket.to.address,
                deliveries=deliveries_in(request),
                expected_total_minor=expected_total(request),
                pay_within=timedelta(minutes=settings.UNPAID_ORDER_MINUTES),
            ),
            now=clock.now(),
        )
    except YarmarkaError as error:
        kept = choose_deliveries(
            owner=owner_with_key(request), deliveries=deliveries_in(request), now=clock.now()
        )
        return _page(request, ReadyBasket(kept, basket.to), problem=explained(error))
    return _placed(request, placed.order_id, basket.card)


def _placed(request: HttpRequest, order_id: UUID, basket: BasketCard | None) -> HttpResponse:
    """Empty the basket that became an order (not one that was filled since), and go and pay."""
    if basket and str(basket.request_key) == request.POST.get("request_key"):
        empty_basket(owner=owner_with_key(request), now=clock.now())
    return go_and_pay(request, order_id)


def _count(request: HttpRequest) -> HttpResponse:
    """Keep the chosen delivery services and show what everything costs with them."""
    choose_deliveries(owner=owner_with_key(request), deliveries=deliveries_in(request), now=clock.now())
    return see("checkout")


def _page(request: HttpRequest, basket: ReadyBasket, problem: Explanation | None = None) -> HttpResponse:
    shopper = shopper_of(request)
    quote: Quote = whole_price(
        basket.card, currency=shopper.currency, country=basket.to.address.country, now=clock.now()
    )
    facts = {
        "quote": quote,
        "to": basket.to.address,
        "request_key": basket.card.request_key,
        "problem": problem,
        "currencies": currency_choices(shopper),
    }
    return render(request, "shop/checkout.html", facts, status=problem.status if problem else 200)


def _send_to(request: HttpRequest, address_id: UUID) -> HttpResponse:
    found = address_for(person_id=person_id_of(request), address_id=address_id)
    choose_address(owner=owner_with_key(request), address_id=found.id, now=clock.now())
    remember(request, country=found.address.country)
    return see("checkout")


def _address_of(request: HttpRequest, basket: BasketCard) -> AddressCard | None:
    if basket.address_id is None:
        return None
    try:
        return address_for(person_id=person_id_of(request), address_id=basket.address_id)
    except Missing:  # taken off the list since
        return None
