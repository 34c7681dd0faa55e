"""What the categories of a seller's feed mean: as it is known, or put up anew."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from yarmarka.domain.catalogue.actions import ensure_categories, remember_categories
from yarmarka.domain.catalogue.queries import (
    categories,
    category_by_slug,
    forget_categories,
    mapped_categories,
)
from yarmarka.domain.catalogue.rules.categories import external_name
from yarmarka.flows.feed_shelves import KnownShelves


class FeedShelves:
    """The shelves that a feed is sorted into, asked for once; of those it lacks only the ones with goods are put up."""

    def __init__(self, *, seller_id: UUID, adopts: bool, below: str, now: datetime) -> None:
        self._seller_id, self._now = seller_id, now
        self._root = category_by_slug(below) if below else None
        forget_categories()  # a shelf may have been put up this very moment, by another process
        tree = {card.id: card for card in categories()}
        self.known = KnownShelves(
            tree, mapped_categories(seller_id=seller_id), root=self._root, adopts=adopts
        )

    def prepare(self, ids: Collection[str]) -> None:
        """Find, or put up, what these categories of the feed mean."""
        if not self.known.find(ids):
            self._adopt(self.known.unknown(ids))

    @transaction.atomic
    def _adopt(self, keys: Iterable[str]) -> None:
        paths = {key: self.known.paths[key] for key in keys}
        made = ensure_categories(list(paths.values()), below=self._root, now=self._now)
        mapping = {external_name(path): card.id for path, card in made.items()}
        remember_categories(mapping, seller_id=self._seller_id, now=self._now)
        self.known.found |= {key: made[path] for key, path in paths.items()}
