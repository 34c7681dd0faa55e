"""A short soak: shoppers trade under fire, everything is killed at least once, and the judge finds nothing."""

import json
import os
import subprocess
import sys

import pytest

from yarmarka.bench.soak.judge import CHECKS

SECONDS = 12  # of fire; a slow machine takes longer, until everything was killed once


@pytest.mark.story
@pytest.mark.long
def test_whatever_is_killed_every_promise_is_kept() -> None:
    """The ten-minute version is `make soak`."""
    done = subprocess.run(
        [sys.executable, "-m", "yarmarka.cli", "bench", "soak", "--seconds", str(SECONDS), "--json"],
        env={name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ},
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )
    assert done.stdout, done.stderr[-3000:]
    found = json.loads(done.stdout)
    wrong = {verdict["check"]: verdict["wrong"] for verdict in found["verdicts"] if verdict["wrong"]}
    assert (wrong, found["still under way"], done.returncode) == ({}, {}, 0), done.stderr[-3000:]
    assert [verdict["check"] for verdict in found["verdicts"]] == [check.__name__ for check in CHECKS]
    assert found["counts"]["clients"] == 200
    assert min(
        found["fire"][f"{name} killed"] for name in ("web worker", "job worker", "postgres", "web server")
    )
    assert found["counts"]["payments approved"] and found["counts"]["refunds"]
