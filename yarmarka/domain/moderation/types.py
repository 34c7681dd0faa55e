"""What other parts of the house are told about the moderation of cards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID


class RuleKind(StrEnum):
    """What a rule asks of a card."""

    #: what meets its conditions is not sold, or a person has to look at it first
    PROHIBITED = "prohibited"
    #: only sellers that the brand has authorised list it
    BRAND = "brand"
    #: cards of a category tell these attributes
    ATTRIBUTES = "attributes"
    #: for goods of a category the seller has these documents
    DOCUMENTS = "documents"


class Outcome(StrEnum):
    """What becomes of a card, the mildest first."""

    LIVE = "live"
    WAITS = "waits"
    REFUSED = "refused"


class CaseStatus(StrEnum):
    """Where a card that a rule stopped stands."""

    WAITING = "waiting"
    REFUSED = "refused"
    APPEALED = "appealed"
    CLEARED = "cleared"
    UPHELD = "upheld"
    #: over: the seller mended the card, or the rule no longer stops it
    LAPSED = "lapsed"


class DocumentStatus(StrEnum):
    """What became of a document that a seller named."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    DECLINED = "declined"


@dataclass(frozen=True)
class NewRule:
    """A rule for cards. All conditions that it names must hold; for alternatives there are several rules.

    `words` are by language: one that ends in `*` is the beginning of a word, one with spaces a phrase. `needs` are
    attributes or documents; alternatives of one stand between bars (`color|цвет|颜色`).
    """

    kind: RuleKind
    outcome: Outcome
    reasons: Mapping[str, str]
    basis: str
    valid_from: date
    valid_to: date | None = None
    category_id: UUID | None = None
    hs_prefixes: tuple[str, ...] = ()
    words: Mapping[str, Sequence[str]] = field(default_factory=dict)
    brand: str = ""
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class CardRule(NewRule):
    """A rule that was written down."""

    id: UUID = field(kw_only=True)


@dataclass(frozen=True)
class Card:
    """A card as rules read it: what a seller says of goods."""

    sku: str
    category_path: Sequence[UUID]
    titles: Mapping[str, str]
    descriptions: Mapping[str, str]
    attributes: Sequence[Mapping[str, Any]]
    brand: str
    hs_code: str

    @property
    def category_id(self) -> UUID | None:
        """The shelf that it is for."""
        return self.category_path[-1] if self.category_path else None


@dataclass(frozen=True)
class SellerFacts:
    """What rules ask of a seller: brands that authorised it (as they are compared), documents in force."""

    brands: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Finding:
    """A rule that stops a card: which, how hard, and what it met, or missed, there."""

    rule_id: UUID
    kind: RuleKind
    outcome: Outcome
    met: tuple[str, ...] = ()


@dataclass(frozen=True)
class KnownCase:
    """A case that stands, as a judge of imports remembers it."""

    id: UUID
    status: CaseStatus
    mark: str
    rule_ids: frozenset[UUID]
    card: Mapping[str, Any]


@dataclass(frozen=True)
class NewCase:
    """A card that rules stopped. `before` is the card as it was when it was last looked at, if it was."""

    sku: str
    product_id: UUID
    status: CaseStatus
    mark: str
    findings: Sequence[Finding]
    card: Mapping[str, Any]
    before: Mapping[str, Any]


@dataclass(frozen=True)
class CaseCard:
    """A case as pages and flows need it."""

    id: UUID
    seller_id: UUID
    sku: str
    product_id: UUID
    status: CaseStatus
    findings: list[Finding]
    card: dict[str, Any]
    before: dict[str, Any]
    opened_at: datetime
    decided_at: datetime | None
    decided_by: UUID | None
    reason_code: str
    reason: str
    appeal: str
    appealed_at: datetime | None
    appeal_decided_at: datetime | None
    appeal_decided_by: UUID | None
    appeal_reason: str

    @property
    def is_open(self) -> bool:
        """Whether somebody of the staff has to decide."""
        return self.status in {CaseStatus.WAITING, CaseStatus.APPEALED}


@dataclass(frozen=True)
class DocumentCard:
    """A document that a seller named: a certificate, a declaration, a licence."""

    id: UUID
    seller_id: UUID
    kind: str
    number: str
    valid_to: date
    status: DocumentStatus
    brought_at: datetime
    decided_at: datetime | None
    decided_by: UUID | None
    reason: str
