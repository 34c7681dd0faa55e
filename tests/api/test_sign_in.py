"""A token is had for e-mail and password, is kept as a digest, and ends in four ways."""

from datetime import timedelta

import pytest
from django.core.cache import cache

from tests.api.calling import Answer, App, app_of
from tests.market import PASSWORD, Market
from yarmarka.domain.accounts.actions import issue_token
from yarmarka.domain.accounts.models import ApiToken, Person
from yarmarka.domain.accounts.queries import person_for_token
from yarmarka.kernel.clock import now


@pytest.fixture(autouse=True)
def _no_tries_before(db: None) -> None:
    cache.clear()


def sign_in(email: str, password: str) -> Answer:
    return App().post("/sign-in", {"email": email, "password": password})


def test_a_token_speaks_for_its_person(market: Market) -> None:
    got = sign_in("alsu@example.test", PASSWORD)
    assert got.status == 201
    assert App(token=got.body["token"]).get("/me").body["email"] == "alsu@example.test"


def test_only_a_digest_of_the_token_is_kept(market: Market) -> None:
    token = sign_in("alsu@example.test", PASSWORD).body["token"]
    row = ApiToken.objects.values().get()
    assert token[-4:] == row["last_four"]
    assert token not in str(row)


def test_a_wrong_password_and_an_unknown_person_look_alike(market: Market) -> None:
    wrong = sign_in("alsu@example.test", "not-the-password")
    unknown = sign_in("nobody@example.test", "not-the-password")
    assert wrong.status == unknown.status == 401
    assert wrong.body == unknown.body
    assert wrong.body["code"] == "sign_in_refused"


def test_many_failed_tries_have_to_wait_even_with_the_right_password(market: Market) -> None:
    for _ in range(5):
        assert sign_in("alsu@example.test", "not-the-password").status == 401
    refused = sign_in("alsu@example.test", PASSWORD)
    assert (refused.status, refused.body["code"]) == (429, "too_many_tries")
    assert int(refused.headers["Retry-After"]) > 0


def test_a_token_ends_when_its_person_signs_out(shopper: App) -> None:
    assert shopper.post("/sign-out").status == 204
    assert shopper.get("/me").status == 401


def test_a_token_ends_by_itself(market: Market) -> None:
    token = issue_token(person_id=market.shopper.id, now=now() - timedelta(days=31)).token
    assert App(token=token).get("/me").status == 401


def test_a_new_password_ends_all_tokens(market: Market, shopper: App) -> None:
    person = Person.objects.get(id=market.shopper.id)
    person.set_password("quite-another-password")
    person.save()
    assert shopper.get("/me").status == 401


def test_somebody_who_was_shut_out_has_no_token_any_more(market: Market, shopper: App) -> None:
    Person.objects.filter(id=market.shopper.id).update(is_active=False)
    assert shopper.get("/me").status == 401
    assert sign_in("alsu@example.test", PASSWORD).status == 401


def test_a_bad_token_is_an_error_where_guests_are_welcome_too(market: Market) -> None:
    assert App(token="yrm_nonsense").get("/basket").status == 401
    assert person_for_token(token="", now=now()) is None


def test_the_sites_own_session_works_and_changes_nothing_without_proof(market: Market) -> None:
    from django.test import Client

    browser = Client(enforce_csrf_checks=True)
    browser.force_login(market.shopper)
    assert browser.get("/api/v1/me").json()["email"] == "alsu@example.test"
    refused = browser.post("/api/v1/addresses", {}, content_type="application/json")
    assert (refused.status_code, refused.json()["code"]) == (403, "proof_missing")
    browser.cookies["csrftoken"] = "a" * 32
    proven = browser.post(
        "/api/v1/addresses", {}, content_type="application/json", headers={"X-CSRFToken": "a" * 32}
    )
    assert proven.status_code == 422, "the proof is right, the address is not"


def test_a_sellers_app_is_told_whom_it_acts_for(market: Market) -> None:
    assert app_of(market.owners["GB"]).get("/me").body["seller"] == "GB Trading"
