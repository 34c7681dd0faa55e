"""Brands, and who sells in their name."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class AuthorisationStatus(StrEnum):
    """What became of a document that two people let in, by which a brand lets a seller sell."""

    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class BrandCard:
    """A brand as pages need it. `spellings` are how sellers write it, in small letters."""

    id: UUID
    slug: str
    name: str
    colour: str
    country: str
    texts: dict[str, str]
    spellings: tuple[str, ...]


@dataclass(frozen=True)
class Authorisation:
    """A brand's word that a seller is its official store, in force from a day to a day, both included.

    It bears the id of the proposal by which two people let it in; `reason` is why it was withdrawn.
    """

    id: UUID
    brand_id: UUID
    seller_id: UUID
    document: str
    valid_from: date
    valid_to: date
    status: AuthorisationStatus = AuthorisationStatus.APPROVED
    reason: str = ""


@dataclass(frozen=True)
class OfficialStore:
    """A seller that a brand has authorised, until when, and by which document it was proved."""

    brand: BrandCard
    seller_id: UUID
    valid_from: date
    valid_to: date
    document: str
