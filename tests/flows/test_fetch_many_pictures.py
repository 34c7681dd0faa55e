"""Pictures come in several at once, and nobody's server is asked for more than it stands."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Any, Final

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import pictures as made
from tests.flows.picture_world import Answer, World, bring_apart, open_world, told, widths
from tests.market import NOW, Market, open_market
from yarmarka.connectors.feeds.turns import host_of
from yarmarka.connectors.pictures import picture_store
from yarmarka.domain.catalogue.models import ProductPicture
from yarmarka.domain.intake.actions import name_pictures, note_rest
from yarmarka.domain.intake.models import NamedPicturesRow, RestingHostRow
from yarmarka.domain.intake.types import HostRest
from yarmarka.domain.pictures.models import Picture
from yarmarka.domain.pictures.rules import digest_of, name_of
from yarmarka.flows.fetch_pictures import fetch_due_pictures
from yarmarka.flows.take_picture import develop_picture
from yarmarka.kernel.waiting import wait_until

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_pictures")]
#: who waits for so long waits in vain
PATIENCE_S: Final = 30
MINUTE: Final = timedelta(minutes=1)


@pytest.fixture
def world() -> Iterator[World]:
    with open_world() as server:
        yield server


@pytest.fixture
def market() -> Market:
    return open_market(countries=("RU", "CN"))


def fetched(world: World, folder: Path, now: datetime = NOW, seconds: float = 300) -> int:
    return fetch_due_pictures(data_dir=folder, seconds=seconds, door=world.door, now=now)


def met(barrier: threading.Barrier) -> Answer | None:
    """Wait until as many have come as are to meet; answer that it failed where they never do."""
    try:
        barrier.wait(PATIENCE_S)
    except threading.BrokenBarrierError:
        return 404, {}
    return None


def test_several_hosts_are_asked_at_the_same_time(market: Market, world: World, tmp_path: Path) -> None:
    hosts = [f"{name}.example" for name in "abcd"]
    barrier = threading.Barrier(len(hosts))
    world.before = lambda host, path: met(barrier)
    sides = range(301, 301 + len(hosts))
    addresses = [world.address(f"{side}.jpg", host) for side, host in zip(sides, hosts, strict=True)]
    bring_apart(market, R1=addresses)
    assert fetched(world, tmp_path) == 1
    assert widths() == [*sides], "they hang in the order of the price list, whichever came first"
    assert told(market).problems == ()


def test_a_host_is_asked_for_a_few_at_once_and_for_one_until_it_has_answered(
    market: Market, world: World, tmp_path: Path, settings: Any
) -> None:
    settings.PICTURES_PER_HOST = 3
    barrier = threading.Barrier(3)
    alone: list[int] = []

    def before(host: str, path: str) -> Answer | None:
        if path == "/301.jpg":
            alone.append(world.most_at_once[host])
            return None
        return met(barrier)

    world.before = before
    goods = {f"R{side}": [world.address(f"{side}.jpg")] for side in range(301, 308)}
    bring_apart(market, "RU", **goods)
    assert fetched(world, tmp_path) == len(goods)
    assert [widths(sku) for sku in goods] == [[side] for side in range(301, 308)]
    assert (alone, world.most_at_once["shop.example"]) == ([1], 3)


def test_a_host_that_asks_for_a_pause_is_left_alone_until_it_is_over(
    market: Market, world: World, tmp_path: Path
) -> None:
    is_busy = True

    def before(host: str, path: str) -> Answer | None:
        return (429, {"Retry-After": "3600"}) if host == "busy.example" and is_busy else None

    world.before = before
    goods = {f"R{side}": [world.address(f"{side}.jpg", "busy.example")] for side in range(301, 312)}
    bring_apart(
        market, "RU", **goods, S1=[world.address("320.jpg", "busy.example"), world.address("321.jpg")]
    )
    bring_apart(market, "CN", C1=[world.address("331.jpg", "calm.example")])
    fetched(world, tmp_path)
    assert world.asked_of["busy.example"] == 1, "asked once, and not by every picture"
    assert (widths("C1"), widths("S1")) == ([331], [321]), "others are not held up"
    asked, unasked = told(market, "R301"), told(market, "R305")
    assert (asked.tries, unasked.tries) == (1, 0), "what was not asked for is no try"
    for named in (asked, unasked):
        assert [one.facts["status"] for one in named.problems] == [429]
        assert named.due_at
        assert NOW + timedelta(hours=1) <= named.due_at < NOW + timedelta(hours=2)

    # Half an hour later another worker, who knows nothing of this run, finds something new there.
    bring_apart(market, S2=[world.address("340.jpg", "busy.example")])
    fetched(world, tmp_path, NOW + 30 * MINUTE)
    assert world.asked_of["busy.example"] == 1
    assert widths("S2") == []
    is_busy = False
    assert fetched(world, tmp_path, NOW + timedelta(hours=2)) == len(goods) + 2
    assert [widths(sku) for sku in goods] == [[side] for side in range(301, 312)]
    assert (widths("S1"), widths("S2"), told(market, "S1").problems) == ([320, 321], [340], ())
    assert not RestingHostRow.objects.exists(), "it gives pictures again, and nothing is held against it"


def test_a_short_pause_is_waited_for(market: Market, world: World, tmp_path: Path) -> None:
    def before(host: str, path: str) -> Answer | None:
        return (503, {"Retry-After": "1"}) if world.asked_of[host] == 2 else None

    world.before = before
    bring_apart(market, R1=[world.address("301.jpg"), world.address("302.jpg")])
    assert fetched(world, tmp_path) == 1
    assert (widths(), told(market).problems, world.asked["/302.jpg"]) == ([301, 302], (), 2)


def test_a_dead_server_holds_up_nobody_and_is_soon_left_alone(
    market: Market, world: World, tmp_path: Path, settings: Any
) -> None:
    settings.PICTURES_AT_ONCE = 2
    others_are_done = threading.Event()
    waited_in_vain: list[str] = []

    def before(host: str, path: str) -> Answer | None:
        if host == "dead.example":
            if not others_are_done.wait(PATIENCE_S):
                waited_in_vain.append(path)
            return 503, {}
        if world.asked_of["shop.example"] == 5:
            others_are_done.set()
        return None

    world.before = before
    dead = {f"R{side}": [world.address(f"{side}.jpg", "dead.example")] for side in range(301, 331)}
    bring_apart(market, "RU", **dead)
    bring_apart(market, "CN", **{f"C{side}": [world.address(f"{side}.jpg")] for side in range(341, 346)})
    fetched(world, tmp_path)
    assert world.most_of_all <= settings.PICTURES_AT_ONCE
    assert waited_in_vain == [], "the others' pictures came while the dead server said nothing"
    assert [widths(f"C{side}") for side in range(341, 346)] == [[side] for side in range(341, 346)]
    assert world.asked_of["dead.example"] == 3
    rows = NamedPicturesRow.objects.filter(sku__in=list(dead))
    assert set(rows.values_list("tries", flat=True)) == {1}, "it would have failed them, too"
    assert all(row.due_at and row.due_at >= NOW + 10 * MINUTE for row in rows)
    assert {row.problems[0]["facts"]["status"] for row in rows} == {503}


def test_what_is_begun_when_the_time_is_over_is_kept_and_the_rest_is_due_at_once(
    market: Market, world: World, tmp_path: Path, settings: Any
) -> None:
    settings.PICTURES_AT_ONCE = 1
    seconds = 4.0
    bring_apart(market, R1=[world.address("301.jpg"), world.address("302.jpg")])
    ends = monotonic() + seconds

    def before(host: str, path: str) -> Answer | None:
        wait_until(lambda: monotonic() > ends + 0.5, seconds=PATIENCE_S)
        return None

    world.before = before
    assert fetched(world, tmp_path, seconds=seconds) == 0
    named = told(market)
    assert (widths(), len(named.pictures), named.due_at, named.tries) == ([301], 1, NOW, 0)
    assert fetched(world, tmp_path) == 1
    assert (widths(), world.asked["/301.jpg"], told(market).due_at) == ([301, 302], 1, None)


def test_thousands_of_pictures_of_a_host_that_rests_are_put_off_in_a_few_statements(
    market: Market, world: World, tmp_path: Path
) -> None:
    seller_id, resting = market.sellers["RU"].id, host_of(world.address("1.jpg", "dead.example"))
    until = NOW + timedelta(hours=1)
    note_rest(HostRest(resting, until, 1, {"reason": "no_answer"}))
    names = {f"D{number}": [world.address(f"{number}.jpg", "dead.example")] for number in range(2_000)}
    name_pictures(names, seller_id=seller_id, now=NOW - MINUTE)
    bring_apart(market, R1=[world.address("301.jpg")])
    with CaptureQueriesContext(connection) as asked:
        assert fetched(world, tmp_path) == 1
    assert len(asked) < 200
    assert (widths(), world.asked_of["dead.example"]) == ([301], 0), "what waits behind them comes"
    put_off = NamedPicturesRow.objects.filter(sku__startswith="D")
    assert set(put_off.values_list("due_at", "tries")) == {(until, 1)}
    assert {row.problems[0]["facts"]["reason"] for row in put_off} == {"no_answer"}


def test_files_that_a_kill_left_without_a_row_are_made_anew(
    market: Market, world: World, tmp_path: Path
) -> None:
    original = made.jpeg(301, 300)
    developed = develop_picture(original, least=300)
    assert developed.made
    picture_store().put(name_of(digest_of(original)), developed.made)
    bring_apart(market, R1=[world.address("301.jpg")])
    assert fetched(world, tmp_path) == 1
    assert (widths(), Picture.objects.count()) == ([301], 1)


#: the job in a process of its own, with a way out to the test's server
_RUN: Final = """
import django
django.setup()
from datetime import datetime
from pathlib import Path
from tests.flows.picture_world import door_to
from yarmarka.flows.fetch_pictures import fetch_due_pictures
fetch_due_pictures(
    data_dir=Path({folder!r}), seconds=300, door=door_to({port}), now=datetime.fromisoformat({now!r})
)
"""


@pytest.mark.django_db(transaction=True)
def test_whoever_comes_after_a_kill_does_it_whole_and_hangs_nothing_twice(
    market: Market, world: World, tmp_path: Path
) -> None:
    is_dead, held = threading.Event(), threading.Semaphore(0)

    def before(host: str, path: str) -> Answer | None:
        if host == "slow.example" and not is_dead.is_set():
            held.release()
            is_dead.wait(PATIENCE_S)
        return None

    world.before = before
    goods = {
        f"R{side}": [world.address(f"{side}.jpg"), world.address(f"{side + 50}.jpg", f"{kind}.example")]
        for side, kind in zip(range(301, 307), ["shop", "shop", "slow", "shop", "slow", "shop"], strict=True)
    }
    bring_apart(market, "RU", **goods)
    running = _run_apart(world, tmp_path)
    try:
        assert held.acquire(timeout=PATIENCE_S), "one picture is under way"
        assert wait_until(lambda: NamedPicturesRow.objects.filter(due_at=None).exists(), seconds=PATIENCE_S)
    finally:
        running.send_signal(signal.SIGKILL)
        running.wait()
        is_dead.set()
    done = set(NamedPicturesRow.objects.filter(due_at=None).values_list("sku", flat=True))
    assert not done & {"R303", "R305"}
    assert fetched(world, tmp_path, NOW + MINUTE) == 0, "the lease of whoever was killed is not over"
    assert fetched(world, tmp_path, NOW + 16 * MINUTE) == len(goods) - len(done)
    assert [widths(sku) for sku in goods] == [[side, side + 50] for side in range(301, 307)]
    assert ProductPicture.objects.count() == 12
    assert Picture.objects.count() == 12
    assert not NamedPicturesRow.objects.exclude(due_at=None).exists()


def _run_apart(world: World, folder: Path) -> "subprocess.Popen[bytes]":
    facts = connection.settings_dict
    parts = {
        "dbname": facts["NAME"],
        "user": facts["USER"],
        "password": facts["PASSWORD"],
        "host": facts["HOST"],
        "port": facts["PORT"],
    }
    return subprocess.Popen(
        [
            sys.executable,
            "-c",
            _RUN.format(folder=str(folder), port=world.server_port, now=NOW.isoformat()),
        ],
        env={
            **os.environ,
            "DATABASE_URL": " ".join(f"{name}='{value}'" for name, value in parts.items() if value),
            "DJANGO_SETTINGS_MODULE": "yarmarka.settings",
            "PICTURE_DIR": str(folder / "pictures"),
        },
    )
