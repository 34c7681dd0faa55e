"""Which product and variant an incoming offer is for: recognised goods are shared, doubtful ones kept apart.

An offer belongs to the product that has its GTIN; else, as one variant of several, to its seller's own group;
else to the product of the same brand and part number; else to the one its seller's SKU stood for before; else
to a new one. GTINs that differ keep goods apart whatever else agrees, and so do two SKUs of one seller and a
number that several products bear: a duplicate can be joined later, a wrong match sends the wrong thing. What a
person said of goods comes before all of it: numbers of a product that was joined into another mean that one, and an
article that was taken out of a product goes back there by no number.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from types import MappingProxyType
from uuid import UUID

import msgspec

from yarmarka.domain.catalogue.types import IncomingOffer


@dataclass
class Make:
    """A variant as far as matching needs it; its GTIN may become known on the way."""

    variant_id: UUID
    product_id: UUID
    options: dict[str, str]
    gtin: str
    brand: str
    part_number: str
    #: an SKU that the seller at hand offers it under already
    own_sku: str = ""
    #: the SKU whose row wrote the product's texts, if it is one of the seller at hand
    author_sku: str = ""
    #: its product was joined into this one: only its numbers count
    is_alias: bool = False
    is_new: bool = False
    has_new_gtin: bool = False


@dataclass(frozen=True)
class OwnOffer:
    """An offer that the seller has already, in any warehouse."""

    offer_id: UUID
    warehouse_id: UUID
    sku: str
    group_key: str
    product_id: UUID
    variant_id: UUID
    fingerprint: str


@dataclass(frozen=True)
class Place:
    """Where an incoming offer belongs."""

    make: Make
    is_new_product: bool
    is_author: bool


@dataclass
class KnownGoods:
    """What the catalogue has that a batch of offers may be for; what the batch adds is known at once."""

    _makes: dict[UUID, list[Make]] = field(default_factory=lambda: defaultdict(list))
    _by_gtin: dict[str, Make] = field(default_factory=dict)
    _by_part: dict[tuple[str, str], list[UUID]] = field(default_factory=lambda: defaultdict(list))
    _by_group: dict[str, UUID] = field(default_factory=dict)
    _own: dict[str, OwnOffer] = field(default_factory=dict)
    _apart: Mapping[str, Collection[UUID]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        makes: Iterable[Make],
        own: Iterable[OwnOffer],
        apart: Mapping[str, Collection[UUID]] = MappingProxyType({}),
    ) -> "KnownGoods":
        """Return the makes, oldest product first and aliases last, and the seller's own offers, ready to be looked up.

        `apart` are products by the SKU that a person took out of them.
        """
        goods = cls(_apart=apart)
        for make in makes:
            if make.is_alias:
                goods._learn_alias(make)
            else:
                goods._add(make)
        for offer in own:
            goods._own[offer.sku] = offer
            if offer.group_key:
                goods._by_group.setdefault(offer.group_key, offer.product_id)
        return goods

    def place(self, offer: IncomingOffer, fresh_id: Callable[[], UUID]) -> Place:
        """Return where an offer belongs, adding the product or variant that is missing."""
        make = (
            self._by_barcode(offer)
            or self._in_group(offer, fresh_id)
            or self._by_number(offer, fresh_id)
            or self._as_before(offer)
        )
        is_new_product = make is None
        make = make or self._new_make(fresh_id(), offer, fresh_id)
        self._learn(offer, make)
        return Place(make, is_new_product=is_new_product, is_author=make.author_sku == offer.sku)

    def _by_barcode(self, offer: IncomingOffer) -> Make | None:
        make = self._by_gtin.get(offer.gtin)
        return None if make and self._is_apart(make.product_id, offer) else make

    def _is_apart(self, product_id: UUID, offer: IncomingOffer) -> bool:
        return product_id in self._apart.get(offer.sku, ())

    def _in_group(self, offer: IncomingOffer, fresh_id: Callable[[], UUID]) -> Make | None:
        product_id = self._by_group.get(offer.group_key) if options_of(offer) else None
        if product_id is None or self._is_apart(product_id, offer):
            return None
        same = (make for make in self._makes[product_id] if make.options == options_of(offer))
        return next(same, None) or self._new_make(product_id, offer, fresh_id)

    def _by_number(self, offer: IncomingOffer, fresh_id: Callable[[], UUID]) -> Make | None:
        key = part_key(offer.brand, offer.part_number)
        agreeing = (
            [product for product in self._by_part.get(key, ()) if self._takes(product, offer)] if key else []
        )
        before = self._own.get(offer.sku)
        if before and before.product_id in agreeing:
            agreeing = [before.product_id]
        if len(agreeing) != 1:
            return None
        same = (make for make in self._makes[agreeing[0]] if make.options == options_of(offer))
        return next(same, None) or self._new_make(agreeing[0], offer, fresh_id)

    def _takes(self, product_id: UUID, offer: IncomingOffer) -> bool:
        if self._is_apart(product_id, offer):
            return False
        makes = self._makes[product_id]
        for make in makes:
            if make.options == options_of(offer):
                return _agree(make, offer) and make.own_sku in {"", offer.sku}
        return bool(options_of(offer)) and all(make.options for make in makes)

    def _as_before(self, offer: IncomingOffer) -> Make | None:
        before = self._own.get(offer.sku)
        for make in self._makes[before.product_id] if before else ():
            if before and make.variant_id == before.variant_id:
                return make if make.options == options_of(offer) and _agree(make, offer) else None
        return None

    def _new_make(self, product_id: UUID, offer: IncomingOffer, fresh_id: Callable[[], UUID]) -> Make:
        siblings = self._makes[product_id]
        make = Make(
            variant_id=fresh_id(),
            product_id=product_id,
            options=options_of(offer),
            # Of an article that was taken out of what has its number: one number names one make.
            gtin="" if offer.gtin in self._by_gtin else offer.gtin,
            brand=offer.brand,
            part_number=offer.part_number,
            author_sku=siblings[0].author_sku if siblings else offer.sku,
            is_new=True,
        )
        self._add(make)
        return make

    def _learn(self, offer: IncomingOffer, make: Make) -> None:
        if offer.gtin and not make.gtin and offer.gtin not in self._by_gtin:
            make.gtin, make.has_new_gtin = offer.gtin, not make.is_new
            self._by_gtin[offer.gtin] = make
        make.own_sku = make.own_sku or offer.sku
        if options_of(offer):
            self._by_group.setdefault(offer.group_key, make.product_id)

    def _add(self, make: Make) -> None:
        self._makes[make.product_id].append(make)
        if make.gtin:
            self._by_gtin.setdefault(make.gtin, make)
        if key := part_key(make.brand, make.part_number):
            products = self._by_part[key]
            if make.product_id not in products:
                products.append(make.product_id)

    def _learn_alias(self, alias: Make) -> None:
        stood_for = (make for make in self._makes[alias.product_id] if make.variant_id == alias.variant_id)
        if alias.gtin and (make := next(stood_for, None)):
            self._by_gtin.setdefault(alias.gtin, make)
        if key := part_key(alias.brand, alias.part_number):
            products = self._by_part[key]
            if alias.product_id not in products:
                products.append(alias.product_id)

    def position(self, make: Make) -> int:
        """Return at which place among its product's variants one stands."""
        return self._makes[make.product_id].index(make)

    def __iter__(self) -> Iterator[Make]:
        return (make for makes in self._makes.values() for make in makes)


def fingerprint(offer: IncomingOffer) -> str:
    """Return 32 letters that change with whatever a row says."""
    return blake2b(msgspec.json.encode(offer), digest_size=16).hexdigest()


def options_of(offer: IncomingOffer) -> dict[str, str]:
    """Return what tells this variant from others of its group; outside a group there is nothing to choose."""
    return dict(offer.options) if offer.group_key else {}


def part_key(brand: str, part_number: str) -> tuple[str, str] | None:
    """Return brand and part number as they are compared; a number without its brand identifies nothing."""
    return (brand.casefold(), part_number.casefold()) if brand and part_number else None


def _agree(make: Make, offer: IncomingOffer) -> bool:
    return not make.gtin or not offer.gtin or make.gtin == offer.gtin
