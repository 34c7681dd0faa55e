"""The commands on a database of the operator's own, as DATABASE_URL names it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.live import database_of_tests
from tests.market import open_market
from yarmarka.domain.pricing.models import CommissionRule
from yarmarka.kernel.locks import held_file

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

FEED = """<?xml version="1.0" encoding="UTF-8"?>
<yml_catalog date="2026-11-22 10:00">
  <shop>
    <name>Test</name>
    <company>Test</company>
    <url>https://shop.example</url>
    <currencies><currency id="RUB" rate="1"/></currencies>
    <categories><category id="1">Чайники</category></categories>
    <offers>
      <offer id="A1" available="true"><name>Чайник</name><price>1990</price><currencyId>RUB</currencyId>
        <categoryId>1</categoryId><count>5</count><weight>1.2</weight></offer>
      <offer id="A2" available="true"><name>Чайник без цены</name><currencyId>RUB</currencyId>
        <categoryId>1</categoryId></offer>
    </offers>
  </shop>
</yml_catalog>
"""


def yarmarka(*arguments: str, data_dir: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "yarmarka.cli", *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={
            "PATH": os.environ["PATH"],
            "DATABASE_URL": database_of_tests(),
            "DATA_DIR": str(data_dir),
            "YARMARKA_MODE": "test",
        },
    )


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    file = tmp_path / "feed.yml"
    file.write_text(FEED)
    return file


def test_migrating_again_changes_nothing(tmp_path: Path) -> None:
    said = yarmarka("migrate", "--json", data_dir=tmp_path)
    assert said.returncode == 0, said.stderr
    assert json.loads(said.stdout)["applied"] == []


def test_the_doctor_says_which_postgresql_runs_and_what_it_knows(tmp_path: Path) -> None:
    said = yarmarka("doctor", "--json", data_dir=tmp_path)
    findings = json.loads(said.stdout)
    seen = [finding["what"] for finding in findings]
    assert any("of DATABASE_URL" in what for what in seen)
    assert any("Cyrillic" in what for what in seen)
    assert any("in step" in what for what in seen)
    assert said.returncode == (1 if any(finding["level"] == "fail" for finding in findings) else 0)


def test_the_doctor_sees_whether_a_worker_is_at_work(tmp_path: Path) -> None:
    from django.db import connection

    with held_file(tmp_path / "yarmarka.lock"):
        assert "no worker has said" in yarmarka("doctor", data_dir=tmp_path).stdout
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now()) RETURNING id")
            (worker,) = cursor.fetchone()
            try:
                assert "1 worker at work" in yarmarka("doctor", data_dir=tmp_path).stdout
            finally:
                cursor.execute("DELETE FROM procrastinate_workers WHERE id = %s", [worker])


def test_the_doctor_sees_that_a_migration_is_missing(tmp_path: Path) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'sessions' RETURNING app, name, applied")
        removed = cursor.fetchall()
    try:
        said = yarmarka("doctor", data_dir=tmp_path)
        assert said.returncode == 1
        assert "1 migrations are not applied, the first is sessions.0001_initial" in said.stdout
        assert "yarmarka migrate" in said.stdout
    finally:
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, %s)", removed
            )


def test_a_feed_comes_in_and_each_refused_row_is_named(tmp_path: Path, feed: Path) -> None:
    slug = open_market(countries=("RU",)).sellers["RU"].slug
    said = yarmarka("import-feed", str(feed), "--seller", slug, data_dir=tmp_path)
    assert said.returncode == 0, said.stderr
    assert "line 12, offer A2, price:" in said.stdout
    assert "2 rows: 1 taken (1 new, 0 changed), 1 refused" in said.stdout
    assert "rows/s" in said.stdout

    again = json.loads(
        yarmarka("import-feed", str(feed), "--seller", slug, "--json", data_dir=tmp_path).stdout
    )
    assert (again["accepted"], again["created"], again["updated"]) == (1, 0, 0)
    assert again["refused"][0]["line"] == 12
    assert again["peak_memory_mb"] > 10


def test_a_feed_for_an_unknown_seller_names_those_there_are(tmp_path: Path, feed: Path) -> None:
    slug = open_market(countries=("RU",)).sellers["RU"].slug
    said = yarmarka("import-feed", str(feed), "--seller", "nobody", data_dir=tmp_path)
    assert said.returncode == 1
    assert "There is no seller nobody" in said.stderr
    assert slug in said.stderr


def test_a_second_build_of_the_index_waits_for_the_first(tmp_path: Path) -> None:
    with held_file(tmp_path / "search" / "building.lock"):
        said = yarmarka("rebuild-search", data_dir=tmp_path)
    assert said.returncode == 1
    assert "Another process builds the index just now." in said.stderr
    assert "products in" in yarmarka("rebuild-search", data_dir=tmp_path).stdout


def test_the_bench_times_a_first_and_a_second_import(tmp_path: Path, feed: Path) -> None:
    slug = open_market(countries=("RU",)).sellers["RU"].slug
    said = yarmarka("bench", "import", str(feed), "--seller", slug, "--json", data_dir=tmp_path)
    rounds = json.loads(said.stdout)
    assert [(each["round"], each["created"]) for each in rounds] == [(1, 1), (2, 0)]


def test_verify_passes_on_sound_books_and_names_a_row_that_breaks_them(tmp_path: Path) -> None:
    from django.db import connection

    market = open_market(countries=("RU",), stock=10)
    assert yarmarka("verify", data_dir=tmp_path).returncode == 0
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE inventory_stock SET on_hand = on_hand + 1 WHERE offer_id = %s", [market.offers["RU"]]
        )
    said = yarmarka("verify", "--json", data_dir=tmp_path)
    assert said.returncode == 1
    (broken,) = (check for check in json.loads(said.stdout)["checks"] if not check["ok"])
    assert broken["check"] == "stock_equals_movements"
    assert broken["rows"]


def test_a_rule_is_put_in_force_and_one_in_the_past_is_refused(tmp_path: Path) -> None:
    open_market()
    said = yarmarka(
        "set-rule", "commission", "7.5", "--from", "2099-01-01", "--source", "Board", data_dir=tmp_path
    )
    assert said.returncode == 0, said.stderr
    assert "commission 7.5 % from 2099-01-01" in said.stdout
    assert CommissionRule.objects.get(valid__startswith__year__gte=2099).basis_points == 750
    late = yarmarka("set-rule", "tax", "22", "--from", "2020-01-01", "--source", "Law", data_dir=tmp_path)
    assert late.returncode == 1
    assert "A rule can't begin in the past" in late.stderr
