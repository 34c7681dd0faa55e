"""What goes wrong is a page that helps: the right status, our words, nothing of the machinery."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path
from lxml import html

from yarmarka import urls
from yarmarka.cli import main
from yarmarka.kernel.clock import now
from yarmarka.kernel.errors import Invalid, Missing
from yarmarka.web.shared import failures
from yarmarka.web.shared.problems import ShowProblems, show_problem

pytestmark = pytest.mark.django_db


def breaks(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("postgresql://secret")


def is_away(request: HttpRequest) -> HttpResponse:
    raise OperationalError("connection refused")


def is_missing(request: HttpRequest) -> HttpResponse:
    raise Missing(what="order")


urlpatterns = [
    path("ru/breaks/", breaks),
    path("ru/away/", is_away),
    path("nowhere/away/", is_away),
    path("ru/missing/", is_missing),
    *urls.urlpatterns,
]
handler404 = failures.not_found
handler500 = failures.server_error


def test_an_address_with_nothing_behind_it(client: Client) -> None:
    answer = client.get("/ru/nothing-here/")
    assert answer.status_code == 404
    assert "По этому адресу ничего нет" in answer.content.decode()


@override_settings(ROOT_URLCONF=__name__)
def test_a_missing_thing_looks_like_an_address_that_never_was(client: Client) -> None:
    missing = client.get("/ru/missing/")
    never = client.get("/ru/never-was/")
    assert missing.status_code == never.status_code == 404
    assert _bare(missing.content.decode(), "missing") == _bare(never.content.decode(), "never-was")
    assert set(missing.headers) == set(never.headers)


@override_settings(ROOT_URLCONF=__name__)
def test_our_own_fault_tells_nothing_of_the_machinery() -> None:
    client = Client(raise_request_exception=False)
    answer = client.get("/ru/breaks/")
    assert answer.status_code == 500
    page = answer.content.decode()
    assert "У нас что-то сломалось" in page
    assert "secret" not in page
    assert "RuntimeError" not in page


def test_the_page_for_our_fault_needs_neither_database_nor_session() -> None:
    request = RequestFactory().get("/en/orders/")  # no user, no session, no messages on it
    answer = failures.server_error(request)
    assert answer.status_code == 500
    assert "Something broke on our side" in answer.content.decode()


def test_a_named_error_is_explained(client: Client) -> None:
    answer = client.get("/ru/demo/components/problem/")
    page = answer.content.decode()
    assert answer.status_code == 503
    assert "Внешняя служба не отвечает" in page
    assert "Попробуйте, пожалуйста, через несколько минут." in page


@pytest.mark.parametrize(
    ("came_from", "is_offered"),
    [("http://testserver/ru/basket/", True), ("http://evil.example/", False), ("javascript:alert(1)", False)],
)
def test_the_way_back_is_only_to_a_page_of_ours(client: Client, came_from: str, is_offered: bool) -> None:
    page = client.get("/ru/demo/components/problem/", headers={"referer": came_from}).content.decode()
    assert (f'href="{came_from}"' in page) is is_offered


def test_a_stale_form_is_told_so() -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/ru/account/login/", {"login": "a@example.org", "password": "x"})
    assert answer.status_code == 403
    assert "Форма устарела" in answer.content.decode()


def test_other_exceptions_stay_loud(rf: RequestFactory) -> None:
    middleware = ShowProblems(breaks)
    assert middleware.process_exception(rf.get("/"), RuntimeError()) is None


def test_a_hostile_value_is_text(client: Client) -> None:
    request = client.get("/ru/rules/").wsgi_request
    answer = show_problem(request, Invalid(field="<script>alert(1)</script>"))
    assert b"<script>" not in answer.content


def _bare(page: str, path: str) -> str:
    return page.replace(path, "")


def test_a_page_that_went_wrong_leads_on(client: Client) -> None:
    page = html.document_fromstring(client.get("/ru/nothing-here/").content.decode())
    assert page.xpath("//main//form[@role='search']/@action") == ["/ru/search/"]
    assert "/ru/basket/" in page.xpath("//main//a/@href")


@override_settings(ROOT_URLCONF=__name__)
def test_the_number_to_tell_support_is_the_one_in_the_logs() -> None:
    answer = Client(raise_request_exception=False).get("/ru/breaks/")
    told = html.document_fromstring(answer.content.decode()).xpath("//main//code/text()")
    assert len(told) == 1
    assert answer.headers["X-Request-Id"].startswith(told[0])
    assert len(told[0]) == 12


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize(
    ("path", "asked", "said"),
    [
        ("/ru/away/", "en", "Сейчас вернёмся"),
        ("/nowhere/away/", "en-GB,en;q=0.9", "We will be back in a moment"),
    ],
)
def test_without_a_database_the_page_stands_in_the_readers_language(path: str, asked: str, said: str) -> None:
    answer = Client(raise_request_exception=False).get(path, headers={"accept-language": asked})
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "30"
    assert said in answer.content.decode()


def test_while_the_shop_is_closed_people_and_machines_are_told_when_to_come_again(
    client: Client, tmp_path: Path, settings: Any
) -> None:
    settings.MAINTENANCE_FILE = tmp_path / "maintenance"
    settings.MAINTENANCE_FILE.write_text((now() + timedelta(minutes=20)).isoformat())
    page = client.get("/ru/basket/")
    assert page.status_code == 503
    assert 1_190 < int(page.headers["Retry-After"]) <= 1_200
    assert "примерно через 20 минут" in page.content.decode()
    told = client.post("/api/v1/sign-in", headers={"accept-language": "ru"})
    assert told.status_code == 503
    assert told.json()["reason"].startswith("Идут изменения")
    assert client.get("/healthz").status_code == client.get("/readyz").status_code == 200
    settings.MAINTENANCE_FILE.write_text("")
    assert client.get("/ru/").headers["Retry-After"] == "600"
    settings.MAINTENANCE_FILE.unlink()
    assert client.get("/ru/basket/").status_code == 200


def test_a_command_closes_and_opens(tmp_path: Path) -> None:
    command = CliRunner(env={"DATA_DIR": str(tmp_path)})
    assert "closed until" in command.invoke(main, ["maintenance", "on", "--minutes", "5"]).output
    assert datetime.fromisoformat((tmp_path / "maintenance").read_text()) > now()
    assert command.invoke(main, ["maintenance", "off"]).output == "open\n"
    assert not (tmp_path / "maintenance").exists()
