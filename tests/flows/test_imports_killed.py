"""A large feed is read by a process of its own: what it tells is the same, and whoever is killed, nothing is lost."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import psutil
import psycopg
import pytest

from tests.flows.cards import new_rule
from tests.live import database_of_tests
from tests.market import NOW, open_market
from tests.prepared import copy_prepared
from yarmarka.connectors.feeds.tables import read_table
from yarmarka.connectors.feeds.tables.columns import guess
from yarmarka.connectors.feeds.yml import read_feed
from yarmarka.domain.catalogue.models import Offer
from yarmarka.domain.inventory.models import Stock, StockMovement
from yarmarka.domain.moderation.types import RuleKind
from yarmarka.flows.feed_reading import APART_BYTES, FeedFile
from yarmarka.flows.feed_report import ImportReport
from yarmarka.flows.import_feed import import_feed, import_rows
from yarmarka.flows.moderate_cards import set_card_rule
from yarmarka.kernel import clock
from yarmarka.kernel.elsewhere import Elsewhere, MakerLost
from yarmarka.kernel.postgres import EmbeddedPostgres
from yarmarka.kernel.waiting import wait_until

pytestmark = pytest.mark.slow
ROWS = 4_000
BATCH = 1_000
GOOD = ROWS - len(range(5, ROWS, 97))


@pytest.fixture(scope="module")
def feed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a feed of more than a process of its own is started for, three shelves and a mistake in every 97th row."""
    file = tmp_path_factory.mktemp("feed") / "large.xml"
    words = "Кипятит воду быстро и без шума. " * 35
    with file.open("w", encoding="utf-8") as said:
        said.write("<yml_catalog><shop><categories>")
        said.writelines(f'<category id="{n}">Полка {n}</category>' for n in range(3))
        said.write("</categories><offers>\n")
        said.writelines(
            f'<offer id="L-{n}"><name>Чайник {n}</name><price>{"даром" if n % 97 == 5 else 100 + n}</price>'
            f"<currencyId>RUB</currencyId><categoryId>{n * 3 // ROWS}</categoryId><count>{n % 7}</count>"
            f'<param name="Объём" unit="л">1.{n % 10}</param><picture>https://img.example/{n}.jpg</picture>'
            f"<description>{words}{'Внутри кастет.' if n % 500 == 7 else ''}</description></offer>\n"
            for n in range(ROWS)
        )
        said.write("</offers></shop></yml_catalog>\n")
    assert file.stat().st_size > APART_BYTES
    return file


def told_and_left(source: Any, slug: str, **how: Any) -> tuple[ImportReport, list[tuple[Any, ...]]]:
    report = import_rows(source, seller_slug=slug, adopt_categories=True, now=NOW, **how)
    offers = Offer.objects.filter(seller__slug=slug).order_by("sku")
    said = ("sku", "fingerprint", "price_minor", "product__titles", "product__attributes", "status")
    return replace(report, seconds=0), list(offers.values_list(*said, "product__category__names"))


@pytest.mark.django_db
def test_who_reads_changes_nothing(feed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    market = open_market(countries=("RU", "CN"))
    set_card_rule(new_rule(kind=RuleKind.PROHIBITED, words={"ru": ["кастет*"]}), by=market.staff.id, now=NOW)
    began: list[object] = []
    enter = Elsewhere.__enter__
    monkeypatch.setattr(Elsewhere, "__enter__", lambda self: began.append(self) or enter(self))
    percents: list[int | None] = []
    apart, left = told_and_left(
        FeedFile(feed, read_feed),
        market.sellers["RU"].slug,
        is_everything=True,
        on_progress=lambda _rows, percent: percents.append(percent),
    )
    assert len(began) == 1
    together, left_too = told_and_left(read_feed(feed), market.sellers["CN"].slug, is_everything=True)
    assert len(began) == 1
    assert apart == together
    mine, theirs = ([row for row in rows if row[0].startswith("L-")] for rows in (left, left_too))
    assert mine == theirs
    assert len(mine) == apart.created == GOOD
    assert [row.offer for row in apart.refused] == [f"L-{n}" for n in range(5, ROWS, 97)]
    # Rules for cards were asked where rows were read; what they stop is stored, and not sold.
    assert [row[0] for row in mine if row[5] == "held"] == sorted(f"L-{n}" for n in range(7, ROWS, 500))
    assert apart.note_counts["card_waits"] == ROWS // 500
    assert percents[-1] == 100
    assert percents == sorted(percents, key=lambda percent: percent or 0)
    assert percents[0] is not None


@pytest.mark.django_db
def test_a_table_is_read_apart_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yarmarka.flows.import_feed.APART_BYTES", 0)
    market = open_market(countries=("RU",))
    table = tmp_path / "goods.csv"
    table.write_text("sku;title;price;category;stock\nT-1;Лампа;100;Свет;3\nT-2;Плед;даром;Дом;3\n")
    meant = guess(table.read_text().splitlines()[0].split(";"), {})
    file = FeedFile(table, partial(read_table, meant=meant, currency="RUB"), by_path=True)
    report, left = told_and_left(file, market.sellers["RU"].slug)
    assert (report.created, [row.offer for row in report.refused]) == (1, ["T-2"])
    assert ("T-1", 10_000) in [(row[0], row[2]) for row in left]


@pytest.mark.django_db
def test_a_reader_that_is_killed_ends_the_import_between_batches(feed: Path) -> None:
    market = open_market(countries=("RU",))
    slug = market.sellers["RU"].slug
    mine = Offer.objects.filter(seller__slug=slug, sku__startswith="L-")

    def kill(rows: int, _percent: int | None) -> None:
        if rows == 2 * BATCH:
            os.kill(readers(os.getpid())[0].pid, signal.SIGKILL)

    with pytest.raises(MakerLost):
        import_feed(feed, seller_slug=slug, adopt_categories=True, now=NOW, on_progress=kill)
    first = mine.count()
    assert 0 < first < ROWS
    assert_whole(import_feed(feed, seller_slug=slug, adopt_categories=True, now=NOW), slug, before=first)


@pytest.mark.django_db(transaction=True)
def test_an_import_that_is_killed_is_made_whole_by_the_next(feed: Path, tmp_path: Path) -> None:
    market = open_market(countries=("RU",))
    slug = market.sellers["RU"].slug
    mine = Offer.objects.filter(seller__slug=slug, sku__startswith="L-")
    importing = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "yarmarka.cli",
            "import-feed",
            str(feed),
            "--seller",
            slug,
            "--adopt-categories",
        ],
        env={
            "PATH": os.environ["PATH"],
            "DATABASE_URL": database_of_tests(),
            "DATA_DIR": str(tmp_path),
            "YARMARKA_MODE": "test",
        },
        stderr=subprocess.DEVNULL,
    )
    with importing:
        assert wait_until(mine.exists, seconds=60, every=0.01)
        [reader] = readers(importing.pid)
        importing.kill()
    assert importing.returncode == -signal.SIGKILL
    assert wait_until(lambda: not reader.is_running(), seconds=20)
    first = mine.count()
    assert 0 < first < ROWS
    assert_whole(import_feed(feed, seller_slug=slug, adopt_categories=True, now=NOW), slug, before=first)


