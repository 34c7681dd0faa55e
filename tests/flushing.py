"""Emptying tables between tests, also those whose triggers refuse to be emptied by anybody else.

Django truncates every table, which takes seconds where tables have a partition for each month. Tests leave a few
rows in a few tables: deleting those takes a hundredth of the time.
"""

import re
from collections.abc import Iterable

#: what Django does not count as its own: jobs that a test put off are not to be done in another
_NOT_DJANGOS = ("procrastinate_events", "procrastinate_periodic_defers", "procrastinate_jobs")

# Foreign keys are looked at when all rows are gone, so the order of the tables does not matter; guards sleep in
# this statement and nowhere else.
_SWEEP = """
    DO $$ DECLARE one text; filled text[] := '{}'; guarded text[] := '{}'; has_rows boolean;
    BEGIN
        SET CONSTRAINTS ALL DEFERRED;
        FOREACH one IN ARRAY ARRAY[%s] LOOP
            EXECUTE format('SELECT EXISTS (SELECT FROM %%I)', one) INTO has_rows;
            IF has_rows THEN
                filled := filled || one;
                IF EXISTS (SELECT FROM pg_trigger WHERE tgrelid = one::regclass AND NOT tgisinternal) THEN
                    guarded := guarded || one;
                END IF;
            END IF;
        END LOOP;
        FOREACH one IN ARRAY guarded LOOP EXECUTE format('ALTER TABLE %%I DISABLE TRIGGER USER', one); END LOOP;
        FOREACH one IN ARRAY filled LOOP EXECUTE format('DELETE FROM %%I', one); END LOOP;
        SET CONSTRAINTS ALL IMMEDIATE;
        FOREACH one IN ARRAY guarded LOOP EXECUTE format('ALTER TABLE %%I ENABLE TRIGGER USER', one); END LOOP;
    END $$
"""


def sweep_append_only_tables_too() -> None:
    """Let Django's flush delete what tests wrote, past the guards of append-only tables."""
    from django.db import IntegrityError, connection

    def sweep(sql_list: Iterable[str]) -> None:
        tables = list(_NOT_DJANGOS) + re.findall(
            r'"(\w+)"', " ".join(sql for sql in sql_list if sql.startswith("TRUNCATE"))
        )
        statement = _SWEEP % ", ".join(f"'{table}'" for table in tables)
        for is_last in (False, False, True):
            try:
                with connection.cursor() as cursor:
                    cursor.execute(statement)
                return
            except IntegrityError:
                # A server that outlives the test still took in somebody's word, into a table that had been empty.
                if is_last:
                    raise

    connection.ops.execute_sql_flush = sweep  # type: ignore[method-assign]
