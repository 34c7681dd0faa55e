"""The embedded PostgreSQL: what it promises to whoever starts it."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest

from yarmarka.kernel.postgres import AlreadyRunning, EmbeddedPostgres, knows_cyrillic, reachable_postgres
from yarmarka.kernel.postgres.binaries import major_of, version_of, wheel_binaries
from yarmarka.kernel.processes import CannotStart

DEBIAN_15 = Path("/usr/lib/postgresql/15/bin")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[EmbeddedPostgres]:
    server = EmbeddedPostgres(tmp_path / "data", durable=False)
    yield server
    server.stop()


@pytest.fixture(
    params=[
        pytest.param(None, id="embedded"),
        pytest.param(
            DEBIAN_15,
            id="debian15",
            marks=pytest.mark.skipif(
                not DEBIAN_15.exists(), reason="Debian's PostgreSQL 15 is not installed"
            ),
        ),
    ]
)
def either_server(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[EmbeddedPostgres]:
    """The embedded PostgreSQL, and the oldest that the platform runs on, started by the same code."""
    server = EmbeddedPostgres(tmp_path / "data", bin_dir=request.param, durable=False)
    yield server
    server.stop()


def host_of(url: str) -> str:
    return parse_qs(urlsplit(url).query)["host"][0]


def test_it_starts_from_nothing_and_keeps_what_was_written(either_server: EmbeddedPostgres) -> None:
    either_server.start()
    with psycopg.connect(either_server.url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    either_server.stop()
    either_server.start()
    with psycopg.connect(either_server.url) as connection:
        assert connection.execute("SELECT answer FROM kept").fetchone() == (42,)


def test_it_knows_the_letters_of_russian(either_server: EmbeddedPostgres) -> None:
    either_server.start()
    with psycopg.connect(either_server.url) as connection:
        assert knows_cyrillic(connection)
        row = connection.execute("SELECT similarity('красовки', 'кроссовки'), upper('ёж')").fetchone()
    assert row is not None
    assert row[0] > 0.3
    assert row[1] == "ЁЖ"


def test_the_self_check_notices_a_database_that_is_blind_to_cyrillic(either_server: EmbeddedPostgres) -> None:
    either_server.start()
    with psycopg.connect(either_server.url, autocommit=True) as connection:
        connection.execute(
            "CREATE DATABASE blind TEMPLATE template0 LC_CTYPE 'C' LC_COLLATE 'C' LOCALE_PROVIDER libc"
        )
    with psycopg.connect(either_server.url.replace("/yarmarka?", "/blind?"), autocommit=True) as connection:
        connection.execute("CREATE EXTENSION pg_trgm")
        assert not knows_cyrillic(connection)


def test_its_url_is_written_down_for_its_owner_only_and_only_while_it_runs(server: EmbeddedPostgres) -> None:
    server.start()
    written = server.data_dir / "postgres.url"
    assert written.read_text().strip() == server.url
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
    server.stop()
    assert not written.exists()


def test_nobody_gets_in_without_the_password(server: EmbeddedPostgres) -> None:
    server.start()
    parts = urlsplit(server.url)
    for user in ("yarmarka", "postgres"):
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(f"postgresql://{user}:wrong@/postgres?{parts.query}")


def test_passwords_of_another_backup_are_noticed_at_once(tmp_path: Path) -> None:
    server = EmbeddedPostgres(tmp_path, durable=False)
    server.start()
    server.stop()
    (server.folder / "yarmarka-secrets.json").write_text('{"administrator": "a", "application": "b"}')
    with pytest.raises(CannotStart, match="does not know its own password"):
        server.start()
    assert not server.is_running()


def test_the_platform_is_not_the_database_administrator(server: EmbeddedPostgres) -> None:
    server.start()
    with psycopg.connect(server.url) as connection:
        row = connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
    assert row == (False,)


def test_it_does_not_listen_on_the_network(server: EmbeddedPostgres) -> None:
    server.start()
    assert host_of(server.url) == str(server.data_dir / "run")
    with psycopg.connect(server.url) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


def test_a_path_too_long_for_a_socket_gets_a_short_one(tmp_path: Path) -> None:
    with EmbeddedPostgres(tmp_path / ("long" * 30), durable=False) as server:
        assert len(host_of(server.url)) < 80
        assert stat.S_IMODE(Path(host_of(server.url)).stat().st_mode) == 0o700
    assert not Path(host_of(server.url)).exists(), "a stopped server left its folder behind"


def test_where_no_folder_can_hold_a_socket_it_listens_on_loopback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    far = tmp_path / ("far" * 40)
    far.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(far))
    with EmbeddedPostgres(tmp_path / ("long" * 30), durable=False) as server:
        assert host_of(server.url) == "127.0.0.1"
        with psycopg.connect(server.url) as connection:
            assert connection.execute("SHOW listen_addresses").fetchone() == ("127.0.0.1",)


def test_a_folder_that_only_its_owner_may_enter_is_no_obstacle(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    with EmbeddedPostgres(closed / "data", durable=False) as server:
        assert server.is_running()
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700


def test_a_second_start_of_the_same_folder_is_refused_and_names_the_first(server: EmbeddedPostgres) -> None:
    server.start()
    with pytest.raises(AlreadyRunning) as refused:
        EmbeddedPostgres(server.data_dir).start()
    assert str(os.getpid()) in str(refused.value)
    assert server.is_running()
    assert (server.data_dir / "postgres.url").exists(), "the refused one took the running one's note away"


def test_a_command_uses_the_server_that_runs_and_leaves_it_running(server: EmbeddedPostgres) -> None:
    server.start()
    with reachable_postgres(server.data_dir) as url:
        assert url == server.url
    assert server.is_running()


def test_a_command_starts_a_server_for_its_while(tmp_path: Path) -> None:
    with reachable_postgres(tmp_path) as url, psycopg.connect(url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url)


def test_data_of_another_major_version_is_refused_with_both_versions_named(server: EmbeddedPostgres) -> None:
    server.start()
    server.stop()
    (server.folder / "PG_VERSION").write_text("9\n")
    with pytest.raises(CannotStart, match=r"made by PostgreSQL 9.*pg_upgrade"):
        server.start()
    (server.folder / "PG_VERSION").write_text(f"{major_of(server.bin_dir)}\n")
    server.start()


def test_a_making_that_was_interrupted_is_begun_again(server: EmbeddedPostgres) -> None:
    half = server.data_dir / "postgres.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    server.start()
    assert not half.exists()


def test_a_folder_with_strange_files_is_not_overwritten(server: EmbeddedPostgres) -> None:
    server.folder.mkdir(parents=True)
    (server.folder / "thesis.odt").write_text("three years of work")
    with pytest.raises(CannotStart, match="holds files but no database"):
        server.start()
    assert (server.folder / "thesis.odt").read_text() == "three years of work"


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotStart, match="can't be written") as refused:
        EmbeddedPostgres(tmp_path / "file").start()
    assert refused.value.field == "DATA_DIR"


def test_the_wheels_programs_are_found_and_state_their_version() -> None:
    assert major_of(wheel_binaries()) == 18
    assert version_of(wheel_binaries()).startswith("18.")


def test_programs_that_do_not_run_are_named(tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match="does not run"):
        version_of(tmp_path)
