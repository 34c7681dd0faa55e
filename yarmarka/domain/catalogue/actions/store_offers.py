"""Taking a seller's offers in: known goods are recognised, new ones written down, each batch whole or not at all."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from yarmarka.domain.catalogue.actions.drafts import ProductDrafts
from yarmarka.domain.catalogue.rules.matching import KnownGoods, Make, OwnOffer, Place, fingerprint
from yarmarka.domain.catalogue.types import IncomingOffer, Source, StoredOffer
from yarmarka.kernel.errors import Invalid
from yarmarka.kernel.ids import new_ids
from yarmarka.kernel.sql import Statement, as_json, chunks, together

BATCH: Final = 1_000
NOTHING: Final[Mapping[str, int]] = MappingProxyType({})
UNREAD: Final[Mapping[str, str]] = MappingProxyType({})
_CONTEXT: Final = str(Path(__file__).parent)
_LOCK: Final = Statement.beside(_CONTEXT, "lock_goods")
_KNOWN_MAKES: Final = Statement.beside(_CONTEXT, "known_makes")
_KEPT_APART: Final = Statement.beside(_CONTEXT, "kept_apart")
_OWN_OFFERS: Final = Statement.beside(_CONTEXT, "own_offers")
_ADD_PRODUCTS: Final = Statement.beside(_CONTEXT, "add_products")
_DESCRIBE: Final = Statement.beside(_CONTEXT, "describe_products")
_ADD_VARIANTS: Final = Statement.beside(_CONTEXT, "add_variants")
_NOTE_GTINS: Final = Statement.beside(_CONTEXT, "note_gtins")
_ADD_OFFERS: Final = Statement.beside(_CONTEXT, "add_offers")
_CHANGE_OFFERS: Final = Statement.beside(_CONTEXT, "change_offers")


@dataclass(frozen=True)
class _Said:
    """Who says it, where the goods lie, by what way, and when."""

    seller_id: UUID
    warehouse_id: UUID
    source: Source
    by: UUID | None
    at: datetime


@dataclass(frozen=True)
class _Taken:
    """An incoming offer, where it belongs, and the offer it was until now."""

    offer: IncomingOffer
    fingerprint: str
    place: Place
    id: UUID
    before: OwnOffer | None


@dataclass(frozen=True)
class _Apart:
    """A product that a person took an article out of."""

    sku: str
    product_id: UUID


def store_offers(
    *,
    seller_id: UUID,
    warehouse_id: UUID,
    offers: Sequence[IncomingOffer],
    expected: Mapping[str, int] = NOTHING,
    prints: Mapping[str, str] = UNREAD,
    source: Source = Source.FEED,
    by: UUID | None = None,
    now: datetime,
) -> tuple[StoredOffer, ...]:
    """Take a seller's offers in, by SKU, and say what became of each, in their order.

    Storing the same offers again changes nothing. A product's texts belong to the row (seller and SKU) that
    first wrote them; other rows add languages, brand or attributes that are missing. Offers come clean, with
    no SKU twice (else Invalid); works in batches, each of which is stored whole or not at all.

    `expected` are the reference prices (kopecks, by SKU) of those that will be in stock in a moment: a new product
    then takes its place on the shelf at once, and `refresh_reference_prices` has nothing left to write for it.
    `prints` are fingerprints (by SKU) that the caller had the time to take.
    What changes of known cards is noted, with its `source` and who did it, in the statements that change them.
    """
    if len({offer.sku for offer in offers}) < len(offers):
        raise Invalid(field="sku", reason="repeated")
    stored: list[StoredOffer] = []
    for batch in chunks(offers, BATCH):
        with transaction.atomic():
            stored += _store_batch(_Said(seller_id, warehouse_id, source, by, now), batch, expected, prints)
    return tuple(stored)


def _store_batch(
    said: _Said, offers: Sequence[IncomingOffer], expected: Mapping[str, int], prints: Mapping[str, str]
) -> list[StoredOffer]:
    _LOCK.run()
    seller_id, now = said.seller_id, said.at
    own = _own_offers(seller_id, offers)
    here = {offer.sku: offer for offer in own if offer.warehouse_id == said.warehouse_id}
    prints = {offer.sku: prints.get(offer.sku) or fingerprint(offer) for offer in offers}
    said_before = {sku: before for sku, before in here.items() if before.fingerprint == prints.get(sku)}
    stored = {sku: _unchanged(before) for sku, before in said_before.items()}
    if news := [offer for offer in offers if offer.sku not in stored]:
        goods = KnownGoods.of(_known_makes(seller_id, news, own), own, _kept_apart(seller_id, news))
        # For each row an offer, a product and a variant at most.
        fresh = partial(next, iter(new_ids(now, 3 * len(news))))
        taken = [_take(offer, prints[offer.sku], goods, here.get(offer.sku), fresh) for offer in news]
        changed = _write(said, taken, goods, expected)
        new = {item.place.make.product_id for item in taken if item.place.is_new_product}
        stored |= {item.offer.sku: _stored(item, changed, new) for item in taken}
    return [stored[offer.sku] for offer in offers]


def _take(
    offer: IncomingOffer, said: str, goods: KnownGoods, before: OwnOffer | None, fresh: Callable[[], UUID]
) -> _Taken:
    place = goods.place(offer, fresh)
    return _Taken(offer, said, place, before.offer_id if before else fresh(), before)


def _write(said: _Said, taken: Sequence[_Taken], goods: KnownGoods, expected: Mapping[str, int]) -> set[UUID]:
    """Write products, variants and offers; return products and offers that were there before and now differ."""
    drafts = ProductDrafts()
    for item in taken:
        drafts.add(item.offer, item.place, expected.get(item.offer.sku))
    with together():  # what is next is put together while PostgreSQL writes what was sent
        _send(_ADD_PRODUCTS, drafts.new(), seller_id=said.seller_id, now=said.at)
        _send(_ADD_VARIANTS, [_variant(make, goods) for make in goods if make.is_new])
        new = [_offer(item) | _reference(item, expected) for item in taken if item.before is None]
        _send(_ADD_OFFERS, new, seller_id=said.seller_id, warehouse_id=said.warehouse_id, now=said.at)
    changed = _column(
        _DESCRIBE, drafts.known(), seller_id=said.seller_id, source=said.source, by=said.by, now=said.at
    )
    if noted := [make for make in goods if make.has_new_gtin]:
        ids, gtins = [make.variant_id for make in noted], [make.gtin for make in noted]
        changed |= set(_NOTE_GTINS.column(variant_ids=ids, gtins=gtins))
    known = [_offer(item) for item in taken if item.before]
    return changed | _column(_CHANGE_OFFERS, known, source=said.source, by=said.by, now=said.at)


def _reference(item: _Taken, expected: Mapping[str, int]) -> dict[str, int | None]:
    return {"reference_minor": expected.get(item.offer.sku) if item.offer.is_active else None}


def _own_offers(seller_id: UUID, offers: Sequence[IncomingOffer]) -> list[OwnOffer]:
    return _OWN_OFFERS.rows(
        OwnOffer,
        seller_id=seller_id,
        skus=as_json([offer.sku for offer in offers]),
        group_keys=sorted({offer.group_key for offer in offers}),
    )


def _kept_apart(seller_id: UUID, offers: Sequence[IncomingOffer]) -> dict[str, set[UUID]]:
    found: dict[str, set[UUID]] = {}
    skus = as_json([offer.sku for offer in offers])
    for row in _KEPT_APART.rows(_Apart, seller_id=seller_id, skus=skus):
        found.setdefault(row.sku, set()).add(row.product_id)
    return found


def _known_makes(seller_id: UUID, offers: Sequence[IncomingOffer], own: Sequence[OwnOffer]) -> list[Make]:
    numbers = [
        {"brand": offer.brand, "part_number": offer.part_number}
        for offer in offers
        if offer.brand and offer.part_number
    ]
    return _KNOWN_MAKES.rows(
        Make,
        seller_id=seller_id,
        gtins=as_json([offer.gtin for offer in offers if offer.gtin]),
        numbers=as_json(numbers),
        own_products=sorted({offer.product_id for offer in own}),
    )


def _stored(item: _Taken, changed: Collection[UUID], new_products: Collection[UUID]) -> StoredOffer:
    product_id, before = item.place.make.product_id, item.before
    return StoredOffer(
        sku=item.offer.sku,
        offer_id=item.id,
        product_id=product_id,
        is_new=before is None,
        is_changed=before is None or item.id in changed or product_id in changed,
        left_product_id=before.product_id if before and before.product_id != product_id else None,
        is_of_new_product=product_id in new_products,
    )


def _unchanged(before: OwnOffer) -> StoredOffer:
    return StoredOffer(
        sku=before.sku,
        offer_id=before.offer_id,
        product_id=before.product_id,
        is_new=False,
        is_changed=False,
    )


def _variant(make: Make, goods: KnownGoods) -> dict[str, Any]:
    return {
        "id": make.variant_id,
        "product_id": make.product_id,
        "options": make.options,
        "position": goods.position(make),
        "gtin": make.gtin,
    }


def _offer(item: _Taken) -> dict[str, Any]:
    offer, make = item.offer, item.place.make
    length_mm, width_mm, height_mm = offer.dimensions_mm or (None, None, None)
    return {
        "id": item.id,
        "product_id": make.product_id,
        "variant_id": make.variant_id,
        "sku": offer.sku,
        "group_key": offer.group_key,
        "fingerprint": item.fingerprint,
        "price_minor": offer.price_minor,
        "old_price_minor": offer.old_price_minor,
        "currency": offer.currency,
        "weight_g": offer.weight_g,
        "is_weight_assumed": offer.is_weight_assumed,
        "length_mm": length_mm,
        "width_mm": width_mm,
        "height_mm": height_mm,
        "hs_code": offer.hs_code,
        "origin_country": offer.origin_country,
        "is_active": offer.is_active,
        "is_held": offer.is_held,
    }


def _send(statement: Statement, drafts: Sequence[dict[str, Any]], **values: Any) -> None:
    if drafts:
        # One JSON text costs a fraction of as many arrays as there are columns.
        statement.sent(drafts=as_json(drafts), **values)


def _column(statement: Statement, drafts: Sequence[dict[str, Any]], **values: Any) -> set[UUID]:
    return set(statement.column(drafts=as_json(drafts), **values)) if drafts else set()
