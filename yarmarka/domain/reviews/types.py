"""What other parts of the house are told about reviews and questions."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID


class SubjectKind(StrEnum):
    """What somebody may report, and staff may hide."""

    REVIEW = "review"
    REPLY = "reply"
    QUESTION = "question"
    ANSWER = "answer"


class ReportCause(StrEnum):
    """What is wrong with somebody's words."""

    ABUSE = "abuse"
    SPAM = "spam"
    PERSONAL = "personal"  # somebody's address, number or photo
    OFF_TOPIC = "off_topic"
    FALSE = "false"
    OTHER = "other"


@dataclass(frozen=True)
class Subject:
    """One review, reply, question or answer."""

    kind: SubjectKind
    id: UUID


@dataclass(frozen=True)
class Received:
    """A line of an order as whoever wants to review its product has it: is it with them yet, and who sold it?"""

    line_id: UUID
    product_id: UUID
    seller_id: UUID
    is_here: bool
    order_number: str


@dataclass(frozen=True)
class Words:
    """What a review says: stars, and as many words as its author likes."""

    stars: int
    text: str = ""
    pros: str = ""
    cons: str = ""
    language: str = ""


@dataclass(frozen=True)
class ReviewCard:
    """A review."""

    id: UUID
    person_id: UUID
    product_id: UUID
    seller_id: UUID
    line_id: UUID
    words: Words
    helpful: int
    created_at: datetime
    edited_at: datetime | None
    hidden_at: datetime | None
    hidden_reason: str


@dataclass(frozen=True)
class ReplyCard:
    """A seller's answer to a review."""

    id: UUID
    review_id: UUID
    seller_id: UUID
    text: str
    written_at: datetime
    edited_at: datetime | None


@dataclass(frozen=True)
class QuestionCard:
    """A question about a product."""

    id: UUID
    product_id: UUID
    person_id: UUID
    text: str
    language: str
    asked_at: datetime
    hidden_at: datetime | None


@dataclass(frozen=True)
class NewAnswer:
    """An answer about to be written: a seller's, or that of somebody who has the product."""

    question_id: UUID
    person_id: UUID
    seller_id: UUID | None
    text: str
    language: str = ""


@dataclass(frozen=True)
class Said:
    """Whose words a subject is, of which product, and what they say: what staff and letters need."""

    subject: Subject
    person_id: UUID
    product_id: UUID
    text: str
    is_hidden: bool


@dataclass(frozen=True)
class Rating:
    """How many reviews gave one, two … five stars."""

    stars: tuple[int, int, int, int, int] = (0, 0, 0, 0, 0)

    @property
    def count(self) -> int:
        """How many reviews there are."""
        return sum(self.stars)

    @property
    def mean(self) -> Decimal | None:
        """The plain mean to one decimal, which anybody can check against the histogram; nothing without reviews."""
        if not self.count:
            return None
        total = sum(place * count for place, count in enumerate(self.stars, start=1))
        return (Decimal(total) / self.count).quantize(Decimal("0.1"))


@dataclass(frozen=True)
class Receipts:
    """What a person has to do with a product: lines that they bought of it, and whether they sell it themselves."""

    lines: Collection[Received]
    is_own: bool
