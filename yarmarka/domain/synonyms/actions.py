"""Writing lines of synonyms, changing them, taking them away."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from yarmarka.domain.synonyms.models import SynonymRow
from yarmarka.domain.synonyms.queries import forget_meanings, lines_of
from yarmarka.domain.synonyms.rules import check_free, check_line, in_order
from yarmarka.domain.synonyms.types import SynonymLine, Words
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.ids import new_id
from yarmarka.kernel.sql import Statement
from yarmarka.vocabulary.goods import LANGUAGES

#: lines are few, and whoever writes one compares it with all others
_ALONE: Final = Statement("lock_synonyms", "SELECT pg_advisory_xact_lock(hashtext('synonyms'))")


@transaction.atomic
def write_line(
    words: Words, *, typed: tuple[str, ...] = (), line_id: UUID | None = None, by: UUID, now: datetime
) -> tuple[SynonymLine | None, SynonymLine]:
    """Put a line in force, new or in the place of an older one; return what it was before and what it is.

    With `typed`, only these words find the others. Raises Missing, SynonymsInvalid, SynonymTaken.
    """
    _ALONE.run()
    row = _row(line_id) if line_id else SynonymRow(id=new_id(now))
    before = lines_of([row])[0] if line_id else None
    check_line(words, typed)
    row.words = {code: list(said) for code, said in in_order(words, LANGUAGES).items()}
    row.typed, row.is_in_force = list(typed), True
    row.changed_by_id, row.changed_at = by, now
    line = lines_of([row])[0]
    others = lines_of(SynonymRow.objects.filter(is_in_force=True).exclude(id=row.id))
    check_free(line.meaning, [other.meaning for other in others])
    row.save()
    transaction.on_commit(forget_meanings)
    return before, line


@transaction.atomic
def take_line_away(line_id: UUID, *, by: UUID, now: datetime) -> SynonymLine | None:
    """Let searches go without a line; return what it was, or nothing if it was not in force. Raises Missing."""
    _ALONE.run()
    row = _row(line_id)
    if not row.is_in_force:
        return None
    before = lines_of([row])[0]
    row.is_in_force, row.changed_by_id, row.changed_at = False, by, now
    row.save()
    transaction.on_commit(forget_meanings)
    return before


def _row(line_id: UUID) -> SynonymRow:
    row = SynonymRow.objects.select_for_update().filter(id=line_id).first()
    if row is None:
        raise Missing(what="line of synonyms")
    return row
