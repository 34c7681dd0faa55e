"""What other parts of the house are told about goods."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from yarmarka.vocabulary.assortments import EVERYTHING, Assortment
from yarmarka.vocabulary.goods import LANGUAGES
from yarmarka.vocabulary.units import UNITS, asked_for


class OfferStatus(StrEnum):
    """Whether an offer can be bought."""

    ACTIVE = "active"
    PAUSED = "paused"
    #: a rule of the fair or a person stopped its card: neither its seller nor a feed puts it back on sale
    HELD = "held"
    WITHDRAWN = "withdrawn"


class Source(StrEnum):
    """Where a change of a card comes from."""

    #: a price list or a seller's software
    FEED = "feed"
    #: a form, or the API
    HAND = "hand"
    STAFF = "staff"


class AuthorisationStatus(StrEnum):
    """What became of a document that two people let in, by which a brand lets a seller sell."""

    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


class Sort(StrEnum):
    """In which order goods are shown."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    PRICE = "price"
    PRICE_DESC = "price_desc"
    #: only where reviews are at hand: `reads.faceted_shelf`
    RATING = "rating"


class Reliability(StrEnum):
    """How a seller's orders of late went, as far as that was measured."""

    GOOD = "good"
    TOO_FEW = "too_few"
    WARNING = "warning"
    SERIOUS = "serious"


@dataclass(frozen=True)
class Contender:
    """An offer that can be had, as it stands beside others of the same product, in the reader's currency.

    `whole_minor` is the price with delivery and what is collected for import, `by_on` the last promised day; both are
    nothing where nobody brings it to the reader.
    """

    offer_id: UUID
    goods_minor: int
    whole_minor: int | None
    by_on: date | None
    reliability: Reliability


@dataclass(frozen=True)
class Featured:
    """The offer that stands first, and beside what: the one with the lowest price, and the soonest day of all."""

    chosen: Contender
    cheapest: Contender
    soonest_on: date | None
    among: int

    @property
    def dearer_minor(self) -> int:
        """How much more it costs than the cheapest, whole where both can be brought."""
        if self.chosen.whole_minor is None or self.cheapest.whole_minor is None:
            return self.chosen.goods_minor - self.cheapest.goods_minor
        return self.chosen.whole_minor - self.cheapest.whole_minor

    @property
    def later_days(self) -> int:
        """How many days later than the soonest it is promised."""
        if self.chosen.by_on is None or self.soonest_on is None:
            return 0
        return (self.chosen.by_on - self.soonest_on).days

    @property
    def sooner_days(self) -> int:
        """How many days sooner than the cheapest it is promised; never less than none."""
        if self.chosen.by_on is None or self.cheapest.by_on is None:
            return 0
        return max(0, (self.cheapest.by_on - self.chosen.by_on).days)


@dataclass(frozen=True)
class OfferForSale:
    """An offer as a basket and an order need it."""

    id: UUID
    seller_id: UUID
    warehouse_id: UUID
    product_id: UUID
    variant_id: UUID
    category_path: list[UUID]
    sku: str
    titles: dict[str, str]
    options: dict[str, str]
    price_minor: int
    currency: str
    weight_g: int
    hs_code: str
    origin_country: str
    picture: str
    tint: int
    is_active: bool
    brand: str = ""
    #: of the packed piece: its volume and its longest side; 0 where nobody has told
    volume_mm3: int = 0
    longest_mm: int = 0
    #: its length, width and height; None where nobody has told
    sides_mm: tuple[int, int, int] | None = None


@dataclass(frozen=True)
class HungPicture:
    """A picture of a product: which, in whose keeping, with what words, and how a page refers to it."""

    id: UUID
    picture_id: UUID
    reference: str
    alts: dict[str, str]
    seller_id: UUID | None
    position: int


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
class IncomingOffer:
    """One row of a seller's feed or form, already clean: what becomes a product, a variant and an offer."""

    sku: str
    category_id: UUID
    titles: dict[str, str]
    descriptions: dict[str, str]
    attributes: list[dict[str, Any]]
    brand: str
    part_number: str
    gtin: str
    price_minor: int
    old_price_minor: int | None
    currency: str
    weight_g: int
    hs_code: str
    origin_country: str
    is_active: bool
    picture: str = ""
    tint: int = 0
    options: tuple[tuple[str, str], ...] = ()
    group_key: str = ""
    #: nobody has told the weight: it is a guess, which never replaces a weight that was told
    is_weight_assumed: bool = False
    #: length, width and height of the packed piece; None leaves what was told before
    dimensions_mm: tuple[int, int, int] | None = None
    #: a rule stops the card: it is stored, and not sold
    is_held: bool = False
    #: "titles" and "descriptions": by language whose words they are, where they aren't the seller's own
    text_origins: dict[str, dict[str, str]] = field(default_factory=dict)


class AttributeKind(StrEnum):
    """What the values of an attribute are."""

    NUMBER = "number"
    TEXT = "text"
    CHOICE = "choice"
    YES_NO = "yes_no"


