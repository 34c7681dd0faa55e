"""A person's own pages: only their own, sound, and what is chosen there holds."""

import re
from itertools import pairwise

import pytest
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test import Client
from lxml import html

from tests.market import open_market, place
from tests.web.me.people import anna, short_messages, sign_in
from yarmarka.domain.accounts.actions import issue_token, note_phone
from yarmarka.domain.accounts.models import LetterChoice, Person
from yarmarka.domain.orders.queries import orders
from yarmarka.domain.orders.types import OrderCard
from yarmarka.jobs.letters import send_letter
from yarmarka.kernel.clock import fresh_id, now

pytestmark = pytest.mark.django_db
PAGES = (
    "me/",
    "me/preferences/",
    "me/letters/",
    "me/sessions/",
    "me/security/",
    "account/email/",
    "account/phone/",
    "account/password/change/",
    "account/app/",
    "account/passkeys/add/",
)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_sound_and_only_for_its_owner(client: Client, path: str) -> None:
    anna()
    assert client.get(f"/ru/{path}").status_code == 302
    sign_in(client)
    answer = client.get(f"/ru/{path}")
    page = html.document_fromstring(answer.content.decode())
    assert answer.status_code == 200
    assert len(page.xpath("//h1")) == 1
    levels = [int(one.tag[1]) for one in page.xpath("//main//*[self::h1 or self::h2 or self::h3]")]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert not page.xpath("//@style | //style | //script[not(@src)]")
    labelled = set(page.xpath("//label/@for"))
    inputs = page.xpath("//main//input[not(@type='hidden') and not(ancestor::label)] | //main//select")
    assert not [one.get("name") for one in inputs if one.get("id") not in labelled]
    for secret in page.find_class("secret"):
        secret.drop_tree()
    words = " ".join(page.xpath("//main//text() | //nav[@class='aside-nav']//text()"))
    known = {"RUB", "CNY", "USD", "EUR", "GBP", "anna", "example", "org", "English", "API", "PIN", "QR"}
    assert not {word for word in re.findall(r"[A-Za-z]{3,}", words) if word not in known}


def test_preferences_hold_from_then_on(client: Client) -> None:
    person = anna()
    sign_in(client)
    wanted = {"full_name": "Анна  Иванова", "locale": "en", "currency": "EUR", "country": "KZ"}
    answer = client.post("/ru/me/preferences/", wanted)
    assert answer.headers["Location"] == "/en/me/preferences/"
    person.refresh_from_db()
    assert (person.full_name, person.locale, person.currency, person.country) == (
        "Анна Иванова",
        "en",
        "EUR",
        "KZ",
    )
    assert client.post("/ru/me/preferences/", {**wanted, "currency": "XXX"}).status_code == 422


def test_sessions_are_listed_and_ended(client: Client) -> None:
    anna()
    sign_in(client)
    other = Client(
        headers={"user-agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Safari/605.1"}
    )
    sign_in(other)
    page = client.get("/ru/me/sessions/").content.decode()
    assert "Safari, iPhone" in page
    assert "127.0.0.1" in page
    stranger = Client()
    stranger.force_login(Person.objects.create_user("olga@example.org"))
    theirs = UserSession.objects.get(session_key=other.session.session_key)
    assert stranger.post("/ru/me/sessions/end/", {"which": theirs.pk}).status_code == 404
    client.post("/ru/me/sessions/end/", {"which": theirs.pk})
    assert other.get("/ru/me/").status_code == 302
    sign_in(other)
    client.post("/ru/me/sessions/end/", {"which": "others"})
    assert other.get("/ru/me/").status_code == 302
    assert client.get("/ru/me/").status_code == 200


def test_an_apps_token_is_seen_and_ended(client: Client) -> None:
    person = anna()
    token = issue_token(person_id=person.pk, now=now()).token
    sign_in(client)
    page = client.get("/ru/me/security/").content.decode()
    assert token[-4:] in page
    assert token not in page
    path = re.search(r'action="(/ru/me/security/apps/[^"]+)"', page)
    assert path
    stranger = Client()
    stranger.force_login(Person.objects.create_user("olga@example.org"))
    assert stranger.post(path[1]).status_code == 404
    client.post(path[1])
    asked = client.get("/api/v1/me", headers={"authorization": f"Bearer {token}"})
    assert asked.status_code == 401


def test_declined_letters_do_not_come_and_service_letters_do(client: Client) -> None:
    order = _order()
    client.force_login(Person.objects.get(id=order.person_id))
    client.post("/ru/me/letters/", {})
    facts = {"to": order.email, "locale": "ru", "order_id": str(order.id), "number": order.number}
    send_letter("order_completed", {**facts, "seller": "Лавка"}, fresh_id())
    assert mail.outbox == []
    send_letter("order_cancelled", facts, fresh_id())
    assert [letter.to for letter in mail.outbox] == [[order.email]]
    assert "List-Unsubscribe" not in mail.outbox[0].extra_headers


def test_the_link_in_a_letter_switches_its_topic_off_with_one_click() -> None:
    order = _order()
    facts = {"to": order.email, "locale": "ru", "order_id": str(order.id), "number": order.number}
    send_letter("order_completed", {**facts, "seller": "Лавка"}, fresh_id())
    headers = mail.outbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = headers["List-Unsubscribe"].strip("<>")
    assert address in str(mail.outbox[0].body)
    path = "/ru/" + address.split("/ru/")[1]
    machine = Client(enforce_csrf_checks=True)
    assert "Больше не присылать" in machine.get(path).content.decode()
    assert LetterChoice.objects.count() == 0
    assert machine.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    send_letter("order_completed", {**facts, "seller": "Лавка"}, fresh_id())
    assert len(mail.outbox) == 1
    assert machine.post(path[:-3] + "xx/").status_code == 404


def test_who_has_no_email_is_told_by_short_message() -> None:
    order = _order()
    note_phone(person_id=order.person_id, phone="+79001234567", confirmed_at=now())
    facts = {"to": "", "locale": "ru", "order_id": str(order.id), "number": order.number}
    key = fresh_id()
    send_letter("order_cancelled", facts, key)
    send_letter("order_cancelled", facts, key)
    assert mail.outbox == []
    told = short_messages()
    assert [one.to for one in told] == ["+79001234567"]
    assert "/ru/orders/" in told[0].text


def _order() -> OrderCard:
    market = open_market(countries=("RU",))
    placed = place(market, {market.offers["RU"]: 1}, now=now())
    return orders([placed.order_id])[placed.order_id]
