"""What do shoppers say and ask about a seller's goods, and what waits for its answer?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from yarmarka.domain.reviews.rules import shown_name
from yarmarka.kernel.sql import Statement

_REVIEWS: Final = Statement.beside(__file__, "seller_reviews")
_QUESTIONS: Final = Statement.beside(__file__, "seller_questions")
#: more open questions than this are answered before the rest is seen
MOST_QUESTIONS: Final = 50


@dataclass(frozen=True)
class ReviewToAnswer:
    """A review of what the seller sold; without a reply it waits for one."""

    id: UUID
    product_id: UUID
    titles: dict[str, str]
    stars: int
    text: str
    pros: str
    cons: str
    created_at: datetime
    full_name: str
    reply: str | None

    @property
    def author(self) -> str:
        """What others see of its author's name."""
        return shown_name(self.full_name)


@dataclass(frozen=True)
class QuestionToAnswer:
    """A question about what the seller offers; without an answer it waits for one."""

    id: UUID
    product_id: UUID
    titles: dict[str, str]
    text: str
    asked_at: datetime
    answer: str | None


def reviews_to_answer(*, seller_id: UUID, limit: int, offset: int = 0) -> Sequence[ReviewToAnswer]:
    """Return reviews of what a seller sold: those without its reply first, then the newest."""
    return _REVIEWS.rows(ReviewToAnswer, seller_id=seller_id, limit=limit, offset=offset)


def questions_to_answer(*, seller_id: UUID, limit: int = MOST_QUESTIONS) -> Sequence[QuestionToAnswer]:
    """Return questions about what a seller offers: those without its answer first, then the newest."""
    return _QUESTIONS.rows(QuestionToAnswer, seller_id=seller_id, limit=limit)
