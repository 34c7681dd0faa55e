"""Goods as cards on a page, and the pages that they are leafed through on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from yarmarka.kernel import clock
from yarmarka.presentation.locales import current_language
from yarmarka.presentation.numbers import format_mean
from yarmarka.reads.facets import ANYTHING, GoodsFilter
from yarmarka.reads.featured import featured
from yarmarka.reads.offer_deliveries import OfferDelivery, offer_deliveries
from yarmarka.reads.pages import ListPage
from yarmarka.reads.product_cards import CardOffer, ProductCard
from yarmarka.web.shared.storefronts import Here
from yarmarka.web.shop.shopper import Shopper


@dataclass(frozen=True)
class CardView:
    """What the card of a product shows."""

    url: str
    title: str
    picture: str
    tint: int
    price_minor: int | None
    currency: str
    old_minor: int | None
    old_reason: str
    country: str
    #: for its heart
    product_id: UUID | None = None
    rating: str = ""
    rating_count: int = 0
    #: what the goods alone cost where they are cheaper, with a dearer delivery, a later day or a less reliable seller
    lowest_minor: int | None = None

    #: the brand whose official store sells it, if one does
    guaranteed_by: str = ""
    #: by when the cheapest way brings one piece of the featured offer, and what it comes to with all that is paid here;
    #: nothing without a way
    promise_on: date | None = None
    whole_minor: int | None = None
    #: whether nobody brings it to the reader's country
    is_out_of_reach: bool = False


def as_cards(
    found: Iterable[ProductCard], *, shop: Here, shopper: Shopper, wanted: GoodsFilter = ANYTHING
) -> list[CardView]:
    """Return products as cards that lead to their pages, each by the offer that is featured for its reader, with the
    day by which it comes and what it costs with delivery.

    Under a filter an offer is featured that fits it, by a way that does, wherever the product has one.
    """
    cards = list(found)
    by_on = clock.now().date() + timedelta(days=wanted.within) if wanted.within else None
    deliveries = _deliveries((offer for card in cards for offer in card.offers), shopper, by_on=by_on)
    if not wanted.is_empty:
        cards = [_narrowed(card, wanted, deliveries) for card in cards]
    return [
        replace(
            _view(card, shop),
            promise_on=delivery.to_on if delivery else None,
            whole_minor=delivery.with_goods.minor if delivery else None,
            is_out_of_reach=bool(card.offer and not delivery),
        )
        for card in (_featuring(card, deliveries) for card in cards)
        for delivery in [deliveries.get(card.offer.id) if card.offer else None]
    ]


def as_short_cards(found: Iterable[ProductCard], *, shop: Here, shopper: Shopper) -> list[CardView]:
    """Return the same cards without a word of delivery, which is counted only where several offers compete."""
    cards = list(found)
    rivals = (offer for card in cards if len(card.offers) > 1 for offer in card.offers)
    deliveries = _deliveries(rivals, shopper)
    return [_view(_featuring(card, deliveries), shop) for card in cards]


def _view(card: ProductCard, shop: Here) -> CardView:
    """Return a card's facts; an earlier price says whose word it is, a guarantee of origin whose."""
    store = shop.stores.of(brand=card.brand, seller_id=card.seller_id)
    return CardView(
        product_id=card.id,
        url=reverse("shop:product", args=[card.id]),
        title=card.title,
        picture=card.picture,
        tint=card.tint,
        price_minor=card.price_minor,
        currency=card.currency,
        lowest_minor=card.lowest.minor if card.lowest and card.lowest != card.price else None,
        old_minor=card.old_minor,
        old_reason=gettext("the seller's earlier price") if card.old_minor else "",
        country=card.country,
        rating=format_mean(card.rating, current_language()) if card.rating else "",
        rating_count=card.rating_count,
        guaranteed_by=store.brand.name if store else "",
    )


def _narrowed(
    card: ProductCard, wanted: GoodsFilter, deliveries: Mapping[UUID, OfferDelivery]
) -> ProductCard:
    fit = tuple(
        offer
        for offer in card.offers
        if (not wanted.countries or offer.country in wanted.countries)
        and (not wanted.sent_from or offer.sent_from in wanted.sent_from)
        and (not wanted.comes_here or offer.id in deliveries)
        and (wanted.least is None or offer.price >= wanted.least)
        and (wanted.most is None or offer.price <= wanted.most)
    )
    return replace(card, offers=fit) if fit else card


def _deliveries(
    offers: Iterable[CardOffer], shopper: Shopper, *, by_on: date | None = None
) -> dict[UUID, OfferDelivery]:
    pieces = list(offers)
    if not pieces:
        return {}
    return offer_deliveries(
        pieces,
        destination=shopper.country,
        currency=shopper.currency,
        place=shopper.place.code if shopper.place else "",
        by_on=by_on,
        now=clock.now(),
    )


def _featuring(card: ProductCard, deliveries: Mapping[UUID, OfferDelivery]) -> ProductCard:
    if len(card.offers) < 2:
        return card
    first = featured(card.offers, deliveries)
    return replace(
        card, featured=next((one for one in card.offers if first and one.id == first.chosen.offer_id), None)
    )


def leafed(page: ListPage) -> Page[int]:
    """Return a page as the house's pagination shows it."""
    return Paginator(range(page.total), page.size).get_page(page.number)


def page_number(request: HttpRequest) -> int:
    """Return which page of a list is asked for, from 1; what is no number means the first."""
    return number_in(request, "page")


def number_in(request: HttpRequest, name: str) -> int:
    """Return which page a parameter of the address asks for, from 1; what is no number means the first."""
    text = request.GET.get(name, "1")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 6 else 1
