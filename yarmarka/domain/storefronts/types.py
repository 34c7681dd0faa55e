"""A shop as it is published: names, languages, currencies, assortment, look, navigation and front page."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

#: a text in each language that it is told in
Texts = dict[str, str]


class GoodsBy(StrEnum):
    """Which goods a row of the front page shows first."""

    NEWEST = "newest"
    CHEAPEST = "price"


class LinkKind(StrEnum):
    """What an entry of the navigation leads to."""

    CATEGORY = "category"
    BRAND = "brand"
    STORES = "stores"
    ADDRESS = "address"


class AssortmentRule(msgspec.Struct, frozen=True):
    """What a shop sells. Every condition that is told must hold; none told is everything.

    `categories` and `sellers` are slugs, `kinds` how sellers trade, `countries` where they are at home.
    `official_only` leaves only what a brand's authorised store sells of that brand.
    """

    official_only: bool = False
    categories: tuple[str, ...] = ()
    sellers: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()


class Theme(msgspec.Struct, frozen=True):
    """A shop's colours, each empty where the house's own holds; `is_airy` gives more room and quieter prices."""

    accent: str = ""
    accent_dark: str = ""
    paper: str = ""
    ink: str = ""
    surface: str = ""
    is_airy: bool = False


class Link(msgspec.Struct, frozen=True):
    """An entry of the navigation. `target` is a slug, or an address within the shop; `words` may be left to a
    category's or brand's own name."""

    kind: LinkKind
    target: str = ""
    words: Texts = {}


class Hero(msgspec.Struct, frozen=True, tag="hero"):
    """The first thing on the page: a promise in large letters, a sentence, a way on, a drawing."""

    title: Texts
    lead: Texts = {}
    action: Texts = {}
    target: str = ""
    picture: str = ""
    tint: int = 0


class Promises(msgspec.Struct, frozen=True, tag="promises"):
    """What the shop promises, each with a small drawing: check, shield or parcel in turn."""

    items: tuple[Texts, ...]


class Shelves(msgspec.Struct, frozen=True, tag="shelves"):
    """Categories as pictures; all of the first level, unless some are named by slug."""

    title: Texts
    categories: tuple[str, ...] = ()


class Goods(msgspec.Struct, frozen=True, tag="goods"):
    """A row of products by a rule: of a category, of a brand, the newest or the cheapest."""

    title: Texts
    by: GoodsBy = GoodsBy.NEWEST
    category: str = ""
    brand: str = ""
    limit: int = 10


class Brands(msgspec.Struct, frozen=True, tag="brands"):
    """The brands whose official stores sell here."""

    title: Texts


class Text(msgspec.Struct, frozen=True, tag="text"):
    """A heading and a few paragraphs."""

    title: Texts
    body: Texts


Block = Hero | Promises | Shelves | Goods | Brands | Text


class Contents(msgspec.Struct, frozen=True):
    """All of a shop that an operator writes; one version of it is published as a whole."""

    names: Texts
    locales: tuple[str, ...]
    locale: str
    currencies: tuple[str, ...]
    currency: str
    assortment: AssortmentRule = AssortmentRule()
    theme: Theme = Theme()
    navigation: tuple[Link, ...] = ()
    blocks: tuple[Block, ...] = ()


class Place(msgspec.Struct, frozen=True):
    """Where a shop is found: at a host, under a path prefix, or both; an empty part holds for any."""

    host: str = ""
    prefix: str = ""


@dataclass(frozen=True)
class Storefront:
    """A shop as it is open now. `version` grows with each publishing."""

    code: str
    places: tuple[Place, ...]
    version: int
    contents: Contents
    is_default: bool
    opens_at: datetime | None
    closes_at: datetime | None

    def name(self, language: str) -> str:
        """Return the name above the door."""
        names = self.contents.names
        return names.get(language) or names.get(self.contents.locale) or next(iter(names.values()), self.code)


@dataclass(frozen=True)
class VersionCard:
    """One publishing of a shop: who, when, and why they say."""

    number: int
    published_at: datetime
    published_by: UUID | None
    note: str
    is_current: bool


@dataclass(frozen=True)
class StorefrontDesk:
    """A shop as its operators see it: what is published, and the draft that is not yet."""

    code: str
    places: tuple[Place, ...]
    is_default: bool
    version: int | None
    draft: Contents | None = None
    drafted_at: datetime | None = None
    drafted_by: UUID | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None
