"""Offers and their products, as they come in and as others need them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID


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
