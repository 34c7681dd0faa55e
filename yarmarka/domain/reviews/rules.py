"""Who may say what of a product, how long words can be changed, and how ratings count.

| who | may |
|---|---|
| has received a product | review it, once; answer questions about it |
| acts for a seller of it | reply to reviews of what it sold, answer questions; never review it |
| has signed in | ask, vote, report; each once, and not their own words |

Two figures are made of a product's stars. Shown is the plain mean: everybody can check it against the histogram.
Sorted by is the weighed one, a mean with PRIOR_COUNT reviews of PRIOR_STARS put before the real ones (a Bayesian
average), so that one review of five stars does not stand above two hundred of 4.8.
"""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final
from uuid import UUID

from yarmarka.domain.reviews.errors import (
    DecisionUnfounded,
    EditingOver,
    MayNotAnswer,
    NotBought,
    NotReceived,
    OwnGoods,
    OwnWords,
    TooManyQuestions,
    WordsInvalid,
)
from yarmarka.domain.reviews.types import Rating, Receipts, Received, ReviewCard, Words
from yarmarka.kernel.texts import trimmed
from yarmarka.vocabulary.goods import LANGUAGES

STARS: Final = range(1, 6)
#: how long a review can be changed by its author
EDITABLE_FOR: Final = timedelta(days=60)
#: field → most letters
LONGEST: Final[Mapping[str, int]] = {
    "text": 4_000,
    "pros": 600,
    "cons": 600,
    "reply": 2_000,
    "question": 600,
    "answer": 2_000,
    "reason": 500,
}
MOST_PHOTOS: Final = 5
MOST_QUESTIONS_A_DAY: Final = 10
#: reminded of are goods that have been with their shopper for so long, and not for much longer
REMIND_AFTER: Final = timedelta(days=3)
REMIND_UNTIL: Final = timedelta(days=30)
PRIOR_COUNT: Final = 5
PRIOR_STARS: Final = Decimal(4)
_ROUNDED_UP: Final = Decimal("0.05")
_SCRIPTS: Final = (("zh", 0x4E00, 0x9FFF), ("ru", 0x0400, 0x04FF))


def reviewed_line(receipts: Receipts, *, product_id: UUID) -> Received:
    """Return the line of an order that a review of a product stands on: the latest that is received.

    Raises OwnGoods, NotBought, NotReceived.
    """
    if receipts.is_own:
        raise OwnGoods(product_id=str(product_id))
    here = [line for line in receipts.lines if line.is_here]
    if here:
        return max(here, key=lambda line: line.line_id)
    if not receipts.lines:
        raise NotBought(product_id=str(product_id))
    raise NotReceived(number=max(receipts.lines, key=lambda line: line.line_id).order_number)


def checked_words(words: Words) -> Words:
    """Return a review's words, tidied, with their language. Raises WordsInvalid naming the field."""
    if words.stars not in STARS:
        raise WordsInvalid(field="stars", reason="no_stars")
    texts = {name: checked_text(getattr(words, name), name) for name in ("text", "pros", "cons")}
    language = language_of(" ".join(texts.values()), otherwise=words.language)
    return Words(stars=words.stars, language=language, **texts)


def checked_text(text: str, field: str, *, is_needed: bool = False) -> str:
    """Return somebody's text without NULs and empty ends. Raises WordsInvalid if it is too long, or nothing at all."""
    tidy = trimmed(text)
    if len(tidy) > LONGEST[field]:
        raise WordsInvalid(field=field, reason="too_long", most=LONGEST[field])
    if is_needed and not tidy:
        raise WordsInvalid(field=field, reason="empty")
    return tidy


def language_of(text: str, *, otherwise: str) -> str:
    """Return the language that a text's script tells; of one that tells none, what the page was in."""
    letters = [ord(letter) for letter in text if letter.isalpha()]
    for language, first, last in _SCRIPTS:
        # A few Chinese signs say as much as a line of Cyrillic letters.
        if sum(first <= letter <= last for letter in letters) * (4 if language == "zh" else 2) > len(letters):
            return language
    latin = "en" if letters and otherwise in {"ru", "zh"} else otherwise
    return latin if latin in LANGUAGES else "en"


def may_edit(written_at: datetime, *, now: datetime) -> bool:
    """Test if words written then can still be changed."""
    return now < written_at + EDITABLE_FOR


def check_editable(review: ReviewCard, *, now: datetime) -> None:
    """Raise EditingOver for a review that was written too long ago."""
    if not may_edit(review.created_at, now=now):
        raise EditingOver(days=EDITABLE_FOR.days)


def check_not_own(author: UUID, *, viewer: UUID) -> None:
    """Raise OwnWords for who would vote for, or report, what they wrote themselves."""
    if author == viewer:
        raise OwnWords()


def check_may_ask(asked_today: int) -> None:
    """Raise TooManyQuestions for who asked too many in a day."""
    if asked_today >= MOST_QUESTIONS_A_DAY:
        raise TooManyQuestions(most=MOST_QUESTIONS_A_DAY)


def answering_seller(
    merchants: Collection[UUID], *, staffed: Collection[UUID], receipts: Receipts
) -> UUID | None:
    """Return the seller that somebody answers a question for; nothing for who answers as a buyer.

    `merchants` sell the product, `staffed` are those that the person acts for. Raises MayNotAnswer.
    """
    acting = sorted(set(merchants) & set(staffed))
    if acting:
        return acting[0]
    if not any(line.is_here for line in receipts.lines):
        raise MayNotAnswer()
    return None


def check_decision(*, hides: bool, reason: str) -> str:
    """Return the reason of a decision, tidied. Raises DecisionUnfounded if words are hidden without one."""
    tidy = checked_text(reason, "reason")
    if hides and not tidy:
        raise DecisionUnfounded(field="reason")
    return tidy


def mean_of(total: int, count: int) -> Decimal | None:
    """Return the plain mean of stars to one decimal, as pages show it; nothing without reviews."""
    return (Decimal(total) / count).quantize(Decimal("0.1")) if count else None


def least_mean(stars: int) -> Decimal:
    """Return the least mean that pages show as so many stars: 3.95 is shown as 4.0."""
    return max(Decimal(0), stars - _ROUNDED_UP)


def weighed(rating: Rating) -> Decimal:
    """Return the mean that goods are sorted by."""
    total = sum(place * count for place, count in enumerate(rating.stars, start=1))
    return (PRIOR_STARS * PRIOR_COUNT + total) / (PRIOR_COUNT + rating.count)


def shown_name(full_name: str) -> str:
    """Return what others see of a person's name: the first one and an initial, or of Chinese names the first sign.

    Nothing for who has none; pages have a word for them.
    """
    parts = full_name.split()
    if not parts:
        return ""
    if len(parts) == 1 and _is_chinese(parts[0]):
        return parts[0][0] + "*" * (len(parts[0]) - 1)
    return parts[0] if len(parts) == 1 else f"{parts[0]} {parts[-1][0]}."


def is_staffed(sellers: Collection[UUID], staffed: Collection[UUID]) -> bool:
    """Test if somebody acts for one of a product's sellers."""
    return bool(set(sellers) & set(staffed))


def _is_chinese(name: str) -> bool:
    return all(0x4E00 <= ord(sign) <= 0x9FFF for sign in name)
