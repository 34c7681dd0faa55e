"""The ground an installation stands on: versions, disk, ports, and which of its parts run."""

import json
import os
import platform
import shutil
from collections.abc import Iterator
from importlib.metadata import version

import yarmarka
from yarmarka.cli.health import Finding, fail, ok, warn
from yarmarka.cli.installation import Installation
from yarmarka.cli.programs import is_serving
from yarmarka.cli.stack import SIMULATORS, running_file
from yarmarka.kernel.locks import is_held
from yarmarka.kernel.ports import answers, holder_of, is_free
from yarmarka.presentation.catalogs import stale_catalogs

_LITTLE_SPACE = 5_000_000_000
_NO_SPACE = 500_000_000


def look(installation: Installation) -> Iterator[Finding]:
    """Yield what can be seen without a database."""
    yield ok(
        f"Yarmarka {yarmarka.__version__}, Python {platform.python_version()}, Django {version('Django')}, "
        f"granian {version('granian')}, procrastinate {version('procrastinate')}"
    )
    yield _disk(installation)
    yield from _parts(installation)
    yield _catalogs()


def _disk(installation: Installation) -> Finding:
    folder = installation.data_dir
    existing = next(path for path in (folder, *folder.parents) if path.exists())
    if not os.access(existing, os.W_OK):
        return fail(
            f"the data folder {folder} can't be written",
            remedy="Choose another DATA_DIR, or become the user who made it.",
        )
    free = shutil.disk_usage(existing).free
    what = f"data folder {folder}, {free / 1e9:.1f} GB free"
    if free < _NO_SPACE:
        return fail(what, remedy="PostgreSQL stops when the disk is full: make room.")
    return warn(what, remedy="Make room before it fills.") if free < _LITTLE_SPACE else ok(what)


def _parts(installation: Installation) -> Iterator[Finding]:
    if not is_held(installation.data_dir / "yarmarka.lock"):
        yield ok("not running; `yarmarka demo` or `yarmarka up` starts it")
        yield _port(installation)
        return
    try:
        running = json.loads(running_file(installation.data_dir).read_text())
    except (OSError, ValueError):
        yield warn("it is starting or stopping just now", remedy="Look again in a moment.")
        return
    yield ok(f"running as process {running['process']} in {running['mode']} mode")
    if is_serving(running["web"]):
        yield ok(f"web server answers on http://127.0.0.1:{running['web']}/")
    else:
        yield fail(
            f"web server does not answer on port {running['web']}",
            remedy=f"See {installation.logs / 'web.log'}.",
        )
    for name in SIMULATORS:
        if name in running:
            yield _simulator(name, running[name], installation)


def _simulator(name: str, port: int, installation: Installation) -> Finding:
    if answers(port):
        return ok(f"{name} answers on http://127.0.0.1:{port}/")
    return fail(f"{name} does not answer on port {port}", remedy=f"See {installation.logs / name}.log.")


def _port(installation: Installation) -> Finding:
    if is_free(installation.port):
        return ok(f"port {installation.port} is free")
    holder = holder_of(installation.port) or "another process"
    return warn(
        f"port {installation.port} is taken by {holder}",
        remedy="Choose another with PORT=, or stop that one.",
    )


def _catalogs() -> Finding:
    if stale := stale_catalogs():
        return warn(
            f"{len(stale)} translation catalogs are older than their sources",
            remedy="`yarmarka migrate` compiles them; so do `demo` and `up`.",
        )
    return ok("translation catalogs are compiled")
