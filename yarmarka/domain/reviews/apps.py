"""The reviews context as a Django app."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """Owns reviews, votes, replies, questions, reports and ratings."""

    name = "yarmarka.domain.reviews"
    label = "reviews"
