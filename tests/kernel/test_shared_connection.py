"""The connection that batches share plans each statement once, and so must plan for tables that grow."""

import pytest
from django.db import connection

from yarmarka.kernel.shared_connection import SharedConnection


@pytest.mark.django_db(transaction=True)
def test_a_plan_made_while_a_table_was_empty_finds_its_rows_by_their_key_later() -> None:
    with SharedConnection().lent(), connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE shelf (id bigint PRIMARY KEY, title text)")
        cursor.execute("ANALYZE shelf")
        cursor.execute("PREPARE found (bigint) AS SELECT title FROM shelf WHERE id = $1")
        cursor.execute("EXECUTE found (1)")
        cursor.execute("INSERT INTO shelf SELECT id, 'kettle' FROM generate_series(1, 5000) AS id")
        cursor.execute("EXPLAIN EXECUTE found (4711)")
        plan = "\n".join(row[0] for row in cursor.fetchall())
        connection.close()
    assert "Index" in plan
    assert "Seq Scan" not in plan
