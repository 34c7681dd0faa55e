"""The form in which the demo world's goods are written down, and what a right description of a thing must have."""

from typing import Annotated, Final

import msgspec
from msgspec import Meta

LANGUAGES: Final = ("ru", "en", "zh")
_Text = Annotated[str, Meta(min_length=1)]
_Slug = Annotated[str, Meta(pattern="^[a-z][a-z0-9-]*$")]
_Minor = Annotated[int, Meta(gt=0)]


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A word in three languages."""

    ru: _Text
    en: _Text
    zh: _Text


class Shelf(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A category of the second level."""

    slug: _Slug
    picture: _Slug
    ru: _Text
    en: _Text
    zh: _Text
    #: its number in Google's product taxonomy, where that has such a category
    google: int | None = None


class Thing(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A product: what it is, in facts and in words, its makes, and who sells it for how much.

    Its texts are pairs of title and description. `sold` gives by seller the price of the first make, or price and old
    price, in that seller's currency; `dearer` how many times that a make with such an option costs.
    """

    key: _Slug
    shelf: _Slug
    brand: _Text
    number: _Text
    picture: _Slug
    tint: Annotated[int, Meta(ge=0, le=5)]
    grams: Annotated[int, Meta(gt=0, le=20_000)]
    hs: Annotated[str, Meta(pattern=r"^\d{6}(\d{2}){0,2}$")]
    origin: Annotated[str, Meta(pattern="^[A-Z]{2}$")]
    facts: Annotated[dict[str, float | int | str], Meta(min_length=1)]
    sold: Annotated[dict[str, int | tuple[_Minor, _Minor]], Meta(min_length=1)]
    ru: tuple[_Text, _Text]
    en: tuple[_Text, _Text]
    zh: tuple[_Text, _Text]
    makes: list[dict[str, str]] = []
    dearer: dict[str, float] = {}
    #: languages whose texts are a machine's: shoppers are told so
    machine: list[str] = []

    def price_of(self, seller: str) -> tuple[int, int | None]:
        """Return what a seller asks for the first make, in whole units of its currency, and what it asked before."""
        price = self.sold[seller]
        return (price, None) if isinstance(price, int) else price


class Aisle(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A category of the first level with all that is below it: one file."""

    slug: _Slug
    picture: _Slug
    ru: _Text
    en: _Text
    zh: _Text
    google: int
    shelves: list[Shelf]
    things: list[Thing]


class Vocabulary(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What things can be told by in facts: names with units by language, and words that are values."""

    neutral: list[str]
    facts: dict[str, dict[str, tuple[str, str]]]
    words: dict[str, Words]
