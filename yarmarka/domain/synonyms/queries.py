"""Which words mean the same."""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from yarmarka.domain.synonyms.models import SynonymRow
from yarmarka.domain.synonyms.types import Meaning, SynonymLine
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.remembered import Remembered

_IN_FORCE: Final[Remembered[tuple[Meaning, ...]]] = Remembered()


def meanings_in_force() -> tuple[Meaning, ...]:
    """Return what searches go by, in a fixed order; may be a few seconds old."""
    known = _IN_FORCE.get()
    if known is not None:
        return known
    rows = SynonymRow.objects.filter(is_in_force=True).order_by("id")
    return _IN_FORCE.keep(tuple(line.meaning for line in lines_of(rows)))


def forget_meanings() -> None:
    """Ask for the lines anew next time."""
    _IN_FORCE.forget()


def synonym_lines(*, limit: int, offset: int = 0) -> list[SynonymLine]:
    """Return lines, those in force first, the last changed first."""
    return lines_of(SynonymRow.objects.order_by("-is_in_force", "-changed_at", "id")[offset : offset + limit])


def synonym_line(line_id: UUID) -> SynonymLine:
    """Return one line. Raises Missing."""
    found = lines_of(SynonymRow.objects.filter(id=line_id))
    if not found:
        raise Missing(what="line of synonyms")
    return found[0]


def lines_of(rows: Iterable[SynonymRow]) -> list[SynonymLine]:
    """Return rows as the rest of the house sees them."""
    return [
        SynonymLine(
            id=row.id,
            words={code: tuple(said) for code, said in row.words.items()},
            typed=tuple(row.typed),
            is_in_force=row.is_in_force,
            changed_by=row.changed_by_id,
            changed_at=row.changed_at,
        )
        for row in rows
    ]
