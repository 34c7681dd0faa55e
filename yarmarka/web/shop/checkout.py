"""From a basket to an order, in one page: where it goes, who brings it, the whole price, and one button."""

from dataclasses import dataclass, replace
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
from yarmarka.domain.places.queries import place_code
from yarmarka.flows.gather_orders import place_gathered
from yarmarka.flows.place_orders import PlaceOrder
from yarmarka.flows.price_basket import Quote
from yarmarka.kernel import clock
from yarmarka.kernel.errors import YarmarkaError
from yarmarka.presentation.errors import Explanation
from yarmarka.web.shop.addresses import asks_to_save, new_address_form, save_address, stops_at
from yarmarka.web.shop.doors import explained, key_in_form, see, signed_in
from yarmarka.web.shop.forms import AddressFields, countries, currency_choices
from yarmarka.web.shop.order_form import (
    changed_elsewhere,
    deliveries_in,
    expected_total,
    is_from_another_window,
    pickup_points_in,
    placed_already,
)
from yarmarka.web.shop.payment import go_and_pay
from yarmarka.web.shop.pickup_view import points_to_choose
from yarmarka.web.shop.restricted import remarks_on_basket
from yarmarka.web.shop.shopper import basket_in, owner_with_key, person_id_of, remember, shopper_of
from yarmarka.web.shop.whole_price import whole_price


@dataclass(frozen=True)
class Wish:
    """A basket with something in it, and where it shall go, once that is known."""

    basket: BasketCard
    saved: tuple[AddressCard, ...]
    to: AddressCard | None


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(otherwise="checkout")
def checkout(request: HttpRequest) -> HttpResponse:
    """Show where everything goes, who brings it and what it costs in all; place the order."""
    is_form = request.method == "POST"
    wish = _wish(request)
    if is_form and (order_id := placed_already(request)):
        return _placed(request, order_id, wish.basket if wish else None)
    if wish is None:
        messages.info(request, gettext("Your basket is empty: there is nothing to order yet."))
        return see("basket")
    if is_form and request.POST.get("do") != "place":
        return _count(request)
    if is_form and wish.to:
        return _place(request, wish, wish.to)
    return _page(request, wish)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(otherwise="checkout")
def address(request: HttpRequest) -> HttpResponse:
    """Send the order to a saved address, or to a new one, and go on in the same page."""
    wish = _wish(request)
    if wish is None or request.method != "POST":
        return see("checkout")
    if request.POST.get("do") == "choose":
        return _send_to(request, key_in_form(request, "address", "adr"))
    form = new_address_form(request)
    if asks_to_save(request) and form.is_valid():
        return _send_to(request, save_address(request, form))
    return _page(request, wish, form=form)


def _wish(request: HttpRequest) -> Wish | None:
    """Return what the reader is about to order; it goes to the first saved address unless they chose another."""
    basket = basket_in(request)
    if basket is None or not basket.lines:
        return None
    saved = tuple(addresses_of(person_id=person_id_of(request)))
    chosen = next((card for card in saved if card.id == basket.address_id), None)
    return Wish(basket, saved, chosen or next(iter(saved), None))


def _place(request: HttpRequest, wish: Wish, to: AddressCard) -> HttpResponse:
    """Place exactly what the page showed; if that is not to be had any more, show what is."""
    if is_from_another_window(request, wish.basket, to):
        return _page(request, wish, problem=changed_elsewhere())
    shopper = shopper_of(request)
    assert request.user.is_authenticated
    try:
        placed = place_gathered(
            PlaceOrder(
                request_key=wish.basket.request_key,
                person_id=person_id_of(request),
                email=request.user.email or "",
                locale=shopper.locale,
                currency=shopper.currency,
                lines=wish.basket.lines,
                address=to.address,
                deliveries=deliveries_in(request),
                pickup_points=pickup_points_in(request),
                expected_total_minor=expected_total(request),
                pay_within=timedelta(minutes=settings.UNPAID_ORDER_MINUTES),
                storefront=shopper.storefront,
            ),
            now=clock.now(),
        )
    except YarmarkaError as error:
        kept = _choose(request)
        return _page(request, replace(wish, basket=kept), problem=explained(error))
    return _placed(request, placed.order_id, wish.basket)


def _placed(request: HttpRequest, order_id: UUID, basket: BasketCard | None) -> HttpResponse:
    """Empty the basket that became an order (not one that was filled since), and go and pay."""
    if basket and str(basket.request_key) == request.POST.get("request_key"):
        empty_basket(owner=owner_with_key(request), now=clock.now())
    return go_and_pay(request, order_id)


def _count(request: HttpRequest) -> HttpResponse:
    """Keep the chosen delivery services and show what everything costs with them."""
    _choose(request)
    return see("checkout")


def _choose(request: HttpRequest) -> BasketCard:
    return choose_deliveries(
        owner=owner_with_key(request),
        deliveries=deliveries_in(request),
        pickup_points=pickup_points_in(request),
        now=clock.now(),
    )


def _page(
    request: HttpRequest, wish: Wish, problem: Explanation | None = None, form: AddressFields | None = None
) -> HttpResponse:
    shopper = shopper_of(request)
    country = wish.to.address.country if wish.to else shopper.country
    quote: Quote = whole_price(
        wish.basket,
        currency=shopper.currency,
        country=country,
        place=place_code(wish.to.address) if wish.to else "",
        storefront=shopper.storefront,
        now=clock.now(),
    )
    stop = stops_at([wish.to.address])[0] if wish.to else None
    to = wish.to.address if wish.to else None
    remarks = remarks_on_basket(request, quote, shopper=shopper, to=to, now=clock.now())
    facts = {
        "quote": quote,
        "points": points_to_choose(
            quote, wish.to.address if wish.to else None, wish.basket.pickup_points, now=clock.now()
        ),
        "country": country,
        "card": wish.to,
        "stop": stop,
        "remarks": remarks,
        "is_stopped": bool(stop) or any(remark.is_stop for remark in remarks.values()),
        "saved": wish.saved,
        "form": form or new_address_form(request),
        "is_asked": form is not None,
        "countries": countries(),
        "request_key": wish.basket.request_key,
        "problem": problem,
        "currencies": currency_choices(shopper),
    }
    refused = 422 if form and form.errors else 200
    return render(request, "shop/checkout.html", facts, status=problem.status if problem else refused)


def _send_to(request: HttpRequest, address_id: UUID) -> HttpResponse:
    found = address_for(person_id=person_id_of(request), address_id=address_id)
    choose_address(owner=owner_with_key(request), address_id=found.id, now=clock.now())
    remember(request, country=found.address.country)
    return see("checkout")
