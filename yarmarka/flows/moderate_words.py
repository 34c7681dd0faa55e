"""Words that should not stand here are reported; staff decide, and whose words are hidden is told why."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from yarmarka.domain.accounts.queries import people
from yarmarka.domain.catalogue.actions import note_goods_changes
from yarmarka.domain.catalogue.queries import product_titles
from yarmarka.domain.reviews import actions
from yarmarka.domain.reviews.types import ReportCause, Subject
from yarmarka.flows.tell import to_person
from yarmarka.kernel.outbox import publish


def report_words(subject: Subject, *, cause: ReportCause, words: str, viewer: UUID, now: datetime) -> None:
    """Tell staff that words should not stand here. Raises Missing, OwnWords, WordsInvalid."""
    actions.report(subject, person_id=viewer, cause=cause, words=words, now=now)


@transaction.atomic
def decide_words(subject: Subject, *, hides: bool, reason: str, by: UUID, now: datetime) -> None:
    """Hide words or let them stand, also ones that nobody reported; their author is told when what is seen changes.

    Raises Missing, DecisionUnfounded.
    """
    about, is_changed = actions.decide(subject, hides=hides, reason=reason, by=by, now=now)
    if not is_changed:
        return
    note_goods_changes([about.product_id])
    author = people([about.person_id])[about.person_id]
    letter = to_person(
        "words_hidden" if hides else "words_shown",
        author,
        product_id=about.product_id,
        titles=product_titles([about.product_id]).get(about.product_id, {}),
        words=about.text,
        reason=reason,
    )
    publish([letter], now=now)
