"""Instants that everybody agrees on."""

from datetime import UTC, datetime
from typing import Final

#: what is later can't be told in every reader's time of day
LATEST: Final = datetime(2100, 1, 1, tzinfo=UTC)
