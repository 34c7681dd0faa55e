"""What a feed says, whatever its format: its head, its categories, its offers and the rows that are refused."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from yarmarka.vocabulary.goods import TextOrigin
from yarmarka.vocabulary.money import Money


class FeedCode(StrEnum):
    """What is wrong with a row, a value or a whole feed; `presentation.feed_words` has the words."""

    # The whole feed: nothing after this line was read.
    FEED_BROKEN = "feed_broken"
    FEED_NOT_YML = "feed_not_yml"
    FEED_NOT_COMMERCEML = "feed_not_commerceml"
    FEED_NOT_GOOGLE = "feed_not_google"
    FEED_EMPTY = "feed_empty"
    FEED_DECLARES_ENTITIES = "feed_declares_entities"
    FEED_HAS_TOO_MANY_CATEGORIES = "feed_has_too_many_categories"
    # The row: it is refused.
    VALUE_MISSING = "value_missing"
    VALUE_TOO_LONG = "value_too_long"
    ID_REPEATED = "id_repeated"
    NOT_A_NUMBER = "not_a_number"
    NOT_POSITIVE = "not_positive"
    NEGATIVE = "negative"
    TOO_PRECISE = "too_precise"
    TOO_LARGE = "too_large"
    CURRENCY_UNKNOWN = "currency_unknown"
    CATEGORY_UNKNOWN = "category_unknown"
    DIMENSIONS_INVALID = "dimensions_invalid"
    OFFER_TOO_BIG = "offer_too_big"
    # A value that goods can be sold without: it is left out, and the row is taken.
    BARCODE_INVALID = "barcode_invalid"
    OLD_PRICE_NOT_HIGHER = "old_price_not_higher"
    PICTURE_INVALID = "picture_invalid"
    TOO_MANY_PICTURES = "too_many_pictures"
    HS_CODE_INVALID = "hs_code_invalid"
    ORIGIN_UNKNOWN = "origin_unknown"
    DESCRIPTION_CUT = "description_cut"
    TEXT_LANGUAGE_UNKNOWN = "text_language_unknown"
    TEXT_ORIGIN_UNKNOWN = "text_origin_unknown"
    PARENT_UNKNOWN = "parent_unknown"


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: the field as the format names it, the code, and the facts for the words."""

    field: str
    code: FeedCode
    facts: Mapping[str, Any] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True)
class FeedHead:
    """Who made the feed and when; `made_at` is None when the feed does not say it readably."""

    line: int
    shop_name: str
    company: str
    made_at: datetime | None


@dataclass(frozen=True)
class FeedCategory:
    """A category as the seller numbers it. Parents come before their children; `parent_id` is empty at the top."""

    line: int
    id: str
    title: str
    parent_id: str
    notes: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class FeedText:
    """A title or a description in a language that the feed names, and whose words it is."""

    #: "titles" or "descriptions", as cards have them
    field: str
    language: str
    text: str
    origin: TextOrigin = TextOrigin.SELLER


@dataclass(frozen=True)
class FeedOffer:
    """One offer that can be taken as it is. `notes` say which values were left out, and why.

    `gtins` are valid ones, in digits; `attributes` are (name, value, unit); `dimensions_mm` are length, width,
    height; `picture_urls` are web addresses, or names of files that came along; `country_of_origin` is an ISO 3166-1
    code; `stock` is None when the feed does not tell it.
    """

    line: int
    sku: str
    title: str
    price: Money
    old_price: Money | None
    category: str
    brand: str
    part_number: str
    gtins: tuple[str, ...]
    description: str
    picture_urls: tuple[str, ...]
    attributes: tuple[tuple[str, str, str], ...]
    weight_g: int | None
    dimensions_mm: tuple[int, int, int] | None
    country_of_origin: str
    hs_code: str
    is_available: bool
    stock: int | None
    group_id: str
    notes: tuple[Problem, ...] = ()
    #: what a shopper chooses by, where the format says it; else it is guessed among the attributes of a group
    choices: tuple[tuple[str, str], ...] = ()
    #: pieces by the seller's own warehouse, where the format tells it; they add up to `stock`
    rests: Mapping[str, int] = dataclasses.field(default_factory=dict)
    #: texts whose language the feed names; of `title` and `description` it is guessed by their script
    texts: tuple[FeedText, ...] = ()


@dataclass(frozen=True)
class RefusedRow:
    """A row that was not taken: its line, its id if it has one, and why; `others` are further problems in it."""

    line: int
    offer: str
    field: str
    code: FeedCode
    facts: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    others: tuple[Problem, ...] = ()


FeedRow = FeedHead | FeedCategory | FeedOffer | RefusedRow
