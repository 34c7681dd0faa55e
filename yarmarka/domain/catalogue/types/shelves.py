"""Categories, and goods as lists and searches ask for them."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from yarmarka.vocabulary.assortments import EVERYTHING, Assortment


class Sort(StrEnum):
    """In which order goods are shown."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    PRICE = "price"
    PRICE_DESC = "price_desc"
    #: only where reviews are at hand: `reads.faceted_shelf`
    RATING = "rating"


@dataclass(frozen=True)
class CategoryCard:
    """A category as pages and feeds need it."""

    id: UUID
    parent_id: UUID | None
    slug: str
    names: dict[str, str]
    picture: str
    path: list[UUID]
    #: its number in Google's product taxonomy, if it has one
    google_id: int | None = None


@dataclass(frozen=True)
class SearchWords:
    """Words to search for: all of them, and apart all but the last with what the last one may begin."""

    all: str
    head: str
    beginning: str


@dataclass(frozen=True)
class ProductFilter:
    """Which goods are meant: words, a category with all below it, reference prices in kopecks, what a shop sells."""

    words: SearchWords | None = None
    category_id: UUID | None = None
    min_reference_minor: int | None = None
    max_reference_minor: int | None = None
    assortment: Assortment = EVERYTHING
    #: a brand's spellings, and one seller's goods only
    brand_spellings: tuple[str, ...] = ()
    seller_id: UUID | None = None
    #: only what one of these sellers offers, what lies in one of these warehouses, what is one of these; None: all
    sellers: tuple[UUID, ...] | None = None
    warehouses: tuple[UUID, ...] | None = None
    products: tuple[UUID, ...] | None = None
    #: pairs of name and value, each by its English or else its Russian words, the value with its unit; of several
    #: values of one name any will do
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class ProductIds:
    """A page of products, and how many there are; above a bound they aren't counted to the end."""

    ids: tuple[UUID, ...]
    total: int
    is_total_exact: bool
