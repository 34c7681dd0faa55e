"""What goes wrong is a page that helps: the right status, our words, nothing of the machinery."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path

from yarmarka import urls
from yarmarka.kernel.errors import Invalid, Missing
from yarmarka.web.shared import failures
from yarmarka.web.shared.problems import ShowProblems, show_problem

pytestmark = pytest.mark.django_db


def breaks(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("postgresql://secret")


def is_missing(request: HttpRequest) -> HttpResponse:
    raise Missing(what="order")


urlpatterns = [
    path("ru/breaks/", breaks),
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
