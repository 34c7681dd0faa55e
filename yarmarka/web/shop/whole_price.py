"""The whole price of a basket, with the cheapest delivery wherever none was chosen yet."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from yarmarka.domain.orders.types import BasketCard
from yarmarka.flows.price_basket import Quote, QuotedSeller, price_basket


def whole_price(basket: BasketCard, *, currency: str, country: str, now: datetime) -> Quote:
    """Return what everything costs if sent to `country`, in `currency`."""

    def priced(deliveries: Mapping[UUID, UUID]) -> Quote:
        return price_basket(
            basket.lines, currency=currency, destination=country, deliveries=deliveries, now=now
        )

    quote = priced(basket.deliveries)
    deliveries = {seller.seller.id: _service_of(seller) for seller in quote.sellers if seller.options}
    is_complete = all(seller.chosen for seller in quote.sellers if seller.options)
    return quote if is_complete else priced(deliveries)


def _service_of(seller: QuotedSeller) -> UUID:
    """Return the service that was chosen, or else the cheapest, and of equally cheap ones the quickest."""
    if seller.chosen:
        return seller.chosen.service.id
    return min(seller.options, key=lambda option: (option.price.minor, option.to_on)).service.id
