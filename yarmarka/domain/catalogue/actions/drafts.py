"""What a batch of offers says about each product: its author's words, and what others can add."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from yarmarka.domain.catalogue.rules.matching import Place
from yarmarka.domain.catalogue.types import IncomingOffer


@dataclass
class _Draft:
    author: IncomingOffer | None = None
    is_new: bool = False
    more_titles: dict[str, str] = field(default_factory=dict)
    more_descriptions: dict[str, str] = field(default_factory=dict)
    more_origins: dict[str, dict[str, str]] = field(default_factory=dict)
    more_attributes: list[dict[str, Any]] = field(default_factory=list)
    more_brand: str = ""
    more_part_number: str = ""
    expected: list[int] = field(default_factory=list)


class ProductDrafts:
    """Gathers the rows of a batch by product; of two that fill in the same gap, the first does."""

    def __init__(self) -> None:
        self._drafts: dict[UUID, _Draft] = {}

    def add(self, offer: IncomingOffer, place: Place, expected: int | None) -> None:
        """Take note of what one row says about its product, and of its reference price if it will be in stock."""
        draft = self._drafts.setdefault(place.make.product_id, _Draft())
        draft.is_new |= place.is_new_product
        if expected is not None and offer.is_active:
            draft.expected.append(expected)
        if place.is_author:
            draft.author = offer
            return
        for name, gaps, texts in (
            ("titles", draft.more_titles, offer.titles),
            ("descriptions", draft.more_descriptions, offer.descriptions),
        ):
            _fill(gaps, texts, offer.text_origins.get(name, {}), draft.more_origins.setdefault(name, {}))
        draft.more_attributes = draft.more_attributes or offer.attributes
        draft.more_brand = draft.more_brand or offer.brand
        draft.more_part_number = draft.more_part_number or offer.part_number

    def new(self) -> list[dict[str, Any]]:
        """Return the products to write down; a new product always has its author's row in the batch."""
        return [
            {
                "id": product_id,
                "category_id": author.category_id,
                "titles": draft.more_titles | author.titles,
                "descriptions": draft.more_descriptions | author.descriptions,
                "text_origins": _origins(draft, author),
                "attributes": author.attributes or draft.more_attributes,
                "brand": author.brand or draft.more_brand,
                "part_number": author.part_number or draft.more_part_number,
                "described_sku": author.sku,
                "picture": author.picture,
                "tint": author.tint,
                "reference_minor": min(draft.expected, default=None),
                "offer_count": len(draft.expected),
            }
            for product_id, draft in self._drafts.items()
            if draft.is_new and (author := draft.author)
        ]

    def known(self) -> list[dict[str, Any]]:
        """Return what is said about products that are there already."""
        return [
            {
                "id": product_id,
                "more_titles": draft.more_titles,
                "more_descriptions": draft.more_descriptions,
                "more_origins": draft.more_origins,
                "more_attributes": draft.more_attributes,
                "more_brand": draft.more_brand,
                "more_part_number": draft.more_part_number,
                **_words_of(draft.author),
            }
            for product_id, draft in self._drafts.items()
            if not draft.is_new
        ]


def _fill(
    gaps: dict[str, str], texts: Mapping[str, str], said: Mapping[str, str], origins: dict[str, str]
) -> None:
    """Take the texts of languages that nobody has filled in yet, each with whose words it is."""
    for language, text in texts.items():
        if language not in gaps:
            gaps[language] = text
            if language in said:
                origins[language] = said[language]


def _origins(draft: _Draft, author: IncomingOffer) -> dict[str, dict[str, str]]:
    """Return whose words a new product's texts are: the author's stand before those that others fill in."""
    if not draft.more_origins and not author.text_origins:
        return {}
    found = {}
    for name, texts in (("titles", author.titles), ("descriptions", author.descriptions)):
        others = draft.more_origins.get(name, {})
        own = author.text_origins.get(name, {})
        kept = {language: origin for language, origin in others.items() if language not in texts}
        found[name] = kept | own
    return {name: origins for name, origins in found.items() if origins}


def _words_of(author: IncomingOffer | None) -> dict[str, Any]:
    if author is None:
        return {}
    return {
        "category_id": author.category_id,
        "titles": author.titles,
        "descriptions": author.descriptions,
        "text_origins": author.text_origins,
        "attributes": author.attributes,
        "brand": author.brand,
        "part_number": author.part_number,
        "picture": author.picture,
        "tint": author.tint,
    }
