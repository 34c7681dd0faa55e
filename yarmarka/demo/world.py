"""Builds the demo world, once: lanes, firms, goods, shoppers and their past."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final
from uuid import UUID

from django.db import transaction

from yarmarka.demo.goods import SHELVES, THINGS, Shelf, Thing
from yarmarka.demo.history import DAYS, Past, live_through, outside_world
from yarmarka.demo.lanes import RATES, lay_lanes
from yarmarka.demo.people import FIRMS, NEWCOMER, OPERATOR, PASSWORD, SHOPPERS, Firm
from yarmarka.domain.accounts.actions import add_address, open_account
from yarmarka.domain.accounts.queries import addresses_of
from yarmarka.domain.catalogue.actions import add_category, store_offers
from yarmarka.domain.catalogue.queries import categories, offer_ids_of, product_ids
from yarmarka.domain.catalogue.types import CategoryCard, IncomingOffer
from yarmarka.domain.inventory.actions import count_stock
from yarmarka.domain.inventory.queries import warehouses_of
from yarmarka.domain.inventory.types import Counted
from yarmarka.flows.admit_sellers import apply_to_sell, decide_application
from yarmarka.flows.refresh_shelves import refresh_all_shelves
from yarmarka.kernel.outbox import mark_delivered, undelivered_before
from yarmarka.vocabulary.money import minor_units

#: the world began before the first order of its past
_AGE: Final = timedelta(days=DAYS + 30)
#: letters older than this were read long ago, and are not sent when the demo starts
_OLD_NEWS: Final = timedelta(days=2)


@dataclass(frozen=True)
class DemoPerson:
    """Somebody to sign in as."""

    role: str
    email: str
    password: str
    note: str


@dataclass(frozen=True)
class DemoWorld:
    """What the start shows: who to be."""

    people: tuple[DemoPerson, ...]


def build(*, now: datetime, progress: Callable[[str], None]) -> DemoWorld:
    """Build what is missing of the demo world; return who to sign in as. Needs the acquirer and the carrier."""
    operator = _lay_ground(now=now, progress=progress)
    shoppers = {_move_in(number, now=now): shopper for number, shopper in enumerate(SHOPPERS)}
    with outside_world() as (bank, carrier):
        offers = list(offer_ids_of(product_ids()))
        past = Past(shoppers=shoppers, offers=offers, operator=operator, now=now, bank=bank, carrier=carrier)
        live_through(past, progress=progress)
    mark_delivered(undelivered_before(now - _OLD_NEWS), now=now)
    return DemoWorld(people=_who_to_be())


@transaction.atomic
def _lay_ground(*, now: datetime, progress: Callable[[str], None]) -> UUID:
    """Make everything that the past begins with: all of it or nothing."""
    since = now - _AGE
    operator = open_account(
        email=OPERATOR, password=PASSWORD, full_name="Оператор ярмарки", is_staff=True, now=since
    )
    if categories():
        return operator
    lay_lanes(since=since, now=now)
    shelves = {shelf.slug: (shelf, _put_up(shelf, place, now=since)) for place, shelf in enumerate(SHELVES)}
    for firm in FIRMS:
        _open_shop(firm, shelves, operator=operator, now=since)
    _apply(NEWCOMER, now=now - timedelta(hours=6))
    refresh_all_shelves(now=now)
    progress(f"{len(FIRMS)} sellers, {len(THINGS)} products on {len(SHELVES)} shelves")
    return operator


def _put_up(shelf: Shelf, place: int, *, now: datetime) -> CategoryCard:
    names = {"ru": shelf.ru, "en": shelf.en, "zh": shelf.zh}
    return add_category(names=names, slug=shelf.slug, picture=shelf.picture, position=place, now=now)


def _apply(firm: Firm, *, now: datetime) -> UUID:
    owner = open_account(
        email=firm.email,
        password=PASSWORD,
        full_name=firm.application.trade_name,
        locale={"RU": "ru", "CN": "zh"}.get(firm.application.country, "en"),
        currency=firm.application.payout_currency,
        country=firm.application.country,
        now=now,
    )
    return apply_to_sell(firm.application, person_id=owner, now=now)


def _open_shop(
    firm: Firm, shelves: dict[str, tuple[Shelf, CategoryCard]], *, operator: UUID, now: datetime
) -> None:
    seller_id = _apply(firm, now=now)
    decide_application(seller_id=seller_id, approve=True, reason="", by=operator, now=now)
    stored = store_offers(
        seller_id=seller_id,
        warehouse_id=warehouses_of(seller_id=seller_id)[0].id,
        offers=[
            _offer(firm, place, thing, *shelves[thing.shelf])
            for place, thing in enumerate(THINGS)
            if firm.letter in thing.sellers
        ],
        now=now,
    )
    count_stock(
        [
            Counted(offer_id=offer.offer_id, on_hand=12 + 17 * place % 60)
            for place, offer in enumerate(stored)
        ],
        now=now,
    )


def _offer(firm: Firm, place: int, thing: Thing, shelf: Shelf, category: CategoryCard) -> IncomingOffer:
    currency = firm.application.payout_currency
    roubles = thing.roubles * firm.price_factor
    price = minor_units((roubles / RATES.get(currency, Decimal(1))).quantize(Decimal("0.1")))
    return IncomingOffer(
        sku=f"{thing.shelf[:2].upper()}-{place + 101}",
        category_id=category.id,
        titles={"ru": thing.ru, "en": thing.en, "zh": thing.zh},
        descriptions={},
        attributes=[],
        brand=thing.brand,
        part_number=f"{thing.brand[:3].upper()}{place + 101}",
        gtin="",
        price_minor=price,
        old_price_minor=None,
        currency=currency,
        weight_g=thing.grams,
        hs_code=shelf.hs_code,
        origin_country=firm.application.country,
        is_active=True,
        picture=thing.picture,
        tint=place % 6,
    )


def _move_in(number: int, *, now: datetime) -> UUID:
    shopper = SHOPPERS[number]
    since = now - _AGE
    person = open_account(
        email=shopper.email, password=PASSWORD, full_name=shopper.name, locale=shopper.locale, now=since
    )
    if not addresses_of(person_id=person):
        add_address(person_id=person, address=shopper.address, now=since)
    return person


def _who_to_be() -> tuple[DemoPerson, ...]:
    chinese, russian = FIRMS[0], FIRMS[2]
    return (
        DemoPerson("shopper", SHOPPERS[0].email, PASSWORD, "Kazan, reads Russian"),
        DemoPerson("shopper", SHOPPERS[-1].email, PASSWORD, "Moscow, reads English"),
        DemoPerson("seller", chinese.email, PASSWORD, f"{chinese.application.trade_name}, Shenzhen"),
        DemoPerson("seller", russian.email, PASSWORD, f"{russian.application.trade_name}, Kazan"),
        DemoPerson("operator", OPERATOR, PASSWORD, "staff console and admin"),
    )
