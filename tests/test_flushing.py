"""What a server still writes while a test is swept away is swept as well: the next test finds nothing."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from uuid import UUID

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from tests.market import KAZAN, NOW, person
from yarmarka.domain.accounts.actions import add_address
from yarmarka.domain.accounts.models import Address, Person

PATIENCE_S = 20
_WAITING = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
)


@pytest.mark.django_db(transaction=True)
def test_what_comes_into_an_empty_table_meanwhile_is_swept_as_well() -> None:
    somebody, has_written = person("late@example.test"), Event()
    with ThreadPoolExecutor(1) as server:
        done = server.submit(_write_until_waited_for, somebody.id, has_written)
        assert has_written.wait(PATIENCE_S)
        call_command("flush", verbosity=0, interactive=False)
        done.result()
    assert not Address.objects.exists()
    assert not Person.objects.exists()


def _write_until_waited_for(person_id: UUID, has_written: Event) -> None:
    """Write a row that nobody sees yet, and let it be seen once the sweep waits for it."""
    try:
        with transaction.atomic():
            Person.objects.select_for_update().get(id=person_id)
            add_address(person_id=person_id, address=KAZAN, now=NOW)
            has_written.set()
            ends = time.monotonic() + PATIENCE_S
            with connection.cursor() as cursor:
                while time.monotonic() < ends:
                    cursor.execute(_WAITING)
                    if cursor.fetchone() != (0,):
                        break
                    time.sleep(0.01)
    finally:
        connection.close()
