"""Codes of an app, recovery codes, staff: what stands between a stolen password and the account."""

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.test import Client

from tests.web.me.people import EMAIL, PASSWORD, anna, sign_in

pytestmark = pytest.mark.django_db


def code_of(secret: str) -> str:
    """Return what an app with this secret shows now."""
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def add_app(client: Client) -> str:
    page = client.get("/ru/account/app/").content.decode()
    secret = re.search(r'class="secret">([A-Z2-7]+)<', page)
    assert secret
    answer = client.post("/ru/account/app/", {"code": code_of(secret[1])})
    assert answer.headers["Location"] == "/ru/account/recovery-codes/"
    return secret[1]


def recovery_codes(client: Client) -> list[str]:
    page = client.get("/ru/account/recovery-codes/").content.decode()
    return re.findall(r"<li><code>([0-9]+)</code>", page)


def test_with_an_app_the_password_alone_opens_nothing(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    person = anna()
    sign_in(client)
    with django_capture_on_commit_callbacks(execute=True):
        add_app(client)
    codes = recovery_codes(client)
    assert len(codes) == 10
    subjects = [letter.subject for letter in mail.outbox]
    assert "Вашу учётную запись теперь защищают коды из приложения" in subjects
    visitor = Client()
    answer = visitor.post("/ru/account/login/", {"login": EMAIL, "password": PASSWORD})
    assert answer.headers["Location"] == "/ru/account/login/second/"
    assert "_auth_user_id" not in visitor.session
    assert "Не подходит" in visitor.post("/ru/account/login/second/", {"code": "000000"}).content.decode()
    visitor.post("/ru/account/login/second/", {"code": codes[0]})
    assert visitor.session["_auth_user_id"] == str(person.pk)
    again = Client()
    sign_in(again)
    again.post("/ru/account/login/second/", {"code": codes[0]})
    assert "_auth_user_id" not in again.session


def test_secrets_lie_encrypted(client: Client) -> None:
    anna()
    sign_in(client)
    secret = add_app(client)
    kept = " ".join(str(row.data) for row in Authenticator.objects.all())
    assert secret not in kept


def test_what_could_lock_one_out_asks_for_the_password_again(client: Client) -> None:
    client.force_login(anna())
    answer = client.get("/ru/account/app/")
    assert answer.headers["Location"] == "/ru/account/again/?next=%2Fru%2Faccount%2Fapp%2F"
    client.post("/ru/account/again/", {"password": PASSWORD, "next": "/ru/account/app/"})
    assert client.get("/ru/account/app/").status_code == 200


def test_staff_need_a_second_factor_where_it_is_asked_for(client: Client, settings: Any) -> None:
    anna(is_staff=True)
    sign_in(client)
    assert client.get("/ru/staff/").status_code == 200
    assert "по одному паролю" in client.get("/ru/me/security/").content.decode()
    settings.STAFF_SECOND_FACTOR = True
    for path in ("/ru/staff/", "/staff/admin/"):
        assert client.get(path).headers["Location"].endswith("/me/security/")
    secret = add_app(client)
    # A session that began before the app was added shows the code once.
    assert client.get("/ru/staff/").headers["Location"].startswith("/ru/account/again/code/")
    assert secret
    client.post("/ru/account/again/code/", {"code": recovery_codes(client)[0], "next": "/ru/staff/"})
    assert client.get("/ru/staff/").status_code == 200
    assert client.get("/staff/admin/").status_code == 200


def test_the_api_asks_for_the_code_as_well(client: Client) -> None:
    anna()
    sign_in(client)
    add_app(client)
    wanted = {"email": EMAIL, "password": PASSWORD}
    asked = client.post("/api/v1/sign-in", wanted, content_type="application/json")
    assert (asked.status_code, asked.json()["code"]) == (401, "second_factor_needed")
    wrong = client.post("/api/v1/sign-in", {**wanted, "code": "1"}, content_type="application/json")
    assert (wrong.status_code, wrong.json()["code"]) == (401, "sign_in_refused")
    right = {**wanted, "code": recovery_codes(client)[0]}
    assert client.post("/api/v1/sign-in", right, content_type="application/json").status_code == 201
