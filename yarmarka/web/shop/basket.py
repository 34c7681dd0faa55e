"""The basket: what lies in it, who sells it, what it costs today."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from yarmarka.domain.catalogue.queries import offers_for_sale
from yarmarka.domain.customs.types import Outcome
from yarmarka.domain.orders.actions import put_in_basket, set_quantity
from yarmarka.domain.orders.types import BasketCard, BasketLine
from yarmarka.flows.draft_order import check_sold_here
from yarmarka.flows.price_basket import Quote, QuotedSeller, price_basket
from yarmarka.kernel import clock
from yarmarka.kernel.errors import Missing, YarmarkaError
from yarmarka.reads.beside_basket import beside_basket
from yarmarka.web.shared.storefronts import here
from yarmarka.web.shared.telling import tell_problem
from yarmarka.web.shop.cards import CardView, as_short_cards
from yarmarka.web.shop.doors import SeeOther, came_from, key_in_form
from yarmarka.web.shop.forms import countries, currency_choices
from yarmarka.web.shop.restricted import remarks_on_basket
from yarmarka.web.shop.shopper import Shopper, basket_in, owner_with_key, shopper_of
from yarmarka.web.shop.whole_price import whole_price


@require_safe
def basket(request: HttpRequest) -> HttpResponse:
    """Show the basket, grouped by seller, with what can't be had any more and why."""
    shopper = shopper_of(request)
    found = basket_in(request)
    quote = _quote(found.lines, shopper) if found and found.lines else None
    sums = {part.seller.id: _payable(part) for part in quote.sellers} if quote else {}
    facts = {
        "quote": quote,
        "sums": sums,
        "goods_minor": sum(sums.values()),
        "pieces": found.pieces if found else 0,
        "currencies": currency_choices(shopper),
        "shopper": shopper,
        "countries": countries(),
        "whole": _whole(found, shopper) if found and found.lines and shopper.place else None,
        "at_import": _at_import(quote) if quote else "",
        "remarks": remarks_on_basket(request, quote, shopper=shopper, to=None, now=clock.now()),
        "together": _together(request, quote, shopper) if quote else (),
    }
    return render(request, "shop/basket.html", facts)


@require_POST
def put(request: HttpRequest) -> HttpResponse:
    """Put some pieces of an offer into the basket and go back to where the button was."""
    offer_id = key_in_form(request, "offer", "off")
    offer = offers_for_sale([offer_id]).get(offer_id)
    if offer is None:
        raise Missing(what="offer")
    try:
        check_sold_here(offer, here(request).assortment)
        put_in_basket(
            owner=owner_with_key(request),
            offer_id=offer_id,
            quantity=_pieces(request),
            now=clock.now(),
        )
    except YarmarkaError as error:
        tell_problem(request, error)
    else:
        words = format_html(
            '{} <a href="{}">{}</a>',
            gettext("It is in your basket."),
            reverse("shop:basket"),
            gettext("To the basket"),
        )
        messages.success(request, words)
    return SeeOther(came_from(request, otherwise="basket"))


@require_POST
def quantity(request: HttpRequest) -> HttpResponse:
    """Change how many pieces of an offer lie in the basket; none takes it out."""
    offer_id = key_in_form(request, "offer", "off")
    try:
        set_quantity(
            owner=owner_with_key(request),
            offer_id=offer_id,
            quantity=_pieces(request),
            now=clock.now(),
        )
    except YarmarkaError as error:
        tell_problem(request, error)
    return SeeOther(came_from(request, otherwise="basket"))


def _quote(lines: Sequence[BasketLine], shopper: Shopper) -> Quote:
    return price_basket(
        lines,
        currency=shopper.currency,
        destination=shopper.country,
        deliveries={},
        storefront=shopper.storefront,
        place=shopper.place.code if shopper.place else "",
        now=clock.now(),
    )


def _whole(found: BasketCard, shopper: Shopper) -> Quote | None:
    """Return what everything costs with the cheapest ways to the reader's place; nothing where a seller has none."""
    quote = whole_price(
        found,
        currency=shopper.currency,
        country=shopper.country,
        place=shopper.place.code if shopper.place else "",
        storefront=shopper.storefront,
        now=clock.now(),
    )
    return quote if quote.total else None


def _together(request: HttpRequest, quote: Quote, shopper: Shopper) -> list[CardView]:
    """Return what is bought together with the basket's goods, each by the offer that is featured for its reader."""
    beside = beside_basket(
        {line.offer.product_id for part in quote.sellers for line in part.lines},
        currency=shopper.currency,
        language=shopper.locale,
        assortment=here(request).assortment,
        now=clock.now(),
    )
    return as_short_cards(beside, shop=here(request), shopper=shopper)


def _at_import(quote: Quote) -> str:
    """Return whether duty or taxes at import are to be counted with the delivery, or are known to be none."""
    costs = [part.landed for part in quote.sellers if part.landed]
    free = {Outcome.NOT_IMPORTED, Outcome.NOTHING_DUE}
    if not costs:
        return ""
    return "free" if all(cost.outcome in free for cost in costs) else "later"


def _payable(part: QuotedSeller) -> int:
    """Return what a seller's goods cost without those that can't be had any more."""
    return sum(line.total.minor for line in part.lines if not line.is_unsold)


def _pieces(request: HttpRequest) -> int:
    """Return the wanted number; what is no number is one that no basket takes."""
    text = request.POST.get("quantity", "1").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else -1
