"""What every test stands on: a throw-away PostgreSQL, real servers on free ports, a real browser.

TEST_DATABASE_URL names a PostgreSQL to use instead, TEST_POSTGRES_BIN other programs to run one with.
"""

import gc
import os
import shutil
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings as hypothesis_settings

from tests.flushing import sweep_append_only_tables_too
from tests.live import LiveStack, free_addresses, start_live_stack
from tests.prepared import copy_prepared
from tests.remembering import remember_until_written
from tests.static_files import find_static_files_once
from yarmarka.kernel.clock import now
from yarmarka.kernel.postgres import EmbeddedPostgres

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# Before anything reads Django's settings: tests never touch the database or the files of an installation.
SCRATCH = Path(tempfile.mkdtemp(prefix="yarmarka-tests-"))
os.environ.pop("DATABASE_URL", None)
ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "yarmarka.settings",
    "YARMARKA_MODE": "test",
    "DATA_DIR": str(SCRATCH),
    **free_addresses(),
}
os.environ.update(ENVIRONMENT)
#: where nobody listens: the port of the discard service, which no machine runs any more
NOBODY = {"ACQUIRER_URL": "http://127.0.0.1:9", "CARRIER_URL": "http://127.0.0.1:9"}

# The same examples each time: what lands is what was tested. HYPOTHESIS_PROFILE=default looks for new ones.
hypothesis_settings.register_profile("same", derandomize=True, deadline=None)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or "same")

