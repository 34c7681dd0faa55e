"""From what an operator says a shop sells to the filter that the catalogue lists by, and orders are held to."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from yarmarka.domain.storefronts.types import AssortmentRule
from yarmarka.vocabulary.assortments import EVERYTHING, Assortment


@dataclass(frozen=True)
class Trader:
    """A seller as far as a shop chooses by it."""

    id: UUID
    slug: str
    kind: str
    country: str


@dataclass(frozen=True)
class Known:
    """What a rule is read against: categories by slug, who sells, and each brand's (spelling, seller) stores."""

    categories: Mapping[str, UUID]
    traders: Collection[Trader]
    stores: Collection[tuple[str, UUID]]


def chooses_sellers(rule: AssortmentRule) -> bool:
    """Test if a rule needs to know who sells."""
    return bool(rule.sellers or rule.kinds or rule.countries)


def compiled(rule: AssortmentRule, known: Known) -> Assortment:
    """Return the filter that a rule means today.

    A condition that nothing meets any more, such as a category that was taken away, leaves nothing: it never turns
    into no condition.
    """
    if rule == AssortmentRule():
        return EVERYTHING
    return Assortment(
        categories=frozenset(known.categories[slug] for slug in rule.categories if slug in known.categories)
        if rule.categories
        else None,
        sellers=frozenset(trader.id for trader in known.traders if _is_chosen(rule, trader))
        if chooses_sellers(rule)
        else None,
        stores=frozenset(known.stores) if rule.official_only else None,
    )


def _is_chosen(rule: AssortmentRule, trader: Trader) -> bool:
    return (
        (not rule.sellers or trader.slug in rule.sellers)
        and (not rule.kinds or trader.kind in rule.kinds)
        and (not rule.countries or trader.country in rule.countries)
    )
