"""Reviews and questions, as other parts of the house ask for them."""

from yarmarka.domain.reviews.queries.ratings import product_ratings, seller_ratings, well_rated
from yarmarka.domain.reviews.queries.said import (
    asked_since,
    open_reports,
    photos_of,
    question,
    reply_to,
    review,
    review_by,
    reviews_by,
    reviews_of,
    said,
    wants_no_reminders,
)

__all__ = [
    "asked_since",
    "open_reports",
    "photos_of",
    "product_ratings",
    "question",
    "reply_to",
    "review",
    "review_by",
    "reviews_by",
    "reviews_of",
    "said",
    "seller_ratings",
    "wants_no_reminders",
    "well_rated",
]
