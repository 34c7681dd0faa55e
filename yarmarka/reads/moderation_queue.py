"""Which words were reported and wait for a decision?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from yarmarka.kernel.sql import Statement

_QUEUE: Final = Statement.beside(__file__, "moderation_queue")


@dataclass(frozen=True)
class ReportedWords:
    """Words that somebody reported: what they are, whose, about what, and what was said against them."""

    subject_kind: str
    subject_id: UUID
    reports: int
    since: datetime
    causes: list[str]
    said: list[str]
    stars: int | None
    text: str
    product_id: UUID
    titles: dict[str, str]
    full_name: str


def moderation_queue(*, limit: int, offset: int = 0) -> Sequence[ReportedWords]:
    """Return reported words without a decision, the longest waiting first."""
    return _QUEUE.rows(ReportedWords, limit=limit, offset=offset)
