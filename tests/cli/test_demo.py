"""The whole marketplace from one command: it comes up, survives what is killed, and leaves nothing behind."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import httpx
import psutil
import psycopg
import pytest

from yarmarka.bench.looks.pages import PAGES
from yarmarka.bench.looks.walk import walk
from yarmarka.cli.looks import cast
from yarmarka.kernel.ports import free_port
from yarmarka.kernel.waiting import wait_until

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

PARTS = {
    "web": "granian",
    "worker": "yarmarka.cli worker",
    "acquirer": "yarmarka.simulators.acquirer",
    "carrier": "yarmarka.simulators.carrier",
    "postgres": "postgres -D",
}


@dataclass
class Demo:
    """A running demo, its folder and what it has shown so far."""

    process: subprocess.Popen[bytes]
    data_dir: Path
    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def shown(self) -> str:
        return (self.data_dir.parent / "screen").read_text()

    def is_ready(self) -> bool:
        return re.search(r"^ready http://", self.shown(), re.MULTILINE) is not None

    def has_its_past(self) -> bool:
        return "past told" in self.shown()

    def children(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children()

    def part(self, name: str) -> psutil.Process:
        (found,) = (child for child in self.children() if PARTS[name] in " ".join(child.cmdline()))
        return found


def environment(data_dir: Path, port: int) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "TMPDIR", "LANG"}}
    return {**kept, "DATA_DIR": str(data_dir), "PORT": str(port), "DEMO_PICTURES": "no"}


def start(folder: Path, *, port: int) -> Demo:
    with (folder / "screen").open("wb") as screen:
        process = subprocess.Popen(
            [sys.executable, "-m", "yarmarka.cli", "demo", "--orders", "24"],
            stdout=screen,
            stderr=subprocess.STDOUT,
            env=environment(folder / "data", port),
            start_new_session=True,
        )
    demo = Demo(process=process, data_dir=folder / "data", port=port)
    wait_until(lambda: demo.has_its_past() or process.poll() is not None, seconds=300, every=0.2)
    assert demo.is_ready(), demo.shown()
    assert demo.shown().index("\nready http://") < demo.shown().index("past told")
    wait_until(lambda: any("worker" in child.cmdline() for child in demo.children()), seconds=60, every=0.2)
    return demo


def yarmarka(demo: Demo, *arguments: str, port: int | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "yarmarka.cli", *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env=environment(demo.data_dir, port or demo.port),
    )


def lives(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    demo = start(tmp_path_factory.mktemp("demo"), port=free_port())
    yield demo
    demo.process.terminate()
    demo.process.wait(60)


def test_it_says_where_to_click_and_who_to_be(demo: Demo) -> None:
    assert f"\nready {demo.url}/" in demo.shown()
    assert httpx.get(demo.url, follow_redirects=True).status_code == 200
    for role in ("shopper", "seller", "operator"):
        assert re.search(rf"^\s+{role}\s+\S+@\S+\s+\S+", demo.shown(), re.MULTILINE), demo.shown()


@pytest.mark.parametrize("language", ["ru", "en"])
def test_its_people_reach_every_page_that_is_judged(demo: Demo, language: str) -> None:
    with walk(demo.url, cast(), language=language) as found:
        assert [one.page.name for one in found] == [page.name for page in PAGES]
        basket = next(one for one in found if one.page.name == "basket")
        assert httpx.get(basket.url, cookies=basket.cookies).text.count('name="quantity" value="1"') == 3
    assert 'name="quantity"' not in httpx.get(basket.url, cookies=basket.cookies).text


def test_the_doctor_finds_nothing_to_mend(demo: Demo) -> None:
    said = yarmarka(demo, "doctor", "--json")
    findings = json.loads(said.stdout)
    assert [finding for finding in findings if finding["level"] == "fail"] == []
    assert said.returncode == 0


def test_the_books_of_the_demo_world_add_up(demo: Demo) -> None:
    said = yarmarka(demo, "verify", "--json")
    assert json.loads(said.stdout)["ok"], said.stdout
    assert said.returncode == 0


@pytest.mark.parametrize(
    "took",
    [
        "paid_at - placed_at FROM orders_order WHERE paid_at IS NOT NULL",
        "settled_at - created_at FROM ledger_payout",
    ],
    ids=["orders", "payouts"],
)
def test_what_was_bought_and_earned_in_the_past_was_paid_then(demo: Demo, took: str) -> None:
    with psycopg.connect((demo.data_dir / "postgres.url").read_text().strip()) as connection:
        known = [row[0] for row in connection.execute(f"SELECT {took}")]
    assert len(known) >= 10
    assert max(known) < timedelta(hours=1), "the bank's own news would have it paid while the demo starts"


def test_everything_listens_on_loopback_only(demo: Demo) -> None:
    family = psutil.Process(demo.process.pid).children(recursive=True)
    assert {address for process in family for address in listening_at(process)} == {"127.0.0.1"}


def listening_at(process: psutil.Process) -> list[str]:
    """Return the addresses that a process listens at; none if it ended meanwhile, as PostgreSQL's helpers do."""
    try:
        found = process.net_connections("inet")
    except psutil.NoSuchProcess:
        return []
    return [one.laddr.ip for one in found if one.status == psutil.CONN_LISTEN]


def test_a_second_one_on_the_same_folder_or_port_is_refused_with_a_remedy(demo: Demo, tmp_path: Path) -> None:
    same_folder = yarmarka(demo, "demo", port=free_port())
    assert same_folder.returncode == 1
    assert "already" in same_folder.stderr
    assert str(demo.process.pid) in same_folder.stderr

    elsewhere = Demo(process=demo.process, data_dir=tmp_path, port=demo.port)
    same_port = yarmarka(elsewhere, "demo")
    assert same_port.returncode == 1
    assert f"Port {demo.port} is taken" in same_port.stderr
    assert "PORT=" in same_port.stderr
    assert demo.process.poll() is None


@pytest.mark.parametrize("part", PARTS)
def test_a_killed_part_comes_back(demo: Demo, part: str) -> None:
    killed = demo.part(part).pid
    os.kill(killed, signal.SIGKILL)

    def is_back() -> bool:
        try:
            return demo.part(part).pid != killed and httpx.get(f"{demo.url}/readyz").status_code == 200
        except (ValueError, psutil.Error, httpx.HTTPError):
            return False

    assert wait_until(is_back, seconds=90, every=0.2), demo.shown()
    assert f"{part} ended unexpectedly" in demo.shown()


def test_ctrl_c_stops_everything_it_started_and_it_starts_again_with_nothing_left_to_do(
    demo: Demo, tmp_path_factory: pytest.TempPathFactory
) -> None:
    family = psutil.Process(demo.process.pid).children(recursive=True)
    addresses = (demo.data_dir / "ports.json").read_text()
    with subprocess.Popen(["sleep", "300"]) as stranger:
        demo.process.send_signal(signal.SIGINT)
        assert demo.process.wait(90) == 0
        assert [process.pid for process in family if lives(process)] == []
        assert stranger.poll() is None
        stranger.kill()

    again = start(demo.data_dir.parent, port=demo.port)
    demo.process = again.process
    assert "applying" not in again.shown()
    assert (demo.data_dir / "ports.json").read_text() == addresses
