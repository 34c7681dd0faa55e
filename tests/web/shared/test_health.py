"""Those who watch the process get true answers, whatever address they ask at."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from yarmarka.kernel.ports import free_port
from yarmarka.web.shared.health import HealthProbes


def unreached(request: HttpRequest) -> HttpResponse:
    raise AssertionError("a probe went past the probes")


def probes() -> HealthProbes:
    return HealthProbes(unreached)


def test_alive_asks_nobody(client: Client) -> None:
    answer = client.get("/healthz", headers={"host": "10.1.2.3"})
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok"}


@pytest.mark.django_db
def test_ready_when_the_tables_are_in_step() -> None:
    answer = probes()(RequestFactory().get("/readyz", headers={"host": "10.1.2.3"}))
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_not_ready_while_a_migration_is_missing_and_ready_after_it() -> None:
    asked = probes()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE django_migrations SET app = 'away' WHERE app = 'accounts'")
    answer = asked(RequestFactory().get("/readyz"))
    assert answer.status_code == 503
    assert b"accounts.0001" in answer.content
    with connection.cursor() as cursor:
        cursor.execute("UPDATE django_migrations SET app = 'accounts' WHERE app = 'away'")
    assert asked(RequestFactory().get("/readyz")).status_code == 200


@pytest.mark.django_db
def test_once_ready_it_asks_one_question(django_assert_num_queries: object) -> None:
    asked = probes()
    asked(RequestFactory().get("/readyz"))
    with django_assert_num_queries(1):  # type: ignore[operator]
        asked(RequestFactory().get("/readyz"))


@pytest.fixture
def no_database(django_db_blocker: Any) -> Iterator[None]:
    """Let Django look for PostgreSQL at a port where nobody listens."""
    before = dict(connection.settings_dict)
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict.update(HOST="127.0.0.1", PORT=str(free_port()))
        yield
        connection.close()
        connection.settings_dict.update(before)


@pytest.mark.usefixtures("no_database")
def test_not_ready_while_the_database_is_away() -> None:
    answer = probes()(RequestFactory().get("/readyz"))
    assert answer.status_code == 503
    assert b"database does not answer" in answer.content
    assert probes()(RequestFactory().get("/healthz")).status_code == 200
