"""What a product's page says of reviews and questions: the readers', and what this reader may add."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from yarmarka.domain.reviews.queries import review_by
from yarmarka.domain.reviews.rules import STARS, may_edit
from yarmarka.domain.reviews.types import ReviewCard
from yarmarka.flows.write_review import receipts_of
from yarmarka.kernel import clock
from yarmarka.reads.product_questions import ShownQuestion, product_questions
from yarmarka.reads.product_reviews import ReviewFilter, ReviewsOfProduct, ReviewSort, product_reviews
from yarmarka.vocabulary.goods import LANGUAGES
from yarmarka.web.shop.cards import number_in
from yarmarka.web.shop.shopper import shopper_of

SORT_WORDS: Final[dict[ReviewSort, Promise | str]] = {
    ReviewSort.HELPFUL: pgettext_lazy("order of reviews", "Most helpful"),
    ReviewSort.NEWEST: pgettext_lazy("order of reviews", "New first"),
    ReviewSort.BEST: pgettext_lazy("order of reviews", "Best first"),
    ReviewSort.WORST: pgettext_lazy("order of reviews", "Worst first"),
}
LANGUAGE_WORDS: Final[dict[str, Promise | str]] = {
    "ru": pgettext_lazy("language of reviews", "In Russian"),
    "en": pgettext_lazy("language of reviews", "In English"),
    "zh": pgettext_lazy("language of reviews", "In Chinese"),
}


@dataclass(frozen=True)
class Mine:
    """What the reader has to do with the product: what they said of it, and what they may."""

    review: ReviewCard | None = None
    may_edit: bool = False
    may_review: bool = False
    may_answer: bool = False


@dataclass(frozen=True)
class Talk:
    """Reviews and questions as a page shows them."""

    said: ReviewsOfProduct
    questions: tuple[ShownQuestion, ...]
    question_count: int
    mine: Mine
    sorts: list[tuple[str, object, bool]]
    languages: list[tuple[str, object, int, bool]]

    @property
    def is_filtered(self) -> bool:
        """Whether only some of the reviews are looked for."""
        return bool(self.said.wanted.stars or self.said.wanted.language)


def talk_of(request: HttpRequest, product_id: UUID) -> Talk:
    """Return what is said of a product: three statements, and four more for who has signed in."""
    viewer = shopper_of(request).person_id
    wanted = _wanted(request)
    said = product_reviews(product_id, wanted, viewer=viewer, page=number_in(request, "reviews"))
    questions, count = product_questions(product_id, viewer=viewer)
    return Talk(
        said=said,
        questions=questions,
        question_count=count,
        mine=mine_of(viewer, product_id) if viewer else Mine(),
        sorts=[
            ("" if sort is ReviewSort.HELPFUL else sort.value, words, sort is wanted.sort)
            for sort, words in SORT_WORDS.items()
        ],
        languages=[
            (code, words, said.languages[code], code == wanted.language)
            for code, words in LANGUAGE_WORDS.items()
            if code in said.languages
        ],
    )


def mine_of(viewer: UUID, product_id: UUID) -> Mine:
    """Return what somebody has to do with a product."""
    review, receipts = review_by(person_id=viewer, product_id=product_id), receipts_of(viewer, product_id)
    has_it = any(line.is_here for line in receipts.lines)
    return Mine(
        review=review,
        may_edit=review is not None and may_edit(review.created_at, now=clock.now()),
        may_review=review is None and has_it and not receipts.is_own,
        may_answer=has_it or receipts.is_own,
    )


def _wanted(request: HttpRequest) -> ReviewFilter:
    """Return which reviews the address asks for; what it says wrongly limits nothing."""
    stars, language = request.GET.get("stars", ""), request.GET.get("in", "")
    order = request.GET.get("order", "")
    return ReviewFilter(
        stars=int(stars) if stars in {str(one) for one in STARS} else None,
        language=language if language in LANGUAGES else "",
        sort=next((sort for sort in ReviewSort if sort.value == order), ReviewSort.HELPFUL),
    )
