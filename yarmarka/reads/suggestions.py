"""What may somebody mean who has begun to type: goods, shelves, brands?"""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from yarmarka.connectors.search import Found, SearchQuery, search_engine
from yarmarka.connectors.search.understanding.folding import fold, is_han
from yarmarka.connectors.search.understanding.naming import also_called, begins_name
from yarmarka.domain.catalogue.queries import brands, categories
from yarmarka.domain.pricing.queries import rates_to
from yarmarka.kernel.remembered import Remembered
from yarmarka.kernel.sql import Statement
from yarmarka.reads.product_cards import ProductCard, product_cards
from yarmarka.reads.shelf import ShelfLink, link, shelves_with_goods
from yarmarka.vocabulary.assortments import EVERYTHING, Assortment

_PLACES: Final = Statement.beside(__file__, "suggested_places")
#: so many of the best finds say on which shelves, and of which brands, such goods are
_LOOKED_AT: Final = 24
#: a shelf or a brand that the name does not call up is suggested if it has this part of them
_SHARE: Final = 0.3
_MOST_GOODS: Final = 5
_MOST_SHELVES: Final = 3
_MOST_BRANDS: Final = 2
_MOST_CANDIDATES: Final = 12
#: beginnings of words that are remembered at most
_MOST_REMEMBERED: Final = 2_000


@dataclass(frozen=True)
class SuggestedBrand:
    """A brand; one that is written down has a page of its own, by its slug."""

    name: str
    slug: str = ""


@dataclass(frozen=True)
class Suggestions:
    """What a beginning of a query may mean. `read_as` says what was put right, `is_fallback` that nothing has all of
    the words."""

    text: str
    goods: tuple[ProductCard, ...] = ()
    shelves: tuple[ShelfLink, ...] = ()
    brands: tuple[SuggestedBrand, ...] = ()
    read_as: tuple[tuple[str, str], ...] = ()
    is_fallback: bool = False

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.goods) + len(self.shelves) + len(self.brands)


@dataclass(frozen=True)
class _Reader:
    """For whom, and in which shop."""

    currency: str
    language: str
    shop: str
    assortment: Assortment


_KNOWN: Final[defaultdict[tuple[str, _Reader], Remembered[Suggestions]]] = defaultdict(Remembered)


def says_enough(text: str) -> bool:
    """Test if so much was typed that something can be suggested: two letters, or one Chinese character."""
    folded = fold(text).strip()
    return len(folded) > 1 or is_han(folded)


def suggestions(
    text: str,
    *,
    currency: str,
    language: str,
    shop: str,
    assortment: Assortment = EVERYTHING,
    now: datetime,
) -> Suggestions:
    """Return what a text may mean in a shop, in two statements at most; a beginning is remembered for seconds."""
    if not says_enough(text):
        return Suggestions(text)
    if len(_KNOWN) > _MOST_REMEMBERED:
        _KNOWN.clear()
    reader = _Reader(currency, language, shop, assortment)
    remembered = _KNOWN[(text.lower(), reader)]
    return remembered.get() or remembered.keep(_found(text, reader, now=now))


def _found(text: str, reader: _Reader, *, now: datetime) -> Suggestions:
    found = search_engine().suggest(SearchQuery(text=text, limit=_LOOKED_AT, assortment=reader.assortment))
    meant = as_meant(text, found.read_as)
    called = [card.id for card in categories() if begins_name(meant, card.names.values())]
    named = called[:_MOST_CANDIDATES]
    wanted = frozenset(named)
    under = [(key, card.id) for card in categories() for key in card.path if key in wanted]
    told = _PLACES.decoded(
        dict[str, Any],
        products=list(found.product_ids),
        shelves=named,
        named=[key for key, _ in under],
        below=[key for _, key in under],
    )
    whole = len(found.product_ids)
    goods = product_cards(
        found.product_ids[:_MOST_GOODS],
        currency=reader.currency,
        rates=rates_to(reader.currency, now=now),
        language=reader.language,
        assortment=reader.assortment,
    )
    return Suggestions(
        text=text,
        goods=goods,
        shelves=_shelves(told, whole, reader),
        brands=_brands((meant, *also_called(meant)), _brands_met(told["brands"], found, reader), whole),
        read_as=found.read_as,
        is_fallback=found.is_fallback,
    )


def as_meant(text: str, read_as: tuple[tuple[str, str], ...]) -> str:
    """Return a text with what was put right in the place of what was typed."""
    right = {fold(typed): said for typed, said in read_as}
    if not right:
        return fold(text)
    # The longest first, and whole words only, except in Chinese, which knows no spaces.
    ways = "|".join(
        re.escape(typed) if is_han(typed) else rf"(?<!\w){re.escape(typed)}(?!\w)"
        for typed in sorted(right, key=len, reverse=True)
    )
    return re.sub(ways, lambda met: right[met[0]], fold(text))


def _shelves(told: Mapping[str, Any], whole: int, reader: _Reader) -> tuple[ShelfLink, ...]:
    """Return the shelves that the words name, then those on which most of the finds lie; none that is empty."""
    by_id = {card.id: card for card in categories()}
    full: Collection[UUID] = frozenset(map(UUID, told["full"]))
    if not reader.assortment.is_everything:
        full = shelves_with_goods(reader.shop, reader.assortment)
    named = [UUID(key) for key in told["named"] if UUID(key) in full]
    lying = [UUID(key) for key, count in told["shelves"] if count >= max(2, _SHARE * whole)]
    wanted = dict.fromkeys([*named, *(key for key in lying if key in by_id)])
    return tuple(link(by_id[key], reader.language) for key in list(wanted)[:_MOST_SHELVES])


def _brands_met(lying: Sequence[tuple[str, int]], found: Found, reader: _Reader) -> list[tuple[str, int]]:
    """Return the brands of the finds with how many of them are theirs, and those whose names begin as was typed: of the
    latter the index knows only that somebody sells them, which says nothing in a shop that does not sell everything."""
    met = {name.lower() for name, _ in lying}
    beginning = found.brands if reader.assortment.is_everything else ()
    return [*lying, *((name, 0) for name, _ in beginning if name.lower() not in met)]


def _brands(called: Sequence[str], lying: list[tuple[str, int]], whole: int) -> tuple[SuggestedBrand, ...]:
    """Return the brands that the words name, and those of which most of the finds are."""
    written = {spelling: card for card in brands() for spelling in card.spellings}
    found: dict[str, SuggestedBrand] = {}
    for name, count in lying:
        card = written.get(name.lower())
        names = (card.name, *card.spellings) if card else (name,)
        if any(begins_name(word, names) for said in called for word in (said, *said.split())):
            written_so = card.name if card else name
            found.setdefault(written_so, SuggestedBrand(written_so, card.slug if card else ""))
        elif card and count >= max(3, whole * 2 // 3):
            found.setdefault(card.name, SuggestedBrand(card.name, card.slug))
    return tuple(found.values())[:_MOST_BRANDS]