class AttributeFault(StrEnum):
    """Why an attribute's value can't be read; `presentation.feed_words` has the words."""

    NOT_A_NUMBER = "attribute_not_a_number"
    COMMA_UNCLEAR = "attribute_comma_unclear"
    TOO_LARGE = "attribute_too_large"
    UNIT_UNKNOWN = "attribute_unit_unknown"
    UNIT_OF_ANOTHER_MEASURE = "attribute_unit_of_another_measure"
    NOT_A_CHOICE = "attribute_not_a_choice"
    NOT_YES_OR_NO = "attribute_not_yes_or_no"
    TOO_LONG = "attribute_too_long"


@dataclass(frozen=True)
class NewAttribute:
    """What goods of a category and of all below it are told by; without a category, all goods.

    `choices` are the values that there are, each by its word in Russian, English and Chinese, then how else it is
    written; of a text they are only the words that are known in all languages, and others may be written, too.
    Numbers are kept in `unit`, a code of `vocabulary.units`; none means a mere count.
    """

    code: str
    category_id: UUID | None
    names: Mapping[str, str]
    kind: AttributeKind
    unit: str = ""
    choices: tuple[tuple[str, ...], ...] = ()
    #: how else sellers call it
    spellings: tuple[str, ...] = ()
    is_required: bool = False


@dataclass(frozen=True)
class AttributeDefinition(NewAttribute):
    """A definition that was written down: by whom and when, and when and by whom it was ended."""

    id: UUID = field(kw_only=True)
    #: the rule for cards that asks for it, if it is required
    rule_id: UUID | None = field(default=None, kw_only=True)
    made_at: datetime = field(kw_only=True)
    made_by: UUID | None = field(default=None, kw_only=True)
    ended_at: datetime | None = field(default=None, kw_only=True)
    ended_by: UUID | None = field(default=None, kw_only=True)


@dataclass(frozen=True)
class ToldProduct:
    """What a product is told by, as it is stored."""

    id: UUID
    category_path: list[UUID]
    attributes: list[dict[str, Any]]


@dataclass(frozen=True)
class AttributeProblem:
    """A value that can't be read: why, as what the seller called it, and of which attribute."""

    code: AttributeFault
    said_as: str
    definition: AttributeDefinition
    value: str
    unit: str = ""

    @property
    def facts(self) -> dict[str, Any]:
        """What words need: by language where it is said in several."""
        own = UNITS[self.definition.unit or "pcs"]
        choices = {
            language: ", ".join(choice[place] for choice in self.definition.choices[:12])
            for place, language in enumerate(LANGUAGES)
        }
        return {
            "attribute": dict(self.definition.names),
            "value": " ".join(filter(None, (self.value, self.unit))),
            "unit": asked_for(own),
            "choices": choices if self.definition.choices else "",
        }


@dataclass(frozen=True)
class CardChange:
    """What was changed of a card once: field → what it was, what it is; by whom and from where."""

    product_id: UUID
    seller_id: UUID | None
    #: of an offer; empty for what all sellers of the product share
    sku: str
    source: Source
    person_id: UUID | None
    changes: dict[str, tuple[Any, Any]]
    at: datetime


@dataclass(frozen=True)
class Joined:
    """What went to another product with a join, so that it can go back.

    Offers with the make that they were of; makes that moved whole; numbers that a make gave away, and to which; hung
    pictures; articles, by seller and SKU.
    """

    offers: Mapping[UUID, UUID]
    variants: tuple[UUID, ...]
    gtins: Mapping[UUID, tuple[str, UUID]]
    pictures: tuple[UUID, ...]
    articles: tuple[tuple[UUID, str], ...]


@dataclass(frozen=True)
class StoredOffer:
    """What became of an incoming offer; `is_changed` when it, its product or its variant now differ.

    `left_product_id` names the product that an offer belonged to before, when it has moved; `is_of_new_product` says
    that the product was written down with it, and stands on the shelf as the `expected` prices had it.
    """

    sku: str
    offer_id: UUID
    product_id: UUID
    is_new: bool
    is_changed: bool = True
    left_product_id: UUID | None = None
    is_of_new_product: bool = False


@dataclass(frozen=True)
class NewPrice:
    """What an offer is to cost from now on, and what it really cost before, if that is to be shown."""

    offer_id: UUID
    price_minor: int
    old_price_minor: int | None = None


@dataclass(frozen=True)
class OfferPrice:
    """What an offer costs now."""

    price_minor: int
    currency: str


@dataclass(frozen=True)
class ListedOffer:
    """An offer of a seller, as what comes in is held against it."""

    id: UUID
    sku: str
    product_id: UUID
    warehouse_id: UUID


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


@dataclass(frozen=True)
class BrandCard:
    """A brand as pages need it. `spellings` are how sellers write it, in small letters."""

    id: UUID
    slug: str
    name: str
    colour: str
    country: str
    texts: dict[str, str]
    spellings: tuple[str, ...]


@dataclass(frozen=True)
class Authorisation:
    """A brand's word that a seller is its official store, in force from a day to a day, both included.

    It bears the id of the proposal by which two people let it in; `reason` is why it was withdrawn.
    """

    id: UUID
    brand_id: UUID
    seller_id: UUID
    document: str
    valid_from: date
    valid_to: date
    status: AuthorisationStatus = AuthorisationStatus.APPROVED
    reason: str = ""


@dataclass(frozen=True)
class OfficialStore:
    """A seller that a brand has authorised, until when, and by which document it was proved."""

    brand: BrandCard
    seller_id: UUID
    valid_from: date
    valid_to: date
    document: str
