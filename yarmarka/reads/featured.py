"""Which offer of a product stands first for this reader, by what it costs and when it comes?"""

from collections.abc import Iterable, Mapping
from typing import Protocol
from uuid import UUID

from yarmarka.domain.catalogue.rules.featured import featured_offer
from yarmarka.domain.catalogue.types import Contender, Featured, Reliability
from yarmarka.reads.offer_deliveries import OfferDelivery
from yarmarka.vocabulary.money import Money


class Competing(Protocol):
    """An offer that can be had, its price in the reader's currency."""

    @property
    def id(self) -> UUID:
        """The offer's key."""

    @property
    def price(self) -> Money:
        """What the goods cost."""

    @property
    def reliability(self) -> Reliability:
        """How its seller's orders of late went."""


def featured(offers: Iterable[Competing], deliveries: Mapping[UUID, OfferDelivery]) -> Featured | None:
    """Return the offer that stands first among those that can be had, asking the database nothing."""
    return featured_offer(_contender(offer, deliveries.get(offer.id)) for offer in offers)


def _contender(offer: Competing, delivery: OfferDelivery | None) -> Contender:
    return Contender(
        offer_id=offer.id,
        goods_minor=offer.price.minor,
        whole_minor=delivery.with_goods.minor if delivery else None,
        by_on=delivery.to_on if delivery else None,
        reliability=offer.reliability,
    )
