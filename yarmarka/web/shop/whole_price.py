"""The whole price of a basket, with the cheapest delivery wherever none was chosen yet."""

from datetime import datetime
from uuid import UUID

from yarmarka.domain.orders.types import BasketCard
from yarmarka.flows.price_basket import Quote, QuotedSeller, quote
from yarmarka.flows.price_book import open_price_book


def whole_price(basket: BasketCard, *, currency: str, country: str, now: datetime) -> Quote:
    """Return what everything costs if sent to `country`, in `currency`."""
    book = open_price_book([line.offer_id for line in basket.lines], destinations={country}, now=now)
    chosen = quote(book, basket.lines, currency=currency, destination=country, deliveries=basket.deliveries)
    filled = {seller.seller.id: _service_of(seller) for seller in chosen.sellers if seller.options}
    return quote(book, basket.lines, currency=currency, destination=country, deliveries=filled)


def _service_of(seller: QuotedSeller) -> UUID:
    """Return the service that was chosen, or else the cheapest, and of equally cheap ones the quickest."""
    if seller.chosen:
        return seller.chosen.service.id
    return min(seller.options, key=lambda option: (option.price.minor, option.to_on)).service.id
