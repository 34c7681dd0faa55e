"""Opening an account, signing in and getting a forgotten password back, as people do it."""

import re
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.malls import open_mall
from tests.market import PASSWORD as MARKET_PASSWORD
from tests.market import open_market
from yarmarka.domain.accounts.actions import open_account
from yarmarka.domain.accounts.models import Consent, Person
from yarmarka.kernel.clock import now
from yarmarka.web.shared.rules import RULES_VERSION

pytestmark = pytest.mark.django_db
PASSWORD = "кедр-чайник-туман-7"
FORM = {"full_name": "Анна Петрова", "email": "anna@example.org", "password1": PASSWORD, "agreed": "on"}


@pytest.fixture(autouse=True)
def fresh_throttles(settings: object) -> None:
    cache.clear()


def person() -> Person:
    key = open_account(email="anna@example.org", password=PASSWORD, full_name="Анна Петрова", now=now())
    return Person.objects.get(id=key)


def code_in_letter(to: str = "anna@example.org") -> str:
    assert mail.outbox[-1].to == [to]
    found = re.search(r"\b[0-9]{6}\b", str(mail.outbox[-1].body))
    assert found
    return found[0]


def test_an_account_remembers_name_language_and_what_was_agreed(client: Client) -> None:
    answer = client.post("/en/account/signup/", FORM)
    assert answer.status_code == 302
    anna = Person.objects.get(email="anna@example.org")
    assert (anna.full_name, anna.locale) == ("Анна Петрова", "en")
    consent = Consent.objects.get(person=anna)
    assert (consent.purpose, consent.text_version) == ("rules", RULES_VERSION)
    assert anna.password.startswith("argon2")


def test_an_account_belongs_to_the_shop_that_it_was_opened_in(client: Client) -> None:
    open_mall(open_market(), now=now())
    client.post("/mall/en/account/signup/", FORM)
    assert Person.objects.get(email="anna@example.org").storefront == "mall"
    assert "-- \nBrand mall, http://testserver/mall\n" in mail.outbox[-1].body
    code_in_letter()


def test_the_consent_is_never_ticked_beforehand(client: Client) -> None:
    page = client.get("/ru/account/signup/").content.decode()
    box = re.search(r'<input type="checkbox"[^>]*name="agreed"[^>]*>', page)
    assert box
    assert "checked" not in box[0]
    assert 'href="/ru/rules/"' in page


def test_without_consent_there_is_no_account_and_nothing_typed_is_lost(client: Client) -> None:
    answer = client.post("/ru/account/signup/", {**FORM, "agreed": ""})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "не вправе создать" in page
    assert "Анна Петрова" in page
    assert not Person.objects.exists()


def test_a_weak_password_is_refused_with_its_reason(client: Client) -> None:
    page = client.post("/ru/account/signup/", {**FORM, "password1": "12345"}).content.decode()
    assert not Person.objects.exists()
    assert 'href="#id_password1"' in page
    assert 'aria-invalid="true"' in page


def test_nobody_is_in_before_the_code_from_the_letter_is_typed(client: Client) -> None:
    asked = client.post("/en/account/signup/", FORM)
    assert asked.headers["Location"] == "/en/account/confirm-email/"
    assert "_auth_user_id" not in client.session
    wrong = client.post("/en/account/confirm-email/", {"code": "000000"})
    assert "This code does not fit" in wrong.content.decode()
    client.post("/en/account/confirm-email/", {"code": code_in_letter()})
    assert client.session["_auth_user_id"] == str(Person.objects.get().pk)


def test_signing_up_does_not_tell_who_is_registered(client: Client) -> None:
    """A taken address leads to the same page as a new one; only what the letter says differs."""
    person()
    taken = client.post("/ru/account/signup/", FORM)
    shown = client.get(taken.headers["Location"])
    assert Person.objects.count() == 1
    assert mail.outbox[-1].subject == "У вас уже есть учётная запись"
    new = Client().post("/ru/account/signup/", {**FORM, "email": "olga@example.org"})
    assert (taken.status_code, taken.headers["Location"]) == (new.status_code, new.headers["Location"])
    assert "Подтвердите почту" in shown.content.decode()


def test_signing_in_and_out(client: Client) -> None:
    person()
    client.post("/ru/account/login/", {"login": "anna@example.org", "password": PASSWORD})
    assert "_auth_user_id" in client.session
    client.post("/ru/account/logout/")
    assert "_auth_user_id" not in client.session


