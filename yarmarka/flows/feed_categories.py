"""What the categories of a seller's feed mean: as remembered, by the same names, or put up anew."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from yarmarka.connectors.feeds.types import FeedCategory
from yarmarka.domain.catalogue.actions import ensure_categories, remember_categories
from yarmarka.domain.catalogue.queries import (
    categories,
    category_by_slug,
    forget_categories,
    mapped_categories,
)
from yarmarka.domain.catalogue.rules.categories import SEPARATOR, external_name, find_path
from yarmarka.domain.catalogue.rules.taxonomy import taxon_said
from yarmarka.domain.catalogue.types import CategoryCard


class FeedShelves:
    """Finds our category for each of a feed's, asking once for each; only those that goods are in are put up."""

    def __init__(self, *, seller_id: UUID, adopts: bool, below: str, now: datetime) -> None:
        self._seller_id, self._adopts, self._now = seller_id, adopts, now
        self._root = category_by_slug(below) if below else None
        forget_categories()  # a shelf may have been put up this very moment, by another process
        self._tree = {card.id: card for card in categories()}
        self._remembered = mapped_categories(seller_id=seller_id)
        self._paths: dict[str, tuple[str, ...]] = {}
        self._found: dict[str, CategoryCard] = {}

    def learn(self, category: FeedCategory) -> None:
        """Note a category of the feed; its parent comes before it."""
        self._paths[category.id] = (*self._paths.get(category.parent_id, ()), category.title)

    def find(self, ids: Collection[str]) -> bool:
        """Find what these categories of the feed mean; return whether `prepare` has none of them to put up.

        It asks the database nothing, so that a thread that reads ahead may do it while another is at `prepare`.
        """
        for key in self._unknown(ids):
            if card := self._known(self._paths[key]):
                self._found[key] = card
        return not self._adopts or not self._unknown(ids)

    def prepare(self, ids: Collection[str]) -> None:
        """Find, or put up, what these categories of the feed mean."""
        if not self.find(ids):
            self._adopt(self._unknown(ids))

    def category_of(self, key: str) -> CategoryCard | None:
        """Return our category for one of the feed's, or nothing if it has no counterpart."""
        return self._found.get(key)

    def name_of(self, key: str) -> str:
        """Return a feed's category with those above it, as the seller names them."""
        return SEPARATOR.join(self._paths.get(key, (key,)))

    def _unknown(self, ids: Collection[str]) -> list[str]:
        return sorted(key for key in ids if key not in self._found and key in self._paths)

    def _known(self, path: tuple[str, ...]) -> CategoryCard | None:
        remembered = self._tree.get(self._remembered.get(external_name(path), UUID(int=0)))
        return remembered or self._in_taxonomy(path) or find_path(self._tree.values(), path, below=self._root)

    def _in_taxonomy(self, path: tuple[str, ...]) -> CategoryCard | None:
        """Return our category for one that is said in Google's taxonomy, whole."""
        taxon, names = taxon_said(path)
        if taxon is None or names or self._root:
            return None
        return next((card for card in self._tree.values() if card.google_id == taxon.google_id), None)

    @transaction.atomic
    def _adopt(self, keys: Iterable[str]) -> None:
        paths = {key: self._paths[key] for key in keys}
        made = ensure_categories(list(paths.values()), below=self._root, now=self._now)
        self._found |= {key: made[path] for key, path in paths.items()}
        mapping = {external_name(path): card.id for path, card in made.items()}
        remember_categories(mapping, seller_id=self._seller_id, now=self._now)
