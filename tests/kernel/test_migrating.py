"""Tables that were made the quick way are those that Django's own way makes, and those that the models speak of."""

import re
import subprocess
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from yarmarka.kernel.migrating import models_made_alone
from yarmarka.kernel.postgres import EmbeddedPostgres, wheel_binaries
from yarmarka.settings.environment import database

_FOREIGN_KEYS = """
    SELECT one.conrelid::regclass::text, attname, one.confrelid::regclass::text
    FROM pg_constraint AS one JOIN pg_attribute ON attrelid = one.conrelid AND attnum = ANY (one.conkey)
    WHERE one.contype = 'f'
"""
_COLUMNS = """
    SELECT attrelid::regclass::text, attname, NOT attnotnull OR attgenerated <> ''
    FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
    WHERE relkind IN ('r', 'p') AND attnum > 0 AND NOT attisdropped AND relnamespace = 'public'::regnamespace
"""
_NAMES = "SELECT conname FROM pg_constraint UNION SELECT relname FROM pg_class WHERE relkind IN ('i', 'I')"


def look_at(url: str) -> None:
    connection.close()
    connection.settings_dict.update(database(url))


def models() -> Iterator[Any]:
    return (model for model in apps.get_models(include_auto_created=True) if model._meta.managed)


@pytest.mark.django_db
def test_the_tables_are_those_that_the_models_speak_of() -> None:
    with connection.cursor() as cursor:
        columns, foreign_keys = set(cursor.execute(_COLUMNS)), set(cursor.execute(_FOREIGN_KEYS))
        names = {name for (name,) in cursor.execute(_NAMES)}
    spoken_of = {
        (model._meta.db_table, field.column, field.null or field.generated)
        for model in models()
        for field in model._meta.local_concrete_fields
        if field.db_type(connection)  # a key of several columns has none of its own
    }
    assert len(spoken_of) > 1_000
    assert spoken_of - columns == set()
    references = {
        (model._meta.db_table, field.column, field.remote_field.model._meta.db_table)
        for model in models()
        for field in model._meta.local_concrete_fields
        if field.remote_field and field.db_constraint
    }
    assert len(references) > 50
    assert references - foreign_keys == set()
    named = {one.name for model in models() for one in (*model._meta.constraints, *model._meta.indexes)}
    assert len(named) > 150
    assert named - names == set()


@pytest.mark.long
@pytest.mark.timeout(600)
def test_they_are_those_of_djangos_own_way(tmp_path: Path, django_db_blocker: Any, postgres_url: str) -> None:
    ways: dict[str, AbstractContextManager[None]] = {"own": nullcontext(), "quick": models_made_alone()}
    made = {}
    for name, way in ways.items():
        with EmbeddedPostgres(tmp_path / name, durable=False) as server, django_db_blocker.unblock():
            look_at(server.url)
            with way:
                call_command("migrate", verbosity=0, interactive=False)
            look_at(postgres_url)
            dump = [wheel_binaries() / "pg_dump", "--schema-only", server.url]
            told = subprocess.run(dump, capture_output=True, text=True, check=True).stdout
            made[name] = re.sub(r"(?m)^\\(un)?restrict .*$", "", told)
    assert len(made["own"]) > 100_000
    assert made["quick"] == made["own"]
