"""Root's PostgreSQL where user namespaces are off: it runs as `nobody`, or says what stands in the way."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from yarmarka.kernel.postgres import EmbeddedPostgres, wheel_binaries
from yarmarka.kernel.postgres.guise import guise_for_me
from yarmarka.kernel.processes import CannotStart

NOBODY = 65534


def is_open(path: Path) -> bool:
    return all(folder.stat().st_mode & 0o001 for folder in path.resolve().parents)


pytestmark = [
    pytest.mark.skipif(os.geteuid() != 0, reason="only root has to become somebody else"),
    pytest.mark.skipif(not is_open(wheel_binaries()), reason="the programs lie where nobody else may enter"),
]


@pytest.fixture(autouse=True)
def no_namespaces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A PATH without `unshare`, as on a system that has none or forbids it."""
    programs = tmp_path / "bin"
    programs.mkdir()
    if tool := shutil.which("setpriv"):
        (programs / "setpriv").symlink_to(tool)
    monkeypatch.setenv("PATH", str(programs))


@pytest.fixture
def open_folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="yarmarka-test-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def test_it_runs_as_nobody_and_owns_only_its_own_folders(open_folder: Path) -> None:
    with EmbeddedPostgres(open_folder, durable=False) as server:
        assert psutil.Process(server.pid).uids().effective == NOBODY
        assert server.folder.stat().st_uid == NOBODY
        assert open_folder.stat().st_uid == 0
        assert (open_folder / "postgres.url").stat().st_uid == 0


def test_a_folder_on_the_way_that_is_shut_is_named(open_folder: Path) -> None:
    shut = open_folder / "shut"
    shut.mkdir(mode=0o700)
    with pytest.raises(CannotStart, match=f"can't enter {shut}"):
        EmbeddedPostgres(shut / "data").start()
    assert shut.stat().st_mode & 0o777 == 0o700


def test_a_cluster_that_root_made_within_a_namespace_is_handed_over(
    open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as as_before:
        as_before.setenv("PATH", os.defpath)
        if not guise_for_me(open_folder).prefix:
            pytest.skip("user namespaces are off on this system")
        with EmbeddedPostgres(open_folder, durable=False):
            pass
    with EmbeddedPostgres(open_folder, durable=False) as server:
        assert psutil.Process(server.pid).uids().effective == NOBODY


def test_a_cluster_that_an_ordinary_user_made_runs_as_that_user(open_folder: Path) -> None:
    with EmbeddedPostgres(open_folder, durable=False) as server:
        folder = server.folder
    assert guise_for_me(folder).as_user == (NOBODY, folder.stat().st_gid)
