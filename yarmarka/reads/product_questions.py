"""What was asked about this product, and what was answered?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from yarmarka.domain.reviews.rules import shown_name
from yarmarka.kernel.sql import Statement

_QUESTIONS: Final = Statement.beside(__file__, "product_questions")
QUESTIONS_SHOWN: Final = 30


@dataclass(frozen=True)
class ShownAnswer:
    """An answer: a seller's, or that of somebody who has the product (then without a seller)."""

    id: UUID
    text: str
    seller: str
    author: str
    written_at: datetime


@dataclass(frozen=True)
class ShownQuestion:
    """A question with its answers, sellers' first."""

    id: UUID
    is_mine: bool
    text: str
    asked_at: datetime
    answers: tuple[ShownAnswer, ...]


@dataclass(frozen=True)
class _Row:
    id: UUID
    person_id: UUID
    text: str
    language: str
    asked_at: datetime
    answers: list[dict[str, Any]]
    found: int


def product_questions(
    product_id: UUID, *, viewer: UUID | None = None, limit: int = QUESTIONS_SHOWN
) -> tuple[tuple[ShownQuestion, ...], int]:
    """Return a product's questions, answered ones first, and how many there are, in one statement."""
    rows = _QUESTIONS.rows(_Row, product_id=product_id, limit=limit)
    return tuple(_question(row, viewer) for row in rows), rows[0].found if rows else 0


def _question(row: _Row, viewer: UUID | None) -> ShownQuestion:
    return ShownQuestion(
        id=row.id,
        is_mine=row.person_id == viewer,
        text=row.text,
        asked_at=row.asked_at,
        answers=tuple(_answer(answer) for answer in row.answers),
    )


def _answer(answer: dict[str, Any]) -> ShownAnswer:
    return ShownAnswer(
        id=UUID(answer["id"]),
        text=answer["text"],
        seller=answer["seller"] or "",
        author=shown_name(answer["full_name"]),
        written_at=datetime.fromisoformat(answer["written_at"]),
    )
