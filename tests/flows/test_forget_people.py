"""A copy of everything for whoever asks, and nothing left of who says farewell but what law keeps."""

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core import mail
from django.db import connection
from django.test import Client

from tests.market import PASSWORD, Market, open_market, place
from tests.web.scene import ARRIVES, paid_order, part_of, send, travel
from yarmarka.domain.accounts.actions import (
    add_address,
    choose_letters,
    give_consent,
    issue_token,
    note_phone,
)
from yarmarka.domain.accounts.errors import FarewellHindered
from yarmarka.domain.accounts.models import DataCopy, Person
from yarmarka.domain.accounts.queries import farewell_of
from yarmarka.domain.accounts.rules import EXPORT_LASTS, FORGET_AFTER
from yarmarka.domain.accounts.types import LetterWay
from yarmarka.domain.orders.models import Order
from yarmarka.domain.reviews.models import Question, Review
from yarmarka.domain.sellers.types import Role
from yarmarka.flows.complete_orders import confirm_receipt
from yarmarka.flows.copy_data import ask_for_copy, drop_old_copies, file_of, make_copy
from yarmarka.flows.forget_people import forget_due_people, say_farewell, stay
from yarmarka.flows.invite_staff import invite_staff
from yarmarka.jobs.relay import deliver_due
from yarmarka.kernel.clock import now as clock
from yarmarka.presentation.data_copy import as_zip
from yarmarka.reads.farewell import farewell_hindrances
from yarmarka.reads.personal_data import HELD, NOT_THEIRS
from yarmarka.reads.verify import verify_books
from yarmarka.vocabulary.places import PostalAddress

pytestmark = pytest.mark.django_db
#: what stands nowhere but in what this person told us
MARKS = (
    "zinaida.mark@example.test",
    "Зинаида",
    "Маркированная",
    "+79777777771",
    "запретноеслово",
    "Marker/7.7",
)
NOW = clock()


@pytest.fixture
def market(settings: Any, tmp_path: Path) -> Market:
    settings.COPIES_DIR = tmp_path / "copies"
    settings.SMS_DIR = tmp_path / "sms"
    market = open_market(countries=("RU",), now=NOW - timedelta(days=60))
    Person.objects.filter(id=market.shopper.id).update(email=MARKS[0], full_name="Зинаида Маркова")
    EmailAddress.objects.filter(user=market.shopper).update(email=MARKS[0])
    market.shopper.refresh_from_db()
    return market


def lived_in(market: Market) -> UUID:
    """Let the shopper leave something everywhere; return their finished order."""
    person_id = market.shopper.id
    address = PostalAddress(
        "RU", "Зинаида Маркова", "ул. Маркированная, 77", "Казань", "Татарстан", "", "420111", "+79777777771"
    )
    market.address_id = add_address(person_id=person_id, address=address, now=NOW)
    note_phone(person_id=person_id, phone="+79777777771", confirmed_at=NOW)
    give_consent(person_id=person_id, purpose="rules", text_version="2026-11-25", now=NOW)
    issue_token(person_id=person_id, now=NOW)
    seller, owner = market.sellers["RU"].id, market.owners["RU"].id
    invite_staff(seller_id=seller, email=MARKS[0], role=Role.CLERK, by=owner, now=NOW)
    choose_letters(person_id=person_id, wanted={("thanks", LetterWay.MAIL): True}, now=NOW)
    client = Client(headers={"user-agent": "Marker/7.7"})
    client.post("/ru/account/login/", {"login": MARKS[0], "password": PASSWORD})
    Authenticator.objects.create(user_id=person_id, type="webauthn", data={"name": "телефон, Зинаида"})
    order_id = paid_order(market, {market.offers["RU"]: 1}, now=NOW - timedelta(days=30))
    number = send(
        part_of(order_id, market.sellers["RU"].id), serial=7, country="RU", now=NOW - timedelta(days=29)
    )
    travel(number, ARRIVES, since=NOW - timedelta(days=28))
    confirm_receipt(seller_order_id=part_of(order_id, market.sellers["RU"].id).id, viewer=person_id, now=NOW)
    line = apps.get_model("orders.OrderLine").objects.get(seller_order__order_id=order_id)
    facts = {"person_id": person_id, "product_id": line.offer.variant.product_id}
    Question.objects.create(id=UUID(int=1), text="запретноеслово?", language="ru", asked_at=NOW, **facts)
    return order_id


def test_every_table_that_refers_to_a_person_is_spoken_for() -> None:
    person = get_user_model()
    refers = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if getattr(field, "related_model", None) is person and not field.auto_created
    }
    told = {f"{held.model}.{held.by.removesuffix('_id')}" for tables in HELD.values() for held in tables}
    assert refers - told - NOT_THEIRS.keys() == set()
    assert NOT_THEIRS.keys() - refers == set()


def test_a_copy_holds_everything_and_waits_for_its_owner_alone(market: Market, client: Client) -> None:
    lived_in(market)
    assert ask_for_copy(person_id=market.shopper.id, now=NOW)
    assert not ask_for_copy(person_id=market.shopper.id, now=NOW)
    copy = DataCopy.objects.get()
    make_copy(copy.id, pack=as_zip, now=NOW)
    deliver_due(now=clock() + timedelta(seconds=1))
    assert "Копия ваших данных готова" in [
        letter.subject for letter in mail.outbox if letter.to == [MARKS[0]]
    ]
    client.force_login(market.staff)
    assert client.get(f"/ru/me/data/{copy.id}/").status_code in {302, 404}
    client.logout()
    Authenticator.objects.all().delete()  # or it would be asked for now
    _sign_in(client)
    answer = client.get(f"/ru/me/data/{copy.id}/")
    assert answer.headers["Content-Type"] == "application/zip"
    packed = zipfile.ZipFile(io.BytesIO(answer.content))
    held = {name: packed.read(name).decode() for name in packed.namelist()}
    assert set(held) == {f"{context}.json" for context in HELD} | {"index.html"}
    everything = "".join(text for name, text in held.items() if name.endswith(".json"))
    assert [mark for mark in MARKS if mark not in everything] == []
    assert "Зинаида" in held["index.html"]
    assert json.loads(held["orders.json"])["Order"][0]["email"] == MARKS[0]
    assert "argon2" not in everything
    drop_old_copies(now=NOW + EXPORT_LASTS)
    assert not file_of(copy.id).exists()
    assert client.get(f"/ru/me/data/{copy.id}/").status_code == 404


