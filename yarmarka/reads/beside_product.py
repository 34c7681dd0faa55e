"""What else may the reader of a product's page want: its like, its companions, what they looked at before?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from yarmarka.connectors.search import Likeness, search_engine
from yarmarka.domain.catalogue.queries import sold_in
from yarmarka.domain.discovery.queries import companions_of
from yarmarka.domain.pricing.queries import rates_to
from yarmarka.reads.product_cards import ProductCard, product_cards
from yarmarka.vocabulary.assortments import EVERYTHING, Assortment

MOST: Final = 8


@dataclass(frozen=True)
class BesideProduct:
    """Goods beside a product, each in one of the lists only."""

    similar: tuple[ProductCard, ...]
    together: tuple[ProductCard, ...]
    seen: tuple[ProductCard, ...]


def beside_product(
    product_id: UUID,
    *,
    path: Sequence[UUID],
    seen: Sequence[UUID],
    currency: str,
    language: str,
    assortment: Assortment = EVERYTHING,
    now: datetime,
) -> BesideProduct:
    """Return what stands beside a product, in three statements; what can't be had here just now is left out.

    `path` are its shelves, the widest first, `seen` what the reader looked at, the newest first.
    """
    together = companions_of(product_id, most=MOST)
    similar = search_engine().similar(
        Likeness(product_id, tuple(path), assortment, limit=MOST + len(together))
    )
    wanted = dict.fromkeys([*together, *similar, *seen])
    wanted.pop(product_id, None)
    sold = sold_in(wanted, assortment)
    cards = product_cards(
        [key for key in wanted if key in sold],
        currency=currency,
        rates=rates_to(currency, now=now),
        language=language,
        assortment=assortment,
    )
    there = {card.id: card for card in cards if not card.is_sold_out}
    companions = tuple(there.pop(key) for key in together if key in there)
    alike = tuple(there[key] for key in similar if key in there)[:MOST]
    looked_at = tuple(there[key] for key in dict.fromkeys(seen) if key in there and there[key] not in alike)
    return BesideProduct(similar=alike, together=companions, seen=looked_at[:MOST])
