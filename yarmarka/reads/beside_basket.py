"""What else do people buy with what lies in a basket?"""

from collections.abc import Collection
from datetime import datetime
from typing import Final
from uuid import UUID

from yarmarka.domain.catalogue.queries import sold_in
from yarmarka.domain.discovery.queries import companions_of_all
from yarmarka.domain.pricing.queries import rates_to
from yarmarka.reads.product_cards import ProductCard, product_cards
from yarmarka.vocabulary.assortments import EVERYTHING, Assortment

MOST: Final = 8


def beside_basket(
    product_ids: Collection[UUID],
    *,
    currency: str,
    language: str,
    assortment: Assortment = EVERYTHING,
    now: datetime,
) -> tuple[ProductCard, ...]:
    """Return what is bought together with these goods and can be had here, in three statements at most."""
    wanted = companions_of_all(product_ids, most=MOST * 2)
    if not wanted:
        return ()
    sold = sold_in(wanted, assortment)
    cards = product_cards(
        [key for key in wanted if key in sold],
        currency=currency,
        rates=rates_to(currency, now=now),
        language=language,
        assortment=assortment,
    )
    return tuple(card for card in cards if not card.is_sold_out)[:MOST]