def test_after_a_farewell_nothing_personal_is_left_but_what_law_keeps(market: Market) -> None:
    order_id = lived_in(market)
    person_id = market.shopper.id
    ask_for_copy(person_id=person_id, now=NOW)
    make_copy(DataCopy.objects.get().id, pack=as_zip, now=NOW)
    assert {table for table, _ in _found(MARKS)} > {
        "orders_order",
        "kernel_outboxmessage",
        "accounts_address",
    }
    farewell = say_farewell(person_id=person_id, now=NOW)
    assert farewell.due_at == NOW + FORGET_AFTER
    assert forget_due_people(now=farewell.due_at - timedelta(seconds=1)) == 0
    assert forget_due_people(now=farewell.due_at) == 1
    assert list(_found(MARKS)) == []
    assert not list(Path(file_of(UUID(int=0)).parent).glob("*"))
    person = Person.objects.get(id=person_id)
    assert (person.email, person.full_name, person.is_active) == (None, "", False)
    order = Order.objects.get(id=order_id)
    assert (order.person_id, order.address["country"], order.address["recipient"]) == (person_id, "RU", "")
    assert not verify_books(now=farewell.due_at)
    assert forget_due_people(now=farewell.due_at) == 0


def test_stars_go_on_counting_without_words_and_name(market: Market) -> None:
    order_id = lived_in(market)
    line = apps.get_model("orders.OrderLine").objects.get(seller_order__order_id=order_id)
    Review.objects.create(
        id=UUID(int=2),
        person_id=market.shopper.id,
        product_id=line.offer.variant.product_id,
        line_id=line.id,
        seller_id=market.sellers["RU"].id,
        stars=5,
        text="запретноеслово",
        language="ru",
        created_at=NOW,
    )
    forget_due_people(now=say_farewell(person_id=market.shopper.id, now=NOW).due_at)
    review = Review.objects.get()
    assert (review.stars, review.text) == (5, "")


def test_what_is_not_settled_hinders_and_says_so(market: Market, client: Client) -> None:
    placed = place(market, {market.offers["RU"]: 1}, now=NOW)
    found = farewell_hindrances(person_id=market.shopper.id)
    assert [(one.kind, one.order_id) for one in found] == [("order", placed.order_id)]
    with pytest.raises(FarewellHindered):
        say_farewell(person_id=market.shopper.id, now=NOW)
    _sign_in(client)
    page = client.get("/ru/me/data/").content.decode()
    assert "Заказ в пути" in page
    assert "Да, удалить" not in client.get("/ru/me/data/delete/").content.decode()
    assert client.post("/ru/me/data/delete/").status_code == 409
    kinds = {one.kind for one in farewell_hindrances(person_id=market.owners["RU"].id)}
    assert kinds == {"stall"}
    assert [one.kind for one in farewell_hindrances(person_id=market.staff.id)] == ["work"]


def test_who_orders_again_while_waiting_is_not_forgotten_yet(market: Market) -> None:
    farewell = say_farewell(person_id=market.shopper.id, now=NOW)
    place(market, {market.offers["RU"]: 1}, now=NOW)
    assert forget_due_people(now=farewell.due_at) == 0
    assert farewell_of(person_id=market.shopper.id) == farewell


def test_a_mind_can_be_changed_with_one_press(market: Market, client: Client) -> None:
    _sign_in(client)
    asked = client.post("/ru/me/data/delete/")
    assert asked.headers["Location"] == "/ru/me/data/"
    assert "будет удалена после" in client.get("/ru/me/").content.decode()
    deliver_due(now=clock() + timedelta(seconds=1))
    assert mail.outbox[-1].subject == "Ваша учётная запись будет удалена"
    client.post("/ru/me/data/keep/")
    assert "будет удалена после" not in client.get("/ru/me/").content.decode()
    assert not stay(person_id=market.shopper.id, now=NOW)
    assert forget_due_people(now=NOW + FORGET_AFTER) == 0


def _sign_in(client: Client) -> None:
    client.post("/ru/account/login/", {"login": MARKS[0], "password": PASSWORD})


def _found(marks: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield (table, column) wherever a mark stands in the whole database, but in what banks told of payments."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT columns.table_name, columns.column_name FROM information_schema.columns AS columns "
            "JOIN information_schema.tables AS tables USING (table_schema, table_name) "
            "WHERE table_schema = 'public' AND tables.table_type = 'BASE TABLE' "
            "AND data_type IN ('text', 'character varying', 'json', 'jsonb', 'ARRAY')"
        )
        for table, column in cursor.fetchall():
            if (table, column) == ("payments_paymentevent", "raw"):
                continue
            cursor.execute(
                f'SELECT 1 FROM "{table}" WHERE "{column}"::text ILIKE ANY (%s) LIMIT 1',  # noqa: S608 -- names from the catalogue
                [[f"%{mark}%" for mark in marks]],
            )
            if cursor.fetchone():
                yield table, column
