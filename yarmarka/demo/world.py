"""Builds the demo world, once: lanes, firms, goods, shoppers and their past."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from yarmarka.demo.history import DAYS, Past, live_through, outside_world
from yarmarka.demo.lanes import lay_lanes
from yarmarka.demo.market import set_up_market
from yarmarka.demo.people import OPERATOR, PASSWORD, firms, newcomers, shoppers
from yarmarka.domain.accounts.actions import add_address, open_accounts
from yarmarka.domain.accounts.types import NewPerson
from yarmarka.domain.catalogue.queries import categories, product_ids
from yarmarka.kernel.outbox import mark_delivered, undelivered_before
from yarmarka.reads.in_stock import offers_in_stock

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
    people = _lay_ground(now=now, progress=progress)
    with outside_world() as (bank, carrier):
        past = Past(
            shoppers={people[shopper.email]: shopper for shopper in shoppers()},
            offers=sorted(offers_in_stock(product_ids())),
            operator=people[OPERATOR],
            now=now,
            bank=bank,
            carrier=carrier,
        )
        live_through(past, progress=progress)
    mark_delivered(undelivered_before(now - _OLD_NEWS), now=now)
    return DemoWorld(people=_who_to_be())


@transaction.atomic
def _lay_ground(*, now: datetime, progress: Callable[[str], None]) -> dict[str, UUID]:
    """Make everything that the past begins with, all of it or nothing; return people by e-mail."""
    since = now - _AGE
    people = open_accounts(_everybody(), password=PASSWORD, now=since)
    if categories():
        return people
    lay_lanes(since=since, now=now)
    set_up_market(people, operator=people[OPERATOR], since=since, now=now, progress=progress)
    for shopper in shoppers():
        add_address(person_id=people[shopper.email], address=shopper.address, now=since)
    return people


def _everybody() -> list[NewPerson]:
    staff = NewPerson(email=OPERATOR, full_name="Оператор ярмарки", is_staff=True)
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
    return [staff, *merchants, *public]


def _who_to_be() -> tuple[DemoPerson, ...]:
    by_key = {firm.key: firm.email for firm in firms()}
    return (
        DemoPerson("shopper", "alsu@demo.example", PASSWORD, "Kazan, reads Russian"),
        DemoPerson("shopper", "james@demo.example", PASSWORD, "Moscow, reads English"),
        DemoPerson("shopper", "wang.lin@demo.example", PASSWORD, "Novosibirsk, reads Chinese"),
        DemoPerson("seller", by_key["lantern"], PASSWORD, "South Lantern, Shenzhen"),
        DemoPerson("seller", by_key["kazan"], PASSWORD, "Kazan Workshop, Kazan"),
        DemoPerson("brand", by_key["zimovka"], PASSWORD, "Zimovka, Arkhangelsk: winter clothes"),
        DemoPerson("brand", by_key["qiaolan"], PASSWORD, "Qiaolan Official, Dongguan: telephones"),
        DemoPerson("operator", OPERATOR, PASSWORD, "staff console and admin"),
    )
