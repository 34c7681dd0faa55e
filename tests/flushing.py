"""Emptying tables between tests, also those whose triggers refuse to be emptied by anybody else."""

from collections.abc import Iterable

# A trigger's type is a set of bits; this one says that it fires on TRUNCATE (pg_trigger.h).
_GUARDS = """
    SELECT format('ALTER TABLE %%s %s TRIGGER %%I', tgrelid::regclass, tgname)
      FROM pg_trigger
     WHERE NOT tgisinternal AND tgparentid = 0 AND tgtype & 32 = 32
"""


def sweep_append_only_tables_too() -> None:
    """Let Django's flush pass the guards of append-only tables, within its own transaction and nowhere else."""
    from django.db import connection

    sweep = connection.ops.execute_sql_flush

    def sweep_past_guards(sql_list: Iterable[str]) -> None:
        sweep([*_statements("DISABLE"), *sql_list, *_statements("ENABLE")])

    connection.ops.execute_sql_flush = sweep_past_guards  # type: ignore[method-assign]


def _statements(verb: str) -> list[str]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute((_GUARDS % verb).replace("%%", "%"))
        return [statement for (statement,) in cursor.fetchall()]