#: ten seconds each or more, beginning with the longest: of those in the crowd, then of those alone
LONGEST = (
    "web/test_every_page_in_every_language.py",
    "cli/test_demo.py",
    "architecture/test_odd_requests.py",
    "cli/test_on_a_database.py",
    "web/shared/test_in_a_browser.py",
    "architecture/test_schema.py",
    "architecture/test_isolation.py",
    "web/test_consoles_in_a_browser.py",
    "architecture/test_security.py",
    "architecture/test_query_counts.py",
    "web/staff/test_admin.py",
    "flows/test_any_moves.py",
    "jobs/test_letters.py",
    "browser/test_first_sale.py",
    "browser/test_stop_and_resume.py",
    "stories/test_killed_in_mid_sale.py",
    "browser/test_newcomers.py",
)
_ALONE = ("browser", "stories")
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_BROWSER_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_configure(config: pytest.Config) -> None:
    """Let pytest-django find the settings, which can't be named in its options: they need the lines above."""
    import django
    from django.db import connections

    from yarmarka.presentation.catalogs import compile_catalogs

    compile_catalogs()
    django.setup()
    find_static_files_once()
    remember_until_written()
    # Playwright keeps an event loop in this thread, and Django would then open a second connection, which sees
    # nothing of the first one's transaction. One connection for each thread is what the platform has anyway.
    connections._connections = threading.local()  # type: ignore[attr-defined]  # no public way
    _point_to(NOBODY)
    if getattr(config.option, "dist", "no") != "no":
        # The processes that share the tests out are children of this one: with the settings named in their
        # environment they would read it before each has addresses of its own.
        for name in ENVIRONMENT:
            os.environ.pop(name, None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest, so that no process is left with one at the end."""
    here = Path(__file__).parent
    for item in items:
        if item.get_closest_marker("alone") and item.path.relative_to(here).parts[0] not in _ALONE:
            raise pytest.UsageError(f"{item.nodeid} is alone: `make test` looks for those in {_ALONE} only")
    begins = {str(here / name): place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: begins.get(str(item.path), len(begins)))


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing behind."""
    shutil.rmtree(SCRATCH, ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def _pages_alone(django_test_environment: None) -> None:
    """Let templates be rendered as they are in a shop: copying each one's values, for nobody, takes a tenth longer."""
    from django.template.base import Template
    from django.test import utils

    Template._render = utils._TestState.saved_data.template_render  # type: ignore[attr-defined]  # no public way


@pytest.fixture
def own_pictures(tmp_path: Path, settings: Any) -> None:
    """Let pictures be stored in a folder of this test's own."""
    settings.PICTURE_DIR = str(tmp_path / "pictures")


@pytest.fixture(scope="session")
def postgres_url(django_db_blocker: Any) -> Iterator[str]:
    """The URL of the PostgreSQL that the tests use; it is started when the first test asks for it."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
        return

    def make_tables(url: str) -> None:
        with django_db_blocker.unblock():
            _use(url)
            with models_made_alone():
                call_command("migrate", verbosity=0, interactive=False)
            call_command("createcachetable", verbosity=0)
            _make_partitions()
            connection.close()

    from django.core.management import call_command
    from django.db import connection

    from yarmarka.kernel.migrating import models_made_alone

    programs = os.environ.get("TEST_POSTGRES_BIN")
    bin_dir = Path(programs) if programs else None
    copy_prepared(SCRATCH, bin_dir=bin_dir, now=now(), make_tables=make_tables)
    with EmbeddedPostgres(SCRATCH, bin_dir=bin_dir, durable=False) as server:
        yield server.url


@pytest.fixture(scope="session")
def django_db_setup(postgres_url: str, django_db_blocker: Any) -> Iterator[None]:
    """Point Django at empty tables: those of our own PostgreSQL, or a test database made in the given one."""
    from django.db import connection

    _use(postgres_url)
    sweep_append_only_tables_too()
    if not os.environ.get("TEST_DATABASE_URL"):
        yield
        return
    with django_db_blocker.unblock():
        given = str(connection.settings_dict["NAME"])
        process = os.environ.get("PYTEST_XDIST_WORKER", "alone")
        connection.settings_dict["TEST"]["NAME"] = f"test_{given}_{process}"
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        _make_partitions()
    yield
    with django_db_blocker.unblock():
        connection.creation.destroy_test_db(given, verbosity=0)


def _use(url: str) -> None:
    from django.db import connections

    from yarmarka.settings.environment import database

    connections["default"].close()
    connections["default"].settings_dict.update(database(url))


def _make_partitions() -> None:
    """Make the months' partitions, as `yarmarka migrate` would."""
    from yarmarka.kernel.partitions import ensure_partitions

    ensure_partitions(first=now() - timedelta(days=400), last=now() + timedelta(days=120))


@pytest.fixture(scope="session")
def _running_stack(django_db_setup: None, postgres_url: str) -> Iterator[LiveStack]:
    with ExitStack() as running:
        yield start_live_stack(SCRATCH, running)


@pytest.fixture
def live_stack(transactional_db: None, _running_stack: LiveStack) -> Iterator[LiveStack]:
    """Real servers on the test database: the web with two worker processes, the acquirer and the carrier.

    What a test writes is committed, so that they see it, and swept away after it. `start_worker()` adds the
    worker until the test ends: it would take what the next test puts off.
    """
    from django.core.cache import cache

    # Throttles count in the cache, which no sweep empties.
    cache.clear()
    _point_to(ENVIRONMENT)
    yield _running_stack
    _point_to(NOBODY)
    _running_stack.stop_worker()


def _point_to(addresses: Mapping[str, str]) -> None:
    """Let this process look for the bank and the carrier there.

    Only a test that asks for the servers may meet them: whether they run by then hangs on what was tested before.
    """
    from django.conf import settings

    settings.ACQUIRER_URL, settings.CARRIER_URL = addresses["ACQUIRER_URL"], addresses["CARRIER_URL"]


@pytest.fixture
def web_server(live_stack: LiveStack) -> str:
    """The URL of the web server of `live_stack`, without a slash at its end."""
    return live_stack.url


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """A Chromium without a window and with a profile of its own.

    For one file only: as long as Playwright runs, so does its event loop, and no other test of this process could run
    one. Where there is no Chromium the test is skipped; with CI=true it fails.
    """
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _BROWSERS)), None)
    if program is None:
        _cannot("no Chromium: install it (Debian: apt-get install chromium) or set CHROMIUM")
    from playwright.sync_api import sync_playwright

    # For the same reason Django would refuse to query at all.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=list(_BROWSER_ARGUMENTS))
        yield started
        started.close()


def _cannot(reason: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(f"{reason} (CI=true: a skip is a failure)")
    pytest.skip(reason)


def pytest_collection_finish() -> None:
    """Let the garbage collector leave alone what stays until the end: programs and tests, half a million objects."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
