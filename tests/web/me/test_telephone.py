"""Signing up and in by telephone, and by a code from a letter: nobody learns whose number it is."""

from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from tests.web.me.people import anna, code_in, code_in_letter, short_messages, sign_in
from yarmarka.domain.accounts.models import Person

pytestmark = pytest.mark.django_db
PHONE = "8 900 123-45-67"
KEPT = "+79001234567"
FORM = {"full_name": "Анна Петрова", "phone": PHONE, "agreed": "on"}


def sign_up(client: Client, phone: str = PHONE) -> Person:
    client.post("/ru/account/signup/phone/", {**FORM, "phone": phone})
    client.post("/ru/account/phone/code/", {"code": code_in(short_messages()[0].text)})
    return Person.objects.get(phone_confirmed_at__isnull=False)


def test_a_telephone_is_enough_for_an_account(client: Client) -> None:
    person = sign_up(client)
    assert (person.email, person.phone, person.has_usable_password()) == (None, KEPT, False)
    assert client.session["_auth_user_id"] == str(person.pk)
    assert short_messages()[0].to == KEPT
    assert "Анна Петрова" in client.get("/ru/me/").content.decode()


def test_without_the_code_nobody_is_in_and_the_number_is_nobodys(client: Client) -> None:
    client.post("/ru/account/signup/phone/", FORM)
    wrong = client.post("/ru/account/phone/code/", {"code": "12"})
    assert "Код не подходит" in wrong.content.decode()
    assert "_auth_user_id" not in client.session
    cache.clear()  # of the throttle: a number gets one message in half a minute
    # Who only typed the number in keeps its owner out of nothing.
    assert sign_up(Client(REMOTE_ADDR="198.51.100.4"), "+7 (900) 123 45 67").phone == KEPT


def test_signing_in_by_telephone_takes_a_code(client: Client) -> None:
    person = sign_up(Client())
    client.post("/ru/account/login/code/", {"login": "+7 900 1234567"})
    client.post("/ru/account/login/code/confirm/", {"code": code_in(short_messages()[0].text)})
    assert client.session["_auth_user_id"] == str(person.pk)


def test_a_code_by_letter_signs_in_without_a_password(client: Client) -> None:
    person = anna()
    client.post("/ru/account/login/code/", {"login": "Anna@example.org"})
    assert mail.outbox[-1].subject.endswith("— ваш код")
    client.post("/ru/account/login/code/confirm/", {"code": code_in_letter()})
    assert client.session["_auth_user_id"] == str(person.pk)


def test_asking_for_a_code_tells_nobody_who_is_registered(client: Client) -> None:
    anna()
    sign_up(Client())
    sent = len(short_messages())
    pages = []
    for login in ("anna@example.org", "olga@example.org", PHONE, "+7 900 000-00-00"):
        visitor = Client()
        answer = visitor.post("/ru/account/login/code/", {"login": login})
        pages.append((answer.status_code, answer.headers["Location"]))
        assert "Введите код" in visitor.get(answer.headers["Location"]).content.decode()
    assert len(set(pages)) == 1
    # A number that is not here costs us no message, so that nobody can make us send them.
    assert len(short_messages()) == sent + 1


def test_signing_up_with_a_known_number_looks_the_same_and_warns_its_owner(client: Client) -> None:
    new = client.post("/ru/account/signup/phone/", {**FORM, "phone": "+7 900 000-00-00"})
    sign_up(Client())
    soon = Client().post("/ru/account/signup/phone/", FORM)
    assert (soon.status_code, soon.headers["Retry-After"]) == (429, "300")
    cache.clear()
    taken = Client().post("/ru/account/signup/phone/", FORM)
    assert (taken.status_code, taken.headers["Location"]) == (new.status_code, new.headers["Location"])
    assert "уже есть" in short_messages()[0].text
    assert Person.objects.filter(phone=KEPT).count() == 1


def test_codes_are_guessed_thrice_and_no_more(client: Client) -> None:
    anna()
    client.post("/ru/account/login/code/", {"login": "anna@example.org"})
    right = code_in_letter()
    for _ in range(3):
        client.post("/ru/account/login/code/confirm/", {"code": "000000" if right != "000000" else "1"})
    client.post("/ru/account/login/code/confirm/", {"code": right})
    assert "_auth_user_id" not in client.session


def test_codes_are_asked_for_thrice_a_minute(client: Client) -> None:
    for _ in range(3):
        Client().post("/ru/account/login/code/", {"login": "olga@example.org"})
    page = client.post("/ru/account/login/code/", {"login": "olga@example.org"}).content.decode()
    assert "подождите пять минут" in page


def test_a_telephone_is_changed_by_its_own_code(client: Client) -> None:
    person = anna()
    sign_in(client)
    client.post("/ru/account/phone/", {"phone": "+44 20 7946 0958"})
    person.refresh_from_db()
    assert person.phone == ""
    client.post("/ru/account/phone/code/", {"code": code_in(short_messages()[0].text)})
    person.refresh_from_db()
    assert person.phone == "+442079460958"
    assert person.phone_confirmed_at is not None


def test_an_email_is_changed_by_a_code_to_the_new_one(client: Client) -> None:
    person = anna()
    sign_in(client)
    client.post("/ru/account/email/", {"action_add": "1", "email": "new@example.org"})
    person.refresh_from_db()
    assert person.email == "anna@example.org"
    assert mail.outbox[-1].to == ["new@example.org"]
    client.post("/ru/account/confirm-email/", {"code": code_in_letter()})
    person.refresh_from_db()
    assert person.email == "new@example.org"
    told = [(letter.to, letter.subject) for letter in mail.outbox]
    assert (["anna@example.org"], "Ваша почта изменена") in told


def test_where_no_sender_is_configured_nobody_is_offered_a_telephone(client: Client, settings: Any) -> None:
    settings.SMS_SENDER = ""
    assert "Почта или телефон" not in client.get("/ru/account/login/").content.decode()
