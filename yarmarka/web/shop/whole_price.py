"""The whole price of a basket, with the cheapest delivery wherever none was chosen yet."""

from datetime import datetime
from typing import TypedDict
from uuid import UUID

from yarmarka.domain.orders.types import BasketCard
from yarmarka.flows.price_basket import Quote, QuotedSeller, quote
from yarmarka.flows.price_book import open_price_book, with_received


class Destination(TypedDict):
    """In which currency, to where and in which shop."""

    currency: str
    destination: str
    storefront: str
    person_id: UUID | None
    place: str


def whole_price(
    basket: BasketCard, *, currency: str, country: str, place: str = "", storefront: str, now: datetime
) -> Quote:
    """Return what everything costs if sent to `country` (and to which `place` of it, if that is known), in `currency`,
    in a shop."""
    book = open_price_book(
        [line.offer_id for line in basket.lines], destinations={country}, storefronts={storefront}, now=now
    )
    if basket.person_id:
        book = with_received(book, [(basket.person_id, country, currency)])
    to: Destination = {
        "currency": currency,
        "destination": country,
        "storefront": storefront,
        "person_id": basket.person_id,
        "place": place,
    }
    chosen = quote(book, basket.lines, deliveries=basket.deliveries, **to)
    filled = {seller.seller.id: _service_of(seller) for seller in chosen.sellers if seller.options}
    return quote(book, basket.lines, deliveries=filled, **to)


def _service_of(seller: QuotedSeller) -> UUID:
    """Return the service that was chosen, or else the cheapest, and of equally cheap ones the quickest."""
    if seller.chosen:
        return seller.chosen.service.id
    return min(seller.options, key=lambda option: (option.price.minor, option.to_on)).service.id
