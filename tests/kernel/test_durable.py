"""Some commits don't wait for the disk, and then one waits for all of them."""

import pytest
from django.db import connection, transaction

from yarmarka.kernel.durable import commit_sooner, make_durable


def asked(question: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return str(cursor.fetchone()[0])


@pytest.mark.django_db(transaction=True)
def test_what_was_committed_sooner_is_made_durable_with_all_before_it() -> None:
    # The databases of tests never wait by themselves.
    asked("SELECT set_config('synchronous_commit', 'on', false)")
    try:
        with transaction.atomic():
            commit_sooner()
            assert asked("SHOW synchronous_commit") == "off"
            asked("SELECT pg_logical_emit_message(true, 'test', repeat('-', 100000))")
        assert asked("SHOW synchronous_commit") == "on"
        written = asked("SELECT pg_current_wal_insert_lsn()")
        make_durable()
        assert asked(f"SELECT pg_current_wal_flush_lsn() >= '{written}'::pg_lsn") == "True"
    finally:
        connection.close()
