"""Staff tell search which words mean the same; each change is in the audit log, and searches follow within seconds."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from yarmarka.domain.audit.actions import note_deeds
from yarmarka.domain.audit.types import DeedKind, NewDeed, Subject, SubjectKind
from yarmarka.domain.synonyms.actions import take_line_away, write_line
from yarmarka.domain.synonyms.types import SynonymLine, Words


@transaction.atomic
def write_synonyms(
    words: Words, *, typed: tuple[str, ...] = (), line_id: UUID | None = None, by: UUID, now: datetime
) -> SynonymLine:
    """Put a line in force, new or in the place of an older one. Raises Missing, SynonymsInvalid, SynonymTaken."""
    before, line = write_line(words, typed=typed, line_id=line_id, by=by, now=now)
    was = before.text if before and before.is_in_force else ""
    if was != line.text:
        _note(DeedKind.SYNONYMS_WRITTEN, line.id, before=was, after=line.text, by=by, now=now)
    return line


@transaction.atomic
def take_synonyms_away(line_id: UUID, *, by: UUID, now: datetime) -> None:
    """Let searches go without a line. Raises Missing."""
    if before := take_line_away(line_id, by=by, now=now):
        _note(DeedKind.SYNONYMS_TAKEN_AWAY, line_id, before=before.text, after="", by=by, now=now)


def _note(kind: DeedKind, line_id: UUID, *, before: str, after: str, by: UUID, now: datetime) -> None:
    subject = Subject(kind=SubjectKind.SYNONYMS, name=after or before, id=line_id)
    note_deeds(
        [NewDeed(kind=kind, subject=subject, by=by, before={"words": before}, after={"words": after})],
        now=now,
    )