def test_whoever_signs_in_lands_where_they_work(client: Client) -> None:
    market = open_market(countries=("RU",))
    for someone, place in (
        (market.shopper, "/ru/"),
        (market.owners["RU"], "/ru/seller/"),
        (market.staff, "/ru/staff/"),
    ):
        answer = client.post("/ru/account/login/", {"login": someone.email, "password": MARKET_PASSWORD})
        assert answer["Location"] == place
        client.logout()
    wanted = {"login": market.staff.email, "password": MARKET_PASSWORD, "next": "/ru/basket/"}
    assert client.post("/ru/account/login/", wanted)["Location"] == "/ru/basket/"


def test_the_way_to_a_new_password_is_shown_once(client: Client) -> None:
    page = client.get("/ru/account/login/").content.decode()
    assert page.count('href="/ru/account/password/reset/"') == 1


def test_a_get_does_not_sign_out(client: Client) -> None:
    client.force_login(person())
    assert client.get("/ru/account/logout/").status_code == 200
    assert "_auth_user_id" in client.session


def test_a_wrong_password_and_an_unknown_address_look_alike(client: Client) -> None:
    person()
    wrong = client.post("/ru/account/login/", {"login": "anna@example.org", "password": "x"})
    unknown = client.post("/ru/account/login/", {"login": "olga@example.org", "password": "x"})
    said = "Почта и пароль не подходят друг к другу"
    assert said in wrong.content.decode()
    assert said in unknown.content.decode()


def test_guessing_is_stopped_in_words(client: Client) -> None:
    person()
    for _ in range(5):
        client.post("/ru/account/login/", {"login": "anna@example.org", "password": "x"})
    answer = client.post("/ru/account/login/", {"login": "anna@example.org", "password": PASSWORD})
    assert "подождите пять минут" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_very_many_requests_get_a_page_that_says_so(client: Client) -> None:
    for _ in range(20):
        client.post("/ru/account/signup/", {})
    answer = client.post("/ru/account/signup/", {})
    assert answer.status_code == 429
    assert "Подождите, пожалуйста" in answer.content.decode()


def test_a_forgotten_password_is_replaced_by_the_link_in_the_letter(client: Client) -> None:
    person()
    client.post("/ru/account/password/reset/", {"email": "anna@example.org"})
    letter = mail.outbox[-1]
    assert letter.subject == "Новый пароль"
    link = re.search(r"https?://testserver(\S+)", str(letter.body))
    assert link
    form = client.get(link[1], follow=True)
    answer = client.post(
        form.redirect_chain[-1][0], {"password1": "липа-север-99", "password2": "липа-север-99"}
    )
    assert answer.headers["Location"] == "/ru/account/password/reset/key/done/"
    assert Person.objects.get().check_password("липа-север-99")
    assert "больше не действует" in client.get(link[1], follow=True).content.decode()


def test_asking_for_a_password_does_not_tell_who_is_registered(client: Client) -> None:
    person()
    known = client.post("/ru/account/password/reset/", {"email": "anna@example.org"})
    unknown = client.post("/ru/account/password/reset/", {"email": "olga@example.org"})
    assert known.headers["Location"] == unknown.headers["Location"]
    assert mail.outbox[-1].to == ["olga@example.org"]
    assert mail.outbox[-1].subject == "Учётной записи с этим адресом нет"


def test_letters_have_both_texts(client: Client) -> None:
    person()
    client.post("/en/account/password/reset/", {"email": "anna@example.org"})
    letter = mail.outbox[-1]
    assert isinstance(letter, mail.EmailMultiAlternatives)
    assert [kind for _, kind in letter.alternatives] == ["text/html"]


def test_routes_that_we_do_not_use_are_not_there() -> None:
    for name in ("account_confirm_email", "usersessions_list", "mfa_trust"):
        with pytest.raises(NoReverseMatch):
            reverse(name)


def test_behind_a_proxy_one_guesser_does_not_lock_the_others_out(settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for _ in range(20):
        Client(headers={"x-forwarded-for": "198.51.100.7"}).post("/ru/account/signup/", {})
    guesser = Client(headers={"x-forwarded-for": "203.0.113.9, 198.51.100.7"}).post("/ru/account/signup/", {})
    other = Client(headers={"x-forwarded-for": "198.51.100.8"}).post("/ru/account/signup/", {})
    assert (guesser.status_code, other.status_code) == (429, 200)
