"""What other parts of the house are told about synonyms."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

#: language → words
Words = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Meaning:
    """Whoever searches for one of `typed` finds what any of `found` is in, too. Two ways, both are all words."""

    typed: tuple[str, ...]
    found: tuple[str, ...]


@dataclass(frozen=True)
class SynonymLine:
    """Words that mean the same, by language; with `typed`, only these find the others (one way).

    `changed_by` wrote it last. One that was taken away is not in force.
    """

    id: UUID
    words: Words
    typed: tuple[str, ...]
    is_in_force: bool
    changed_by: UUID
    changed_at: datetime

    @property
    def meaning(self) -> Meaning:
        """Return what finds what."""
        every = tuple(word for said in self.words.values() for word in said)
        return Meaning(self.typed, every) if self.typed else Meaning(every, every)

    @property
    def text(self) -> str:
        """Return the line as one reads it."""
        said = " | ".join(", ".join(words) for words in self.words.values() if words)
        return f"{', '.join(self.typed)} → {said}" if self.typed else said
