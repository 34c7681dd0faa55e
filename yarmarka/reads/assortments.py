"""What does each shop sell today, and who are the brands' official stores?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from yarmarka.domain.catalogue.queries import categories, official_stores
from yarmarka.domain.catalogue.types import OfficialStore
from yarmarka.domain.sellers.models import Seller
from yarmarka.domain.storefronts.queries import storefront
from yarmarka.domain.storefronts.queries import storefronts as open_storefronts
from yarmarka.domain.storefronts.rules.assortment import Known, Trader, chooses_sellers, compiled
from yarmarka.domain.storefronts.types import AssortmentRule
from yarmarka.kernel.remembered import Remembered
from yarmarka.vocabulary.assortments import EVERYTHING, Assortment, spelling_of

#: few rows change in a few seconds; standing is checked again where something is listed or sold
_TRADERS: Final = Remembered[tuple[Trader, ...]]()


def assortments(storefronts: Collection[str], *, now: datetime) -> dict[str, Assortment]:
    """Return what these storefronts sell, by code; from what is remembered, mostly without a statement.

    A code that no open shop has is left out: such a shop sells nothing.
    """
    return {
        shop.code: meant_by(shop.contents.assortment, now=now)
        for shop in open_storefronts(now=now)
        if shop.code in storefronts
    }


def assortment_of(code: str, *, now: datetime) -> Assortment:
    """Return what a storefront sells today. Raises StorefrontUnknown."""
    return meant_by(storefront(code, now=now).contents.assortment, now=now)


def meant_by(rule: AssortmentRule, *, now: datetime) -> Assortment:
    """Return the filter that a rule means today."""
    if rule == AssortmentRule():
        return EVERYTHING
    known = Known(
        categories={card.slug: card.id for card in categories()} if rule.categories else {},
        traders=_traders() if chooses_sellers(rule) else (),
        stores=_stores(now) if rule.official_only else (),
    )
    return compiled(rule, known)


@dataclass(frozen=True)
class Stores:
    """Official stores on one day, found by what an offer says of itself."""

    by_pair: dict[tuple[str, UUID], OfficialStore]

    def of(self, *, brand: str, seller_id: UUID | None) -> OfficialStore | None:
        """Return the store that guarantees where an offer of this brand by this seller comes from, if one does."""
        return self.by_pair.get((spelling_of(brand), seller_id)) if seller_id else None


def stores_on(now: datetime) -> Stores:
    """Return who is an official store today."""
    found = official_stores(on=now.date())
    return Stores({(spelling, one.seller_id): one for one in found for spelling in one.brand.spellings})


def _stores(now: datetime) -> tuple[tuple[str, UUID], ...]:
    return tuple(stores_on(now).by_pair)


def _traders() -> tuple[Trader, ...]:
    known = _TRADERS.get()
    if known is None:
        rows = Seller.objects.filter(standing="approved").values_list("id", "slug", "kind", "country")
        known = _TRADERS.keep(tuple(Trader(*row) for row in rows))
    return known
