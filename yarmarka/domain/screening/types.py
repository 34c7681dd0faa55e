"""What other parts of the house are told about screening."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID


class Kind(StrEnum):
    """What is compared."""

    PERSON = "person"
    FIRM = "firm"
    VESSEL = "vessel"
    ADDRESS = "address"
    UNKNOWN = "unknown"


class Band(StrEnum):
    """What a score leads to: wait for a person's judgement, write down, go on."""

    HOLD = "hold"
    LOG = "log"
    CLEAR = "clear"


#: From here on somebody must look.
HOLD_FROM: Final = 0.70
#: From here on it is written down.
LOG_FROM: Final = 0.50


@dataclass(frozen=True)
class Identifier:
    """A number that somebody gave a party: INN, OGRN, IMO, passport. Without a kind, any with the same value fits."""

    value: str
    kind: str = ""


@dataclass(frozen=True)
class Party:
    """Somebody or something with names: of whom we ask, or who stands on a list.

    Dates are ISO dates, or a year, or a year and a month. `weak_names` are aliases that fit many.
    """

    names: tuple[str, ...]
    kind: Kind = Kind.UNKNOWN
    weak_names: tuple[str, ...] = ()
    birth_dates: tuple[str, ...] = ()
    countries: frozenset[str] = frozenset()
    identifiers: tuple[Identifier, ...] = ()


@dataclass(frozen=True)
class Feature:
    """One thing that was compared: what stood on both sides, and what it did to the score."""

    name: str
    asked: str
    listed: str
    effect: float


@dataclass(frozen=True)
class Match:
    """How surely two parties are one, and why."""

    score: float
    features: tuple[Feature, ...] = field(default=())

    @property
    def band(self) -> Band:
        """What the score leads to."""
        return band_of(self.score)


def band_of(score: float) -> Band:
    """Return what a score leads to."""
    if score >= HOLD_FROM:
        return Band.HOLD
    return Band.LOG if score >= LOG_FROM else Band.CLEAR


@dataclass(frozen=True)
class ListEntry:
    """A party on a list, under the number that the list gives it, with the programme it stands there for."""

    id: str
    party: Party
    programme: str = ""


@dataclass(frozen=True)
class Hit:
    """An entry that somebody could be."""

    entry: ListEntry
    match: Match


class ScreenedKind(StrEnum):
    """Whom a case is about."""

    SELLER = "seller"
    SHOPPER = "shopper"


class Verdict(StrEnum):
    """What two people found: another one than on the list, or the same."""

    OTHER = "other"
    SAME = "same"


class CaseStepKind(StrEnum):
    """What somebody did to a case: proposed how it ends, agreed, or (whom it is about) wrote to us."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    APPEAL = "appeal"


@dataclass(frozen=True)
class Subject:
    """Somebody of ours who is screened, and what we know of them."""

    kind: ScreenedKind
    id: UUID
    party: Party


@dataclass(frozen=True)
class NewList:
    """A list about to be loaded: under which code, of which day, and the hash of its file."""

    code: str
    sha256: str
    dated_on: date


@dataclass(frozen=True)
class Loaded:
    """What loading a list changed, by the list's own numbers; nothing if it was current already."""

    version_id: UUID
    entries: int
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    was_current: bool = False


@dataclass(frozen=True)
class CaseCard:
    """A case, with what was compared side by side."""

    id: UUID
    subject_kind: str
    subject_id: UUID
    asked: Mapping[str, Any]
    list_code: str
    entry: str
    entry_facts: Mapping[str, Any]
    score: float
    features: tuple[Feature, ...]
    opened_at: datetime
    verdict: str
    reason: str
    #: of how it ends: the newest, or that by which two people closed it
    proposal_id: UUID | None = None
    decided_at: datetime | None = None
    list_dated_on: date | None = None
    algorithm: str = ""


@dataclass(frozen=True)
class CaseStepCard:
    """A step of a case: who did what, when, in which words."""

    kind: CaseStepKind
    by: UUID
    at: datetime
    verdict: str
    words: str


@dataclass(frozen=True)
class LookCard:
    """A look at the lists: at whom, against which lists, and whom they could be."""

    at: datetime
    subject_kind: ScreenedKind
    subject_id: UUID
    lists: Mapping[str, str]
    algorithm: str
    band: Band
    candidates: Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class ListCard:
    """A list in force."""

    code: str
    dated_on: date
    loaded_at: datetime
    entries: int
