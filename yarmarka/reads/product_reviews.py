"""What do those who have this product say of it?"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from yarmarka.domain.reviews.rules import shown_name
from yarmarka.domain.reviews.types import Rating
from yarmarka.kernel.sql import Statement
from yarmarka.reads.pages import ListPage
from yarmarka.vocabulary.pictures import Picture

REVIEWS_PER_PAGE: Final = 6
_MOST_PHOTOS: Final = 12
_REVIEWS: Final = Statement.beside(__file__, "product_reviews")
_FACTS: Final = Statement.beside(__file__, "product_review_facts")


class ReviewSort(StrEnum):
    """In which order reviews are read."""

    HELPFUL = "helpful"
    NEWEST = "newest"
    BEST = "best"
    WORST = "worst"


_ORDERS: Final = {
    ReviewSort.HELPFUL: "review.helpful DESC, (review.text <> '') DESC, review.id DESC",
    ReviewSort.NEWEST: "review.id DESC",
    ReviewSort.BEST: "review.stars DESC, review.helpful DESC, review.id DESC",
    ReviewSort.WORST: "review.stars, review.helpful DESC, review.id DESC",
}


@dataclass(frozen=True)
class ReviewFilter:
    """Which reviews, in which order; no stars and no language mean all of them."""

    stars: int | None = None
    language: str = ""
    sort: ReviewSort = ReviewSort.HELPFUL


@dataclass(frozen=True)
class ShownReview:
    """A review as everybody reads it; `author` is empty for who told no name."""

    id: UUID
    author: str
    is_mine: bool
    stars: int
    text: str
    pros: str
    cons: str
    language: str
    helpful: int
    has_vote: bool
    created_at: datetime
    edited_at: datetime | None
    options: dict[str, str]
    seller_name: str
    reply_id: UUID | None
    reply: str | None
    replied_at: datetime | None
    photos: tuple[Picture, ...]


@dataclass(frozen=True)
class StarsLine:
    """A line of the histogram: how many reviews gave so many stars, and their part of all in whole per cent."""

    stars: int
    count: int
    percent: int


@dataclass(frozen=True)
class ReviewsOfProduct:
    """A product's reviews: what they come to, the languages they are in, and one page of them."""

    rating: Rating
    languages: dict[str, int]
    photos: tuple[Picture, ...]
    reviews: tuple[ShownReview, ...]
    page: ListPage
    wanted: ReviewFilter

    @property
    def histogram(self) -> tuple[StarsLine, ...]:
        """From five stars down to one."""
        counts, all_of_them = self.rating.stars, max(1, self.rating.count)
        return tuple(
            StarsLine(stars, counts[stars - 1], round(counts[stars - 1] * 100 / all_of_them))
            for stars in range(5, 0, -1)
        )


def product_reviews(
    product_id: UUID, wanted: ReviewFilter, *, viewer: UUID | None = None, page: int = 1
) -> ReviewsOfProduct:
    """Return a page (from 1) of a product's reviews with what stands above them, in two statements."""
    facts = _FACTS.one(_Facts, product_id=product_id, most_photos=_MOST_PHOTOS)
    assert facts is not None
    number = max(1, page)
    listed = Statement(_REVIEWS.name, _REVIEWS.text.replace("/* order */", _ORDERS[wanted.sort]))
    rows = listed.rows(
        _Row,
        product_id=product_id,
        viewer=viewer,
        stars=wanted.stars,
        language=wanted.language,
        limit=REVIEWS_PER_PAGE,
        offset=(number - 1) * REVIEWS_PER_PAGE,
    )
    stars = (facts.stars_1, facts.stars_2, facts.stars_3, facts.stars_4, facts.stars_5)
    return ReviewsOfProduct(
        rating=Rating(stars),
        languages=facts.languages,
        photos=tuple(Picture(**photo) for photo in facts.photos),
        reviews=tuple(_shown(row, viewer) for row in rows),
        page=ListPage(number, REVIEWS_PER_PAGE, rows[0].found if rows else 0),
        wanted=wanted,
    )


@dataclass(frozen=True)
class _Facts:
    stars_1: int
    stars_2: int
    stars_3: int
    stars_4: int
    stars_5: int
    languages: dict[str, int]
    photos: list[dict[str, Any]]


@dataclass(frozen=True)
class _Row:
    id: UUID
    person_id: UUID
    full_name: str
    stars: int
    text: str
    pros: str
    cons: str
    language: str
    helpful: int
    created_at: datetime
    edited_at: datetime | None
    options: dict[str, str] | None
    seller_name: str
    reply_id: UUID | None
    reply: str | None
    replied_at: datetime | None
    has_vote: bool
    photos: list[dict[str, Any]]
    found: int


def _shown(row: _Row, viewer: UUID | None) -> ShownReview:
    return ShownReview(
        id=row.id,
        author=shown_name(row.full_name),
        is_mine=row.person_id == viewer,
        stars=row.stars,
        text=row.text,
        pros=row.pros,
        cons=row.cons,
        language=row.language,
        helpful=row.helpful,
        has_vote=row.has_vote,
        created_at=row.created_at,
        edited_at=row.edited_at,
        options=row.options or {},
        seller_name=row.seller_name,
        reply_id=row.reply_id,
        reply=row.reply,
        replied_at=row.replied_at,
        photos=tuple(Picture(**photo) for photo in row.photos),
    )