def test_an_import_that_loses_its_database_leaves_whole_batches(
    feed: Path, tmp_path: Path, postgres_url: str
) -> None:
    if "TEST_DATABASE_URL" in os.environ:
        pytest.skip("a given PostgreSQL is not ours to kill")
    programs = os.environ.get("TEST_POSTGRES_BIN")
    bin_dir = Path(programs) if programs else None
    copy_prepared(tmp_path, bin_dir=bin_dir, now=clock.now(), make_tables=_made_already)
    with EmbeddedPostgres(tmp_path, bin_dir=bin_dir) as server:
        env = {"PATH": os.environ["PATH"], "DATABASE_URL": server.url, "DATA_DIR": str(tmp_path)}
        env |= {"YARMARKA_MODE": "test", "DJANGO_SETTINGS_MODULE": "yarmarka.settings"}

        def run(*command: str) -> str:
            return subprocess.run(
                [sys.executable, *command], env=env, check=True, capture_output=True, text=True
            ).stdout

        slug = run("-c", _MARKET).strip()
        command = ("-m", "yarmarka.cli", "import-feed", str(feed), "--seller", slug, "--adopt-categories")
        with psycopg.connect(server.url, autocommit=True) as watching:
            importing = subprocess.Popen([sys.executable, *command], env=env, stderr=subprocess.DEVNULL)
            assert wait_until(lambda: _stored(watching).offers > 0, seconds=60, every=0.01)
        assert server.pid is not None
        os.kill(server.pid, signal.SIGKILL)
        assert importing.wait(timeout=60) != 0
        assert wait_until(lambda: not server.is_running(), seconds=20)
        server.start()
        with psycopg.connect(server.url, autocommit=True) as watching:
            left = _stored(watching)
            assert left.offers < GOOD
            # Whole batches, always from the first: offers and stock of the same rows, and no gap before the last.
            assert left.stocks == left.offers
            first = [f"L-{n}" for n in range(ROWS) if n % 97 != 5][: left.offers]
            assert left.skus == sorted(first)
            again = json.loads(run(*command, "--json"))
            assert (again["accepted"], again["created"], again["updated"]) == (GOOD, GOOD - left.offers, 0)
            whole = _stored(watching)
            assert (whole.offers, whole.stocks) == (GOOD, GOOD)
            run("-m", "yarmarka.cli", "verify")


_MARKET = """
import django
django.setup()
from tests.market import open_market
print(open_market(countries=("RU",)).sellers["RU"].slug)
"""


@dataclass(frozen=True)
class _Stored:
    skus: list[str]
    stocks: int

    @property
    def offers(self) -> int:
        return len(self.skus)


def _stored(watching: psycopg.Connection[Any]) -> _Stored:
    row = watching.execute(
        "SELECT coalesce(array_agg(offer.sku ORDER BY offer.sku COLLATE \"C\"), '{}'), count(stock.offer_id)"
        " FROM catalogue_offer AS offer LEFT JOIN inventory_stock AS stock ON stock.offer_id = offer.id"
        " WHERE offer.sku LIKE 'L-%'"
    ).fetchone()
    assert row is not None
    return _Stored(*row)


def _made_already(url: str) -> None:
    raise AssertionError(f"the session's own tables should be there to be copied, not {url}")


def readers(pid: int) -> list[psutil.Process]:
    """Return the processes that read for another."""
    return [
        child for child in psutil.Process(pid).children() if Elsewhere.__module__ in " ".join(child.cmdline())
    ]


def assert_whole(report: ImportReport, slug: str, *, before: int) -> None:
    """Assert that an import did what another had not come to, and nothing twice."""
    assert (report.accepted, report.created, report.updated) == (GOOD, GOOD - before, 0)
    mine = Offer.objects.filter(seller__slug=slug, sku__startswith="L-")
    assert mine.count() == GOOD
    counted = StockMovement.objects.filter(offer__in=mine)
    assert counted.count() == Stock.objects.filter(offer__in=mine, on_hand__gt=0).count()
