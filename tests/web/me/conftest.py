"""Each test with fresh throttles and an empty folder of short messages."""

from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def fresh(settings: Any, tmp_path: Path) -> None:
    """Forget who tried what, and what was sent."""
    cache.clear()
    settings.SMS_DIR = tmp_path / "sms"
