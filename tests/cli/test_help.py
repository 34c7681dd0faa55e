"""The command explains itself, quickly and without a database."""

import subprocess
import sys

import pytest

COMMANDS = ("demo", "up", "migrate", "doctor", "import-feed", "verify", "bench", "worker")
REPORTING = (["migrate"], ["doctor"], ["import-feed"], ["verify"], ["bench", "import"])


def yarmarka(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "yarmarka.cli", *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={"PATH": "/usr/bin:/bin", **environment},
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str) -> None:
    said = yarmarka(command, "--help")
    assert said.returncode == 0
    assert "Usage: yarmarka" in said.stdout


def test_the_list_of_commands_names_them_all() -> None:
    listed = yarmarka("--help").stdout
    assert [command for command in COMMANDS if f"\n  {command} " not in listed] == []


@pytest.mark.parametrize("command", REPORTING, ids=" ".join)
def test_what_reports_can_report_as_json(command: list[str]) -> None:
    assert "--json" in yarmarka(*command, "--help").stdout


def test_help_does_not_load_the_framework() -> None:
    code = "import sys, yarmarka.cli; print(sorted(m for m in sys.modules if m in {'django', 'psycopg'}))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert loaded.strip() == "[]"


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1", "8000.5"])
def test_a_port_that_is_none_is_named(port: str, tmp_path: object) -> None:
    said = yarmarka("demo", PORT=port, DATA_DIR=str(tmp_path))
    assert said.returncode == 1
    assert f"PORT={port} is no port" in said.stderr


def test_production_without_its_settings_is_refused_before_anything_starts(tmp_path: object) -> None:
    said = yarmarka("up", DATA_DIR=f"{tmp_path}/data")
    assert said.returncode == 1
    assert "SECRET_KEY" in said.stderr
    assert "Traceback" not in said.stderr


def test_a_database_that_does_not_answer_is_named_without_its_password(tmp_path: object) -> None:
    url = "postgresql://shop:opensesame@127.0.0.1:1/shop"
    said = yarmarka("migrate", DATA_DIR=str(tmp_path), DATABASE_URL=url)
    assert said.returncode == 1
    assert "DATABASE_URL does not answer" in said.stderr
    assert "opensesame" not in said.stderr
    assert "Traceback" not in said.stderr
