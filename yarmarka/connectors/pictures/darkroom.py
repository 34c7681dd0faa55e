"""Develops a stranger's picture in a process of its own, so that a bad one costs that process and nothing else."""

import json
import os
import subprocess
import sys
import threading
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from yarmarka.connectors.pictures.errors import PictureRefused

_WALL_SECONDS: Final = 60
#: whoever comes while as many are developed as may be waits a little for their turn
_TURN_SECONDS: Final = 20


def develop_apart(original: bytes, folder: Path, *, least: int) -> dict[str, Any]:
    """Write a picture's files into the folder; return width, height and colour. Raises PictureRefused."""
    turns = _turns()
    if not turns.acquire(timeout=_TURN_SECONDS):
        raise PictureRefused(field="picture", reason="crowded")
    try:
        told = _told_by_child(original, folder, least=least)
    finally:
        turns.release()
    if "reason" in told:
        raise PictureRefused(field="picture", **told)
    return told


@cache
def _turns() -> threading.BoundedSemaphore:
    """Return the turns of this process of the server."""
    return threading.BoundedSemaphore(settings.PICTURES_DEVELOPED_AT_ONCE)


def _told_by_child(original: bytes, folder: Path, *, least: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "yarmarka.connectors.pictures.developing", str(folder), str(least)]
    # libvips would start a thread for each processor; the child gets none of our secrets.
    environment = {"PATH": os.environ.get("PATH", ""), "VIPS_CONCURRENCY": "1", "MALLOC_ARENA_MAX": "2"}
    try:
        child = subprocess.run(  # noqa: S603 -- this very program
            command, input=original, capture_output=True, timeout=_WALL_SECONDS, env=environment, check=False
        )
        told: dict[str, Any] = json.loads(child.stdout) if child.returncode == 0 else {"reason": "too_hard"}
    except subprocess.TimeoutExpired:
        told = {"reason": "too_hard"}
    return told
