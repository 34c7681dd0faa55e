"""What is written about goods, by who writes it."""

from yarmarka.domain.reviews.actions.follow import follow_product, move_reviews
from yarmarka.domain.reviews.actions.moderate import decide, report
from yarmarka.domain.reviews.actions.questions import answer_question, ask_question
from yarmarka.domain.reviews.actions.reminders import note_reminded, switch_reminders
from yarmarka.domain.reviews.actions.replies import reply_to_review
from yarmarka.domain.reviews.actions.reviews import (
    add_photo,
    add_review,
    edit_review,
    remove_photo,
    vote,
    withdraw_vote,
)

__all__ = [
    "add_photo",
    "add_review",
    "answer_question",
    "ask_question",
    "decide",
    "edit_review",
    "follow_product",
    "move_reviews",
    "note_reminded",
    "remove_photo",
    "reply_to_review",
    "report",
    "switch_reminders",
    "vote",
    "withdraw_vote",
]
