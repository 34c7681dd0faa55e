"""Feeds out: each shop's goods as other places take them, written anew by a job, a file for each format and language.

What nobody brings to the feed's country and what a restriction stops there is left out: a feed offers only what can be
sold. Memory stays the same however many goods there are.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, Protocol
from uuid import UUID

from yarmarka.connectors.feeds.outgoing import FeedDelivery, FeedGoods, FeedShelf, FeedShop
from yarmarka.connectors.feeds.outgoing.kept import FeedNote, feeds_into, note_feeds
from yarmarka.domain.catalogue.queries import categories, product_ids
from yarmarka.domain.compliance.types import Outcome
from yarmarka.domain.pricing.queries import rates_to
from yarmarka.domain.pricing.rules import convert
from yarmarka.domain.pricing.types import Rate
from yarmarka.domain.sellers.queries import sellers
from yarmarka.domain.storefronts.queries import storefronts
from yarmarka.domain.storefronts.types import Storefront
from yarmarka.flows.deals import Going, seats_of
from yarmarka.flows.foretell import foretell, is_anything_restricted
from yarmarka.reads.assortments import meant_by
from yarmarka.reads.feed_goods import SoldOffer, deliveries_of, feed_goods
from yarmarka.reads.offer_deliveries import OfferDelivery
from yarmarka.vocabulary.goods import in_language, words_in
from yarmarka.vocabulary.ids import public_id
from yarmarka.vocabulary.money import Money
from yarmarka.vocabulary.places import COUNTRIES

#: where a shop has things sent unless its reader says otherwise
HOME: Final = COUNTRIES[0]
_AT_ONCE: Final = 500
#: of a category's key, so that a feed's number for it stays the same
_NUMBERS: Final = 10**15


class Addresses(Protocol):
    """Where a shop's pages and pictures are found from outside."""

    def shop(self, code: str, *, language: str) -> str:
        """Return where a shop begins."""

    def product(self, product_id: UUID, *, shop: str, language: str) -> str:
        """Return where a product's page is."""

    def picture(self, reference: str) -> str:
        """Return where a stored picture is, large; nothing for a drawing."""


@dataclass
class _Tally:
    offers: int = 0
    without_picture: int = 0
    out_of_reach: int = 0
    stopped: int = 0


def publish_feeds(folder: Path, *, addresses: Addresses, company: str, now: datetime) -> int:
    """Write every open shop's feeds in each of its languages; return how many offers stand in them altogether."""
    return sum(
        _publish(folder, shop, addresses=addresses, company=company, now=now) for shop in storefronts(now=now)
    )


@dataclass(frozen=True)
class _Edition:
    """A shop's feeds in one language, as they are told today."""

    shop: Storefront
    head: FeedShop
    shelves: Mapping[UUID, FeedShelf]
    rates: dict[str, Rate]
    addresses: Addresses
    now: datetime


def _publish(folder: Path, shop: Storefront, *, addresses: Addresses, company: str, now: datetime) -> int:
    """Write a shop's feeds in all of its languages, going over its goods once."""
    contents = shop.contents
    rates = rates_to(contents.currency, now=now)
    editions = [
        _edition(shop, language, rates, addresses=addresses, company=company, now=now)
        for language in contents.locales
    ]
    tally = _Tally()
    with ExitStack() as writing:
        takers = [
            (edition, writing.enter_context(feeds_into(folder, shop.code, edition.head)))
            for edition in editions
        ]
        for offer, delivery in _sellable(shop, rates, tally, now=now):
            pictures = tuple(filter(None, map(addresses.picture, offer.pictures)))
            tally.offers += 1
            tally.without_picture += not pictures
            for edition, take in takers:
                take(_goods(offer, delivery, pictures, edition))
    note = FeedNote(made_at=now, currency=contents.currency, country=HOME, **asdict(tally))
    for language in contents.locales:
        note_feeds(folder, shop.code, language, note)
    return tally.offers * len(editions)


def _edition(
    shop: Storefront,
    language: str,
    rates: dict[str, Rate],
    *,
    addresses: Addresses,
    company: str,
    now: datetime,
) -> _Edition:
    shelves = feed_shelves(language)
    head = FeedShop(
        name=shop.name(language),
        company=company,
        url=addresses.shop(shop.code, language=language),
        language=language,
        country=HOME,
        currency=shop.contents.currency,
        shelves=tuple(shelves.values()),
        made_at=now,
        rates_of=min((rate.recorded_at for rate in rates.values()), default=now).date(),
    )
    return _Edition(shop, head, shelves, rates, addresses, now)


