"""What a feed says of a shop and of each offer in it, in one language and one currency."""

from dataclasses import dataclass
from datetime import date, datetime

from yarmarka.vocabulary.money import Money


@dataclass(frozen=True)
class FeedShelf:
    """A category: a number that stays the same, the one above it, its name, and its number in Google's taxonomy."""

    number: int
    above: int | None
    name: str
    google_id: int | None = None


@dataclass(frozen=True)
class FeedShop:
    """A shop as its feeds name it. `rates_of` is the day of the rates by which prices were converted."""

    name: str
    company: str
    url: str
    language: str
    country: str
    currency: str
    shelves: tuple[FeedShelf, ...]
    made_at: datetime
    rates_of: date


@dataclass(frozen=True)
class FeedDelivery:
    """The cheapest way to the feed's country, and the days that are promised."""

    name: str
    price: Money
    from_days: int
    to_days: int


@dataclass(frozen=True)
class FeedGoods:
    """An offer that can be had and brought: prices in the feed's currency, texts in its language."""

    id: str
    group: str
    url: str
    title: str
    description: str
    price: Money
    old_price: Money | None
    shelves: tuple[FeedShelf, ...]
    pictures: tuple[str, ...]
    brand: str
    part_number: str
    #: 14 digits, or nothing
    gtin: str
    #: name, value, unit
    facts: tuple[tuple[str, str, str], ...]
    options: tuple[tuple[str, str], ...]
    weight_g: int
    #: length, width, height; noughts where nobody has told
    sides_mm: tuple[int, int, int]
    origin: str
    hs_code: str
    delivery: FeedDelivery


def short_gtin(gtin: str) -> str:
    """Return a GTIN in the length that its number was given out in: 8, 12, 13 or 14 digits."""
    bare = gtin.lstrip("0")
    return next((bare.zfill(length) for length in (8, 12, 13) if len(bare) <= length), gtin)


def plain(text: str, most: int) -> str:
    """Return a text that fits, cut at a word, without what XML can't carry."""
    clean = "".join(sign for sign in text if sign in "\t\n\r" or (sign >= " " and sign not in "\ufffe\uffff"))
    clean = clean.encode("utf-8", "ignore").decode()
    if len(clean) <= most:
        return clean
    cut = clean[: most - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[most // 2 :] else cut) + "…"
