"""What one shop sells of all that is sold: words that the catalogue, shops and orders share."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID


def spelling_of(brand: str) -> str:
    """Return a brand's name as names are compared: without outer and double spaces, in small letters."""
    return " ".join(brand.split()).lower()


@dataclass(frozen=True)
class Assortment:
    """Conditions that an offer must meet to be sold; each that is None holds for everything.

    `stores` are pairs of a brand's spelling and a seller whom the brand has authorised: then only what bears the
    brand and comes from its store is sold.
    """

    categories: frozenset[UUID] | None = None
    sellers: frozenset[UUID] | None = None
    stores: frozenset[tuple[str, UUID]] | None = None

    @property
    def is_everything(self) -> bool:
        """Whether no condition is set."""
        return self.categories is None and self.sellers is None and self.stores is None

    def only_of(self, seller_id: UUID) -> "Assortment":
        """Return what of this one seller sells."""
        own = frozenset({seller_id})
        return replace(self, sellers=own if self.sellers is None else self.sellers & own)

    def as_columns(self) -> dict[str, list[UUID] | list[str] | None]:
        """Return what a statement compares offers with: `sellers`, and pairs of `store_brands` and `store_sellers`."""
        stores = None if self.stores is None else sorted(self.stores)
        return {
            "sellers": None if self.sellers is None else sorted(self.sellers),
            "store_brands": None if stores is None else [brand for brand, _ in stores],
            "store_sellers": None if stores is None else [seller for _, seller in stores],
        }

    def takes(self, *, seller_id: UUID, brand: str, category_path: Sequence[UUID]) -> bool:
        """Test if an offer of this seller, for a product of this brand and place, is sold."""
        return (
            (self.categories is None or not self.categories.isdisjoint(category_path))
            and (self.sellers is None or seller_id in self.sellers)
            and (self.stores is None or (brand.lower(), seller_id) in self.stores)
        )


EVERYTHING: Final = Assortment()
#: what a shop sells that is closed
NOTHING: Final = Assortment(sellers=frozenset())
