"""What the categories of a seller's feed mean, as far as that is known without asking the database again."""

from collections.abc import Collection, Mapping
from uuid import UUID

from yarmarka.connectors.feeds.types import FeedCategory
from yarmarka.domain.catalogue.rules.categories import SEPARATOR, external_name, find_path
from yarmarka.domain.catalogue.rules.taxonomy import taxon_said
from yarmarka.domain.catalogue.types import CategoryCard

#: a feed's category with those above it, as the seller names them
FeedPath = tuple[str, ...]


class KnownShelves:
    """Finds our category for each of a feed's: as remembered, by Google's taxonomy, or by the same names."""

    def __init__(
        self,
        tree: Mapping[UUID, CategoryCard],
        remembered: Mapping[str, UUID],
        *,
        root: CategoryCard | None,
        adopts: bool,
    ) -> None:
        self._tree, self._remembered, self._root, self._adopts = tree, remembered, root, adopts
        self.paths: dict[str, FeedPath] = {}
        self.found: dict[str, CategoryCard] = {}

    def learn(self, category: FeedCategory) -> FeedPath:
        """Note a category of the feed and return its path; its parent comes before it."""
        path = self.paths[category.id] = (*self.paths.get(category.parent_id, ()), category.title)
        return path

    def find(self, ids: Collection[str]) -> bool:
        """Find what these categories of the feed mean; return whether none of them has to be put up first."""
        for key in self.unknown(ids):
            if card := self._known(self.paths[key]):
                self.found[key] = card
        return not self._adopts or not self.unknown(ids)

    def unknown(self, ids: Collection[str]) -> list[str]:
        """Return those whose meaning nobody knows so far."""
        return sorted(key for key in ids if key not in self.found and key in self.paths)

    def category_of(self, key: str) -> CategoryCard | None:
        """Return our category for one of the feed's, or nothing if it has no counterpart."""
        return self.found.get(key)

    def name_of(self, key: str) -> str:
        """Return a feed's category with those above it, as the seller names them."""
        return SEPARATOR.join(self.paths.get(key, (key,)))

    def _known(self, path: FeedPath) -> CategoryCard | None:
        remembered = self._tree.get(self._remembered.get(external_name(path), UUID(int=0)))
        return remembered or self._in_taxonomy(path) or find_path(self._tree.values(), path, below=self._root)

    def _in_taxonomy(self, path: FeedPath) -> CategoryCard | None:
        """Return our category for one that is said in Google's taxonomy, whole."""
        taxon, names = taxon_said(path)
        if taxon is None or names or self._root:
            return None
        return next((card for card in self._tree.values() if card.google_id == taxon.google_id), None)
