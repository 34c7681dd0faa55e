"""Builds the demo world, once: lanes, firms, goods and shoppers, then their past."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from yarmarka.demo.goods import things
from yarmarka.demo.lanes import lay_lanes
from yarmarka.demo.market import set_up_market
from yarmarka.demo.past.live import live_through
from yarmarka.demo.past.plan import DAYS, ORDERS
from yarmarka.demo.past.stage import Past, outside_world
from yarmarka.demo.people import OPERATOR, PASSWORD, SECOND, firms, newcomers, shoppers
from yarmarka.demo.shops import open_mall
from yarmarka.domain.accounts.actions import add_address, open_accounts
from yarmarka.domain.accounts.types import NewPerson
from yarmarka.domain.catalogue.queries import categories, offers_for_sale, product_ids
from yarmarka.domain.catalogue.types import OfferForSale
from yarmarka.domain.sellers.queries import seller_of
from yarmarka.flows.price_book import open_price_book
from yarmarka.flows.publish_feeds import publish_feeds
from yarmarka.kernel.outbox import mark_delivered, undelivered_before
from yarmarka.presentation.feed_addresses import OutsideAddresses
from yarmarka.reads.in_stock import offers_in_stock

#: the world began before the first order of its past
_AGE: Final = timedelta(days=DAYS + 30)
#: letters older than this were read long ago, and are not sent when the demo starts
_OLD_NEWS: Final = timedelta(days=2)
#: of what there are fewer pieces, the past sells nothing
_ENOUGH: Final = 25


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


def open_world(*, now: datetime, progress: Callable[[str], None]) -> DemoWorld:
    """Put firms, goods and people in place unless they are; return who to sign in as. The shop can open then."""
    _lay_ground(now=now, progress=progress)
    return DemoWorld(people=_who_to_be())


def live_its_past(*, orders: int | None, now: datetime, progress: Callable[[str], None]) -> None:
    """Let what is missing of the world's past happen. Needs the acquirer and the carrier; no worker may run yet:
    it would do now what is done here at the instant when it happened.
    """
    people = _lay_ground(now=now, progress=progress)
    with _hurry(), outside_world() as (bank, carrier):
        offers = _enough_of(now)
        past = Past(
            people=people,
            shoppers={shopper.email: shopper for shopper in shoppers()},
            operator=people[OPERATOR],
            owners=_owners(people),
            offers=offers,
            book=open_price_book(
                [offer.id for own in offers.values() for offer in own],
                destinations={shopper.address.country for shopper in shoppers()},
                now=now,
            ),
            now=now,
            bank=bank,
            carrier=carrier,
        )
        live_through(past, orders=orders or ORDERS, progress=progress)
    mark_delivered(undelivered_before(now - _OLD_NEWS), now=now)
    publish_feeds(
        settings.FEEDS_OUT_DIR, addresses=OutsideAddresses(now=now), company=settings.OPERATOR_NAME, now=now
    )


@contextmanager
def _hurry() -> Iterator[None]:
    """Let commits wait for no disk meanwhile: what a power cut takes of the past, the next start makes again."""
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO off")
        yield
        cursor.execute("SET synchronous_commit TO DEFAULT")


def _enough_of(now: datetime) -> dict[str, list[OfferForSale]]:
    """Return by the key of a thing its offers that the past can't sell out."""
    keys = {thing.en[0]: thing.key for thing in things()}
    ids = offers_in_stock(product_ids())
    stock = open_price_book(ids, destinations=(), now=now).stock
    found: dict[str, list[OfferForSale]] = {}
    for offer in sorted(offers_for_sale(ids).values(), key=lambda offer: offer.id):
        if offer.titles["en"] in keys and stock.get(offer.id, 0) >= _ENOUGH:
            found.setdefault(keys[offer.titles["en"]], []).append(offer)
    return found


def _owners(people: Mapping[str, UUID]) -> dict[UUID, UUID]:
    """Return by seller who answers for it."""
    found = {firm.email: seller_of(person_id=people[firm.email]) for firm in firms()}
    return {seller.id: people[email] for email, seller in found.items() if seller}


@transaction.atomic
def _lay_ground(*, now: datetime, progress: Callable[[str], None]) -> dict[str, UUID]:
    """Make everything that the past begins with, all of it or nothing; return people by e-mail."""
    since = now - _AGE
    people = open_accounts(_everybody(), password=PASSWORD, now=since)
    if categories():
        return people
    lay_lanes(since=since, now=now)
    set_up_market(people, staff=(people[OPERATOR], people[SECOND]), since=since, now=now, progress=progress)
    for shopper in shoppers():
        add_address(person_id=people[shopper.email], address=shopper.address, now=since)
    open_mall(staff=people[OPERATOR], now=since)
    return people


def _everybody() -> list[NewPerson]:
    staff = [
        NewPerson(email=OPERATOR, full_name="Оператор ярмарки", is_staff=True),
        NewPerson(email=SECOND, full_name="Второй оператор ярмарки", is_staff=True),
    ]
    merchants = [
        NewPerson(
            email=firm.email,
            full_name=firm.owner,
            locale=firm.locale,
            currency=firm.currency,
            country=firm.country,
        )
        for firm in (*firms(), *newcomers())
    ]
    clerks = [
        NewPerson(
            email=colleague.email,
            full_name=colleague.name,
            locale=firm.locale,
            currency=firm.currency,
            country=firm.country,
        )
        for firm in firms()
        for colleague in firm.staff
    ]
    public = [
        NewPerson(
            email=shopper.email,
            full_name=shopper.name,
            locale=shopper.locale,
            currency=shopper.currency,
            country=shopper.address.country,
        )
        for shopper in shoppers()
    ]
    return [*staff, *merchants, *clerks, *public]


def _who_to_be() -> tuple[DemoPerson, ...]:
    by_key = {firm.key: firm.email for firm in firms()}
    return (
        DemoPerson("shopper", "alsu@demo.example", PASSWORD, "Kazan, reads Russian"),
        DemoPerson("shopper", "james@demo.example", PASSWORD, "Moscow, reads English"),
        DemoPerson("shopper", "wang.lin@demo.example", PASSWORD, "Novosibirsk, reads Chinese"),
        DemoPerson("seller", by_key["lantern"], PASSWORD, "South Lantern, Shenzhen"),
        DemoPerson("seller", by_key["kazan"], PASSWORD, "Kazan Workshop, Kazan"),
        DemoPerson("clerk", "kazan.packing@demo.example", PASSWORD, "Kazan Workshop, sends its orders"),
        DemoPerson("bookkeeper", "kazan.money@demo.example", PASSWORD, "Kazan Workshop, sees its money"),
        DemoPerson("brand", by_key["zimovka"], PASSWORD, "Zimovka, Arkhangelsk: winter clothes"),
        DemoPerson("brand", by_key["qiaolan"], PASSWORD, "Qiaolan Official, Dongguan: telephones"),
        DemoPerson("operator", OPERATOR, PASSWORD, "staff console and admin"),
        DemoPerson("operator", SECOND, PASSWORD, "confirms what one person must not decide alone"),
    )
