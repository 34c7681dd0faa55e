"""What other parts of the house are told about places."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class PlaceKind(StrEnum):
    """What sort of place this is."""

    COUNTRY = "country"
    REGION = "region"
    CONTESTED = "contested"


@dataclass(frozen=True)
class Place:
    """A place of our own table. A region names its country; a contested place names none: several claim it."""

    code: str
    kind: PlaceKind
    names: Mapping[str, str]
    country: str = ""


@dataclass(frozen=True)
class Whereabouts:
    """What somebody typed, or a system sent, for where something is; whatever is not known is empty.

    `notes` is free text that may name another destination than the address does.
    """

    country: str = ""
    postal_code: str = ""
    region: str = ""
    city: str = ""
    phone: str = ""
    notes: str = ""
    iso: str = ""
    geonames_id: int = 0
    inn: str = ""


class Standing(StrEnum):
    """What may be done with a finding: believe it, ask which place is meant, let a person look, or nothing."""

    FOUND = "found"
    ASK = "ask"
    REVIEW = "review"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Finding:
    """Where something is. `candidates` are what is asked about, or what makes a person look; `because` names signs."""

    standing: Standing
    place: Place | None = None
    candidates: tuple[Place, ...] = ()
    because: tuple[str, ...] = ()
    codes: frozenset[str] = frozenset()

    @classmethod
    def nowhere(cls) -> "Finding":
        """Return what is known of where something is when nobody said anything."""
        return cls(Standing.UNKNOWN)
