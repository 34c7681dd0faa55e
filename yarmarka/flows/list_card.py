"""A seller lists one product by hand, or changes its card: the rules are those of a row of a price list."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from yarmarka.connectors.feeds.types import FeedOffer
from yarmarka.domain.catalogue.actions import check_barcodes, hold_card, rename_options, store_offers
from yarmarka.domain.catalogue.errors import ArticleTaken, PriceInvalid
from yarmarka.domain.catalogue.queries import category, offer_ids_of, offers_under
from yarmarka.domain.catalogue.rules.attribute_values import Fact
from yarmarka.domain.catalogue.rules.attributes import AttributeBook
from yarmarka.domain.catalogue.rules.trade_items import normal_gtin
from yarmarka.domain.catalogue.types import IncomingOffer, Source
from yarmarka.domain.inventory.actions import count_stock
from yarmarka.domain.inventory.queries import warehouses_of
from yarmarka.domain.inventory.types import Counted
from yarmarka.flows.classify_goods import write_hs_code
from yarmarka.flows.feed_offers import incoming_offer
from yarmarka.flows.feed_report import Tally
from yarmarka.flows.judge_cards import judge_again
from yarmarka.flows.refresh_shelves import refresh_shelves
from yarmarka.kernel.errors import Invalid, Missing
from yarmarka.kernel.ids import new_id
from yarmarka.reads.seller_card import CardRow, card_of
from yarmarka.vocabulary.money import Money

#: a card's attributes were read where they were typed, so that each has its own field to be corrected in
_UNREAD: Final = AttributeBook(())


@dataclass(frozen=True)
class CardVariant:
    """One make of the product as it is offered. `on_hand` of None leaves the count as it is; so do weight and sides."""

    sku: str
    price: Money
    options: tuple[tuple[str, str], ...] = ()
    gtin: str = ""
    old_price: Money | None = None
    weight_g: int | None = None
    on_hand: int | None = None
    #: length, width and height, packed
    dimensions_mm: tuple[int, int, int] | None = None


@dataclass(frozen=True)
class Card:
    """What a seller says of a product. A text of '' is taken away, where it was the seller's own."""

    category_id: UUID
    titles: dict[str, str]
    descriptions: dict[str, str]
    variants: tuple[CardVariant, ...]
    brand: str = ""
    part_number: str = ""
    origin_country: str = ""
    hs_code: str = ""
    #: what it is told by, as `rules.attributes` reads it; none leave what is there
    attributes: list[Fact] = field(default_factory=list)
    #: whose words its texts are, where they aren't the seller's own, as `IncomingOffer` has it
    text_origins: dict[str, dict[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Listed:
    """What became of a card. `joined` when it names goods that were listed before it."""

    product_id: UUID
    offer_ids: tuple[UUID, ...]
    joined: bool


@transaction.atomic
def list_card(card: Card, *, seller_id: UUID, warehouse_id: UUID, by: UUID, now: datetime) -> Listed:
    """Offer a new product, or join one that the barcode or the maker's number names; all variants or none.

    Raises ArticleTaken, PriceInvalid, GtinInvalid, HsCodeInvalid, Invalid (an article twice), and Missing for another
    seller's warehouse.
    """
    if warehouse_id not in {place.id for place in warehouses_of(seller_id=seller_id)}:
        raise Missing(what="warehouse")
    _check_articles(card.variants, seller_id=seller_id)
    group_key = f"card:{new_id(now).hex}" if len(card.variants) > 1 else ""
    # Words that are told as nothing can be taken away only where there were some.
    said = replace(card, titles=_spoken(card.titles), descriptions=_spoken(card.descriptions))
    return _stored(said, group_key, seller_id=seller_id, warehouse_id=warehouse_id, by=by, now=now)


@transaction.atomic
def change_card(card: Card, *, seller_id: UUID, offer_id: UUID, by: UUID, now: datetime) -> Listed:
    """Let the card that an offer belongs to say this from now on; placed orders keep what they were placed with.

    What the card leaves out of its variants stays as it is: each is taken off sale by itself. Raises as `list_card`
    does, BarcodeElsewhere, and GoodsShared when variants that others sell as well are to be told apart otherwise.
    """
    before = card_of(seller_id=seller_id, offer_id=offer_id)
    known = {row.sku: row for row in before}
    fresh = [variant for variant in card.variants if variant.sku not in known]
    _check_articles(fresh, seller_id=seller_id)
    product_id = before[0].product_id
    variants = {variant.sku: variant for variant in card.variants}
    _check_barcodes(card, known, product_id=product_id)
    group_key = _group_key(before, card, now)
    hold_card(
        seller_id=seller_id,
        product_id=product_id,
        skus=[row.sku for row in before if row.sku in variants],
        group_key=group_key,
    )
    rename_options(
        seller_id=seller_id,
        product_id=product_id,
        options={
            row.variant_id: dict(variants[row.sku].options) if group_key else {}
            for row in before
            if row.sku in variants
        },
    )
    said = replace(card, variants=tuple(_as_known(variant, known) for variant in card.variants))
    return _stored(said, group_key, seller_id=seller_id, warehouse_id=before[0].warehouse_id, by=by, now=now)


def _stored(
    card: Card, group_key: str, *, seller_id: UUID, warehouse_id: UUID, by: UUID, now: datetime
) -> Listed:
    stored = store_offers(
        seller_id=seller_id,
        warehouse_id=warehouse_id,
        offers=_incoming(card, group_key),
        source=Source.HAND,
        by=by,
        now=now,
    )
    pairs = zip(card.variants, stored, strict=True)
    count_stock(
        [Counted(row.offer_id, one.on_hand) for one, row in pairs if one.on_hand is not None], now=now
    )
    product_ids = {row.product_id for row in stored}
    for product_id in sorted(product_ids) if card.hs_code else ():
        write_hs_code(
            seller_id=seller_id,
            product_id=product_id,
            hs_code=card.hs_code,
            was_suggested=False,
            by=by,
            now=now,
        )
    judge_again(seller_id=seller_id, product_ids=product_ids, is_rewritten=True, now=now)
    refresh_shelves(product_ids | {row.left_product_id for row in stored if row.left_product_id}, now=now)
    return Listed(
        product_id=stored[0].product_id,
        offer_ids=tuple(row.offer_id for row in stored),
        joined=bool(set(offer_ids_of(product_ids)) - {row.offer_id for row in stored}),
    )


def _incoming(card: Card, group_key: str) -> list[IncomingOffer]:
    """Return the card as rows that the catalogue takes, by the rules that rows of price lists go by."""
    shelf, tally = category(card.category_id), Tally()
    rows = []
    for line, variant in enumerate(card.variants):
        taken = incoming_offer(_row(card, variant, group_key, line), shelf, tally, book=_UNREAD)
        if taken is None:
            raise PriceInvalid(field="price", reason="too_high", price_minor=variant.price.minor)
        rows.append(
            replace(
                taken,
                titles=card.titles,
                descriptions=card.descriptions,
                attributes=list(card.attributes),
                text_origins=card.text_origins,
            )
        )
    return rows


def _row(card: Card, variant: CardVariant, group_key: str, line: int) -> FeedOffer:
    return FeedOffer(
        line=line,
        sku=variant.sku,
        title=next(filter(None, card.titles.values()), ""),
        price=variant.price,
        old_price=variant.old_price,
        category=str(card.category_id),
        brand=card.brand,
        part_number=card.part_number,
        gtins=(variant.gtin,) if variant.gtin else (),
        description="",
        picture_urls=(),
        attributes=(),
        weight_g=variant.weight_g,
        dimensions_mm=variant.dimensions_mm,
        country_of_origin=card.origin_country,
        hs_code=card.hs_code,
        is_available=True,
        stock=variant.on_hand,
        group_id=group_key,
        choices=variant.options,
    )


def _check_articles(variants: Sequence[CardVariant], *, seller_id: UUID) -> None:
    taken = offers_under([variant.sku for variant in variants], seller_id=seller_id)
    if taken:
        raise ArticleTaken(field="sku", sku=taken[0].sku)


def _check_barcodes(card: Card, known: dict[str, CardRow], *, product_id: UUID) -> None:
    told = [(normal_gtin(variant.gtin), variant.sku) for variant in card.variants if variant.gtin]
    numbers = [(number, sku) for number, sku in told if number]
    if len({number for number, _sku in numbers}) < len(numbers):
        raise Invalid(field="gtin", reason="repeated")
    check_barcodes(
        {number: known[sku].variant_id if sku in known else None for number, sku in numbers},
        product_id=product_id,
    )


def _group_key(before: Sequence[CardRow], card: Card, now: datetime) -> str:
    """Return by which word of the seller's the variants of a card are one product; none for a single one."""
    kept = next((row.group_key for row in before if row.group_key), "")
    is_choice = len(card.variants) > 1 or any(variant.options for variant in card.variants)
    return kept or (f"card:{new_id(now).hex}" if is_choice else "")


def _as_known(variant: CardVariant, known: dict[str, CardRow]) -> CardVariant:
    """Return a variant with what its seller told before and says nothing of now."""
    row = known.get(variant.sku)
    if row is None:
        return variant
    old = Money(row.old_price_minor, row.currency) if row.old_price_minor else None
    return replace(variant, gtin=row.gtin or variant.gtin, old_price=variant.old_price or old)


def _spoken(texts: dict[str, str]) -> dict[str, str]:
    return {language: text for language, text in texts.items() if text}
