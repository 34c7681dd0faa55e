"""A feed's offer as the catalogue takes it, and what has to be assumed where the feed is silent."""

import zlib
from collections.abc import Iterable
from typing import Final

from yarmarka.connectors.feeds.types import FeedOffer, FeedText
from yarmarka.domain.catalogue.errors import PriceInvalid
from yarmarka.domain.catalogue.rules.archetypes import archetype_of
from yarmarka.domain.catalogue.rules.attribute_values import Fact
from yarmarka.domain.catalogue.rules.attributes import AttributeBook
from yarmarka.domain.catalogue.rules.languages import language_of
from yarmarka.domain.catalogue.rules.prices import check_price, honest_old_price
from yarmarka.domain.catalogue.rules.trade_items import normal_gtin
from yarmarka.domain.catalogue.types import CategoryCard, IncomingOffer
from yarmarka.flows.feed_report import ImportCode, Tally
from yarmarka.vocabulary.goods import TextOrigin

#: Of which parameters a shopper chooses within a group; a feed marks them in no way.
CHOICES: Final = frozenset(
    {
        *(
            "цвет",
            "размер",
            "объем",
            "объём",
            "память",
            "вкус",
            "аромат",
            "длина",
            "ширина",
            "рост",
            "обхват",
        ),
        *("диаметр", "высота", "мощность", "комплектация"),
        *("color", "colour", "size", "volume", "memory", "taste", "flavour", "scent", "length", "width"),
        *("height", "diameter", "power", "set"),
        *("颜色", "尺码", "规格", "容量"),
    }
)
_TINTS: Final = 6
_LONGEST_CHOICE: Final = 100


def incoming_offer(
    offer: FeedOffer, category: CategoryCard, tally: Tally, *, book: AttributeBook
) -> IncomingOffer | None:
    """Return the offer for the catalogue, or nothing if it is refused; both are told to the tally.

    What it is told by is read by the `book`; a value that can't be read is left out, and noted by line and name.
    A parcel's price hangs on its weight. Where the feed is silent, a round guess by category stands in, is noted
    here and marked on the offer, and gives way to the first weight that the seller tells.
    """
    try:
        check_price(offer.price.minor)
    except PriceInvalid:
        tally.refuse(offer, "price", ImportCode.PRICE_TOO_HIGH, value=str(offer.price.major))
        return None
    options = _options(offer, tally)
    weight_g = offer.weight_g
    if weight_g is None:
        weight_g = archetype_of(category.names.values()).weight_g
        tally.assume(offer, "weight", ImportCode.WEIGHT_ASSUMED, weight_g=weight_g)
    return IncomingOffer(
        sku=offer.sku,
        category_id=category.id,
        titles=_texts(offer, "titles", offer.title),
        descriptions=_texts(offer, "descriptions", offer.description),
        text_origins=_origins(offer.texts) if offer.texts else {},
        attributes=_facts(offer, category, tally, book),
        brand=offer.brand,
        part_number=offer.part_number,
        gtin=_gtin(offer, tally),
        price_minor=offer.price.minor,
        old_price_minor=honest_old_price(
            offer.old_price.minor if offer.old_price else None, offer.price.minor
        ),
        currency=offer.price.currency,
        weight_g=weight_g,
        hs_code=offer.hs_code,
        origin_country=offer.country_of_origin,
        is_active=True,
        tint=zlib.crc32(offer.sku.encode()) % _TINTS,
        options=options,
        group_key=offer.group_id if options else "",
        is_weight_assumed=offer.weight_g is None,
        dimensions_mm=offer.dimensions_mm,
    )


def _texts(offer: FeedOffer, field: str, main: str) -> dict[str, str]:
    """Return a text by language: as the feed names it, else as its script tells."""
    named = {one.language: one.text for one in offer.texts if one.field == field} if offer.texts else {}
    return named if not main or main in named.values() else {language_of(main): main} | named


def _origins(texts: Iterable[FeedText]) -> dict[str, dict[str, str]]:
    """Return whose words texts are, where they aren't the seller's own."""
    found: dict[str, dict[str, str]] = {}
    for one in texts:
        if one.origin != TextOrigin.SELLER:
            found.setdefault(one.field, {})[one.language] = str(one.origin)
    return found


def _facts(offer: FeedOffer, category: CategoryCard, tally: Tally, book: AttributeBook) -> list[Fact]:
    facts, problems = book.read(category.path, offer.attributes)
    for problem in problems:
        tally.assume(offer, problem.said_as, problem.code, **problem.facts)
    return facts


def _gtin(offer: FeedOffer, tally: Tally) -> str:
    """Return the first barcode that names the goods everywhere."""
    normal = next(filter(None, map(normal_gtin, offer.gtins)), "")
    if offer.gtins and not normal:
        tally.assume(offer, "barcode", ImportCode.BARCODE_OF_ONE_SHOP, value=offer.gtins[0])
    return normal


def _options(offer: FeedOffer, tally: Tally) -> tuple[tuple[str, str], ...]:
    if not offer.group_id:
        return ()
    if offer.choices:
        return offer.choices
    chosen = {
        name: f"{value} {unit}".strip()[:_LONGEST_CHOICE]
        for name, value, unit in offer.attributes
        if not CHOICES.isdisjoint(name.casefold().split())
    }
    if not chosen:
        tally.assume(offer, "group_id", ImportCode.GROUP_WITHOUT_CHOICES, value=offer.group_id)
    return tuple(chosen.items())
