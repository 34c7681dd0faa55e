"""Goods come in from 1C: what each file says is kept, and whatever can be offered by now is offered.

A product's name comes in one file and its price in another, later ones tell only what changed. So each row is noted
first, and then the offers of the products that it was about are put together from all that was ever told of them.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import BinaryIO, Final
from uuid import UUID

from yarmarka.connectors.feeds.commerceml import read_exchange
from yarmarka.connectors.feeds.commerceml.goods import Lists, offer_of
from yarmarka.connectors.feeds.commerceml.types import (
    ExchangeRow,
    Kind,
    Package,
    PackageBegins,
    Thing,
)
from yarmarka.connectors.feeds.types import FeedCategory, FeedOffer, RefusedRow
from yarmarka.domain.catalogue.queries import offers_under
from yarmarka.domain.intake.actions import note_said
from yarmarka.domain.intake.queries import count_said, not_told_in, said_goods, said_of
from yarmarka.domain.intake.types import SaidGoods, SaidThing
from yarmarka.domain.inventory.queries import warehouses_of
from yarmarka.domain.sellers.queries import seller_by_slug
from yarmarka.flows.feed_categories import FeedShelves
from yarmarka.flows.feed_gone import is_suspicious
from yarmarka.flows.feed_intake import Intake
from yarmarka.flows.feed_report import ImportCode, ImportReport, ReportedRow, Tally
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.ids import new_id

BATCH: Final = 500
#: what rows refer to: few, and held in memory
_LISTS: Final = (Kind.GROUP, Kind.PROPERTY, Kind.PRICE_TYPE, Kind.WAREHOUSE)
_OF: Final = {Package.CATALOGUE: Kind.PRODUCT, Package.OFFERS: Kind.OFFER}


def import_exchange_file(
    source: Path | BinaryIO,
    *,
    seller_slug: str,
    price_type: str = "",
    may_empty: bool = False,
    now: datetime,
    on_progress: Callable[[int], None] | None = None,
) -> ImportReport:
    """Take one CommerceML file of a seller in and report what became of it; again, it changes nothing.

    Of a whole package, what it leaves out is sold out, unless that is suspiciously much (`may_empty` allows it).
    Stock goes to the seller's warehouses of the same names; who has one warehouse has everything there. Raises Missing
    for an unknown seller and for one without a warehouse.
    """
    began = perf_counter()
    exchange = _Exchange(seller_slug, price_type, now)
    read = 0
    for rows in _batches(read_exchange(source)):
        exchange.take(rows)
        read += len(rows)
        if on_progress:
            on_progress(read)
    exchange.empty_missing(may_empty=may_empty)
    exchange.intake.finish()
    return exchange.tally.report(seconds=perf_counter() - began)


def offer_again(*, seller_slug: str, price_type: str = "", now: datetime) -> ImportReport:
    """Put together anew all that was ever told: after the seller said what their groups mean."""
    began = perf_counter()
    exchange = _Exchange(seller_slug, price_type, now)
    exchange.offer_all()
    exchange.intake.finish()
    return exchange.tally.report(seconds=perf_counter() - began)


def _batches(rows: Iterator[ExchangeRow]) -> Iterator[list[ExchangeRow]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


class _Exchange:
    """One file of one seller."""

    def __init__(self, seller_slug: str, price_type: str, now: datetime) -> None:
        self.seller = seller_by_slug(seller_slug)
        self.places = {place.name.casefold(): place.id for place in warehouses_of(seller_id=self.seller.id)}
        if not self.places:
            raise Missing(what="warehouse")
        self.now, self.told_in, self.price_type = now, new_id(now), price_type
        self.tally = Tally()
        self.shelves = FeedShelves(seller_id=self.seller.id, adopts=False, below="", now=now)
        self.intake = Intake(self.seller, self.shelves, self.tally, now=now)
        self.lists = {kind: said_of(kind, seller_id=self.seller.id) for kind in _LISTS}
        self.whole: set[Package] = set()
        self.lines: dict[str, int] = {}
        self._learn(self.lists[Kind.GROUP])

    def take(self, rows: list[ExchangeRow]) -> None:
        """Note a batch of rows, and offer what can be offered of the goods that it tells of."""
        things = []
        for row in rows:
            if isinstance(row, Thing):
                things.append(row)
            elif isinstance(row, RefusedRow):
                self.tally.refuse_row(row)
            elif isinstance(row, PackageBegins) and row.is_whole:
                self.whole.add(row.package)
        said = [SaidThing(one.kind, one.id, one.facts, one.belongs_to) for one in things]
        note_said(said, seller_id=self.seller.id, told_in=self.told_in, now=self.now)
        for thing in things:
            if thing.kind in self.lists:
                self.lists[thing.kind][thing.id] = thing.facts
        self._learn({one.id: one.facts for one in things if one.kind is Kind.GROUP})
        goods = [one for one in things if one.kind in {Kind.PRODUCT, Kind.OFFER}]
        self.tally.noted += len(goods)
        self.lines = {one.id: one.line for one in goods}
        told = {one.id for one in goods}
        self._offer({one.belongs_to or one.id for one in goods}, told)

    def offer_all(self) -> None:
        """Offer everything that was ever told, again."""
        products = sorted(said_of(Kind.PRODUCT, seller_id=self.seller.id))
        for start in range(0, len(products), BATCH):
            self._offer(set(products[start : start + BATCH]), None)

    def empty_missing(self, *, may_empty: bool) -> None:
        """Let what a whole package left out be gone; suspiciously much only if the seller says so."""
        for package in self.whole if self.tally.is_whole else ():
            kind = _OF[package]
            missing = not_told_in(self.told_in, kind=kind, seller_id=self.seller.id)
            if not missing:
                continue
            known = count_said(kind, seller_id=self.seller.id)
            if is_suspicious(gone=len(missing), known=known) and not may_empty:
                self.tally.warn(ImportCode.TOO_MANY_GONE, gone=len(missing), known=known)
                continue
            self._let_go(kind, missing)

    def _let_go(self, kind: Kind, missing: list[tuple[str, str]]) -> None:
        self.tally.gone += len(missing)
        for start in range(0, len(missing), BATCH):
            batch = missing[start : start + BATCH]
            gone = [SaidThing(kind, key, {"is_gone": True}, owner) for key, owner in batch]
            note_said(gone, seller_id=self.seller.id, told_in=self.told_in, now=self.now)
            self._offer({owner or key for key, owner in batch}, {key for key, _ in batch}, counts=False)

    def _learn(self, groups: Mapping[str, Mapping[str, str]]) -> None:
        for key, facts in groups.items():
            self.shelves.known.learn(FeedCategory(0, key, facts["title"], facts.get("parent", "")))

    def _offer(self, products: set[str], told: set[str] | None, *, counts: bool = True) -> None:
        """Offer what is known of these products; of a product that stayed as it was only the offers that were told."""
        if not products:
            return
        lists = Lists(
            properties=self.lists[Kind.PROPERTY],
            price_types=self.lists[Kind.PRICE_TYPE],
            price_type=self._price_type(),
        )
        offers = []
        for goods in said_goods(products, seller_id=self.seller.id):
            owner = goods.external_id.partition("#")[0]
            if told is not None and goods.external_id not in told and owner not in told:
                continue
            if offer := self._read(goods, lists):
                offers.append(offer)
        self._take(offers, counts=counts)

    def _read(self, goods: SaidGoods, lists: Lists) -> FeedOffer | None:
        line = self.lines.get(goods.external_id, 0)
        if goods.product is None:
            row = ReportedRow(line, goods.external_id, "Ид", ImportCode.PRODUCT_UNTOLD)
            self.tally.refused.append(row)
            return None
        if "prices" not in goods.offer and not goods.offer.get("is_gone"):
            return None  # its price is still to come, in a file of its own
        read = offer_of(
            sku=goods.external_id, line=line, product=goods.product, offer=goods.offer, lists=lists
        )
        if isinstance(read, RefusedRow):
            if not goods.offer.get("is_gone"):
                self.tally.refuse_row(read)
            return None
        self.tally.note(read.line, read.sku, read.notes)
        return read

    def _price_type(self) -> str:
        """Return the id of the price list that the seller chose by its name, or nothing."""
        wanted = self.price_type.casefold()
        known = self.lists[Kind.PRICE_TYPE].items()
        return (
            next((key for key, facts in known if facts.get("title", "").casefold() == wanted), "")
            if wanted
            else ""
        )

    def _take(self, offers: list[FeedOffer], *, counts: bool) -> None:
        """Store offers in the warehouses that they lie in; where one lay before and lies no more, none are left."""
        by_place: dict[UUID, list[FeedOffer]] = {}
        known: dict[str, set[UUID]] = {}
        for listed in offers_under([offer.sku for offer in offers], seller_id=self.seller.id):
            known.setdefault(listed.sku, set()).add(listed.warehouse_id)
        for offer in offers:
            if not offer.is_available and offer.sku not in known:
                continue  # gone before it was ever here
            rests = self._rests(offer) if offer.is_available else {}
            if not rests and offer.sku not in known:
                rests[next(iter(self.places.values()))] = 0
            for place in known.get(offer.sku, set()) - rests.keys():
                rests[place] = 0
            for place, count in rests.items():
                by_place.setdefault(place, []).append(replace(offer, stock=count))
        taken: set[str] = set()
        for place, rows in by_place.items():
            before = self.tally.accepted
            self.intake.take(rows, warehouse_id=place)
            again = sum(row.sku in taken for row in rows) if counts else self.tally.accepted - before
            self.tally.accepted -= min(again, self.tally.accepted - before)
            taken |= {row.sku for row in rows}

    def _rests(self, offer: FeedOffer) -> dict[UUID, int]:
        """Return pieces by our warehouse. What lies where we know no warehouse is noted and left out."""
        first = next(iter(self.places.values()))
        if len(self.places) == 1:
            return {first: sum(offer.rests.values())}
        found: dict[UUID, int] = {}
        for key, count in offer.rests.items():
            name = str(self.lists[Kind.WAREHOUSE].get(key, {}).get("title", ""))
            place = self.places.get(name.casefold()) if key else first
            if place is None:
                self.tally.assume(offer, "Склад", ImportCode.WAREHOUSE_UNKNOWN, value=name or key)
                continue
            found[place] = found.get(place, 0) + count
        return found
