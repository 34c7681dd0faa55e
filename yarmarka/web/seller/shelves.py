"""Our categories, to choose from for a seller's own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from yarmarka.domain.catalogue.queries import categories
from yarmarka.domain.catalogue.types import CategoryCard
from yarmarka.presentation.locales import current_language
from yarmarka.vocabulary.goods import in_language

#: More unknown categories than this are named in the file of the report, not asked about on the page.
ASKED: Final = 100


@dataclass(frozen=True)
class Shelf:
    """One of our categories, to choose from: its name with those above it."""

    id: str
    name: str


def shelf_choices() -> list[Shelf]:
    """Return all of our categories by name, in the reader's language."""
    cards = {card.id: card for card in categories()}
    shelves = [Shelf(id=str(card.id), name=_full_name(card, cards)) for card in cards.values()]
    return sorted(shelves, key=lambda shelf: shelf.name.casefold())


def chosen_shelves(sent: Mapping[str, str], names: Sequence[str]) -> dict[str, UUID]:
    """Return what a form says that a seller's categories mean: those that were asked about, and only ours."""
    known = {str(card.id) for card in categories()}
    return {
        name: UUID(chosen)
        for place, name in enumerate(names[:ASKED])
        if (chosen := sent.get(f"category-{place}", "")) in known
    }


def _full_name(card: CategoryCard, cards: Mapping[UUID, CategoryCard]) -> str:
    language = current_language()
    return " › ".join(in_language(cards[key].names, language) for key in card.path if key in cards)