def _sellable(
    shop: Storefront, rates: dict[str, Rate], tally: _Tally, *, now: datetime
) -> Iterator[tuple[SoldOffer, OfferDelivery]]:
    """Yield what a shop sells and what can be brought to the feed's country, product by product."""
    assortment = meant_by(shop.contents.assortment, now=now)
    last: UUID | None = None
    while batch := product_ids(after=last, limit=_AT_ONCE):
        last = batch[-1]
        offers = feed_goods(batch, currencies=list(rates), assortment=assortment)
        brought = deliveries_of(offers, country=HOME, currency=shop.contents.currency, rates=rates, now=now)
        stopped = _stopped(offers, now=now)
        for offer in offers:
            if offer.id in stopped:
                tally.stopped += 1
            elif offer.id not in brought:
                tally.out_of_reach += 1
            else:
                yield offer, brought[offer.id]


def _stopped(offers: Sequence[SoldOffer], *, now: datetime) -> frozenset[UUID]:
    """Return the offers that a restriction stops on the way to the feed's country; asks nothing while none is."""
    if not offers or not is_anything_restricted(now=now):
        return frozenset()
    cards = {card.id: card for card in sellers({offer.seller_id for offer in offers}).values()}
    seats = seats_of(cards.values())
    goods = {
        offer.id: Going(
            seller_id=offer.seller_id,
            seller_country=cards[offer.seller_id].country,
            seller_places=seats[offer.seller_id],
            hs_codes=(offer.hs_code,) if offer.hs_code else (),
            origins=frozenset(filter(None, (offer.origin,))),
            categories=frozenset(offer.path),
        )
        for offer in offers
    }
    said = foretell(goods, to=None, country=HOME, now=now)
    return frozenset(key for key, verdict in said.items() if verdict.outcome is Outcome.BLOCK)


def feed_shelves(language: str) -> dict[UUID, FeedShelf]:
    """Return every category as feeds in a language name it, those above before those below."""
    cards = sorted(categories(), key=lambda card: len(card.path))
    numbers = {card.id: card.google_id for card in cards}
    return {
        card.id: FeedShelf(
            number=_number(card.id),
            above=_number(card.parent_id) if card.parent_id else None,
            name=in_language(card.names, language),
            # A shelf of our own is part of the next one above that Google has.
            google_id=next((found for key in reversed(card.path) if (found := numbers.get(key))), None),
        )
        for card in cards
    }


def _number(key: UUID) -> int:
    return key.int % _NUMBERS + 1


def _goods(
    offer: SoldOffer, delivery: OfferDelivery, pictures: tuple[str, ...], edition: _Edition
) -> FeedGoods:
    language, currency = edition.head.language, edition.head.currency
    old = offer.old_price_minor
    today = edition.now.date()
    return FeedGoods(
        id=public_id("off", offer.id),
        group=public_id("prd", offer.product_id),
        url=edition.addresses.product(offer.product_id, shop=edition.shop.code, language=language),
        title=in_language(offer.titles, language),
        description=in_language(offer.descriptions, language),
        price=convert(Money(offer.price_minor, offer.currency), to=currency, rates=edition.rates),
        old_price=convert(Money(old, offer.currency), to=currency, rates=edition.rates) if old else None,
        shelves=tuple(edition.shelves[key] for key in offer.path if key in edition.shelves),
        pictures=pictures,
        brand=offer.brand,
        part_number=offer.part_number,
        gtin=offer.gtin,
        facts=tuple(
            (name, value, words_in(fact.get("unit"), language))
            for fact in offer.attributes
            for name, value in [(words_in(fact.get("name"), language), words_in(fact.get("value"), language))]
            if name and value
        ),
        options=tuple(offer.options.items()),
        weight_g=offer.weight_g,
        sides_mm=offer.sides_mm,
        origin=offer.origin,
        hs_code=offer.hs_code,
        delivery=FeedDelivery(
            name=in_language(delivery.service.names, language),
            price=delivery.price,
            from_days=max(0, (delivery.from_on - today).days),
            to_days=max(0, (delivery.to_on - today).days),
        ),
    )
