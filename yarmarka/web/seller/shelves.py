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
#: So many shelves are shown of those that words find.
FOUND: Final = 12


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


def found_shelves(words: str) -> list[Shelf]:
    """Return the categories whose names, with those above them, hold all of some words in any language.

    Those that the words begin or name stand first, and the narrower before the wider.
    """
    wanted = words.casefold().replace("ё", "е").split()
    if not wanted:
        return []
    cards = {card.id: card for card in categories()}
    language, found = current_language(), []
    for card in cards.values():
        own = " ".join(card.names.values()).casefold().replace("ё", "е")
        above = " ".join(" ".join(cards[key].names.values()) for key in card.path if key in cards)
        whole = f"{own} {above.casefold().replace('ё', 'е')}"
        if all(word in whole for word in wanted):
            rank = (
                not all(word in own for word in wanted),
                -len(card.path),
                in_language(card.names, language),
            )
            found.append((rank, Shelf(id=str(card.id), name=_full_name(card, cards))))
    return [shelf for _rank, shelf in sorted(found, key=lambda pair: pair[0])][:FOUND]


def shelf_of(key: str) -> Shelf | None:
    """Return one of our categories by its key as forms send it; nothing for what is none."""
    return next((shelf for shelf in shelf_choices() if shelf.id == key), None)


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
