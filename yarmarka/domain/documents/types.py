"""What other parts of the house are told about documents."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class DocumentKind(StrEnum):
    """What a document shows."""

    REGISTRATION = "registration"  # that the firm is in its country's register
    TAX = "tax"  # under which number it pays taxes
    BANK = "bank"  # that the payout account is the firm's
    TRADE_MARK = "trade_mark"  # that a brand is the firm's own


class DocumentStatus(StrEnum):
    """What became of a document."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    ASKED_AGAIN = "asked_again"
    REPLACED = "replaced"


class Fault(StrEnum):
    """Why a document is asked for again."""

    UNREADABLE = "unreadable"
    INCOMPLETE = "incomplete"
    EXPIRED = "expired"
    OTHER_FIRM = "other_firm"
    OTHER_DOCUMENT = "other_document"
    OTHER = "other"


@dataclass(frozen=True)
class NewDocument:
    """A file that somebody sends for a merchant."""

    seller_id: UUID
    kind: DocumentKind
    file_name: str
    content: bytes


@dataclass(frozen=True)
class DocumentCard:
    """A document without its content: what it is, and what became of it."""

    id: UUID
    seller_id: UUID
    kind: DocumentKind
    status: DocumentStatus
    file_name: str
    media_type: str
    size: int
    sent_at: datetime
    decided_at: datetime | None
    fault: str
    note: str


@dataclass(frozen=True)
class NewGoodsFile:
    """A file that somebody sends with a document for goods; `document_id` is what moderation knows the document by."""

    document_id: UUID
    seller_id: UUID
    file_name: str
    content: bytes


@dataclass(frozen=True)
class GoodsFileCard:
    """The file of a document for goods, without its content."""

    document_id: UUID
    file_name: str
    media_type: str
    size: int
    sent_at: datetime


@dataclass(frozen=True)
class DocumentFile:
    """A document's content, to be looked at."""

    file_name: str
    media_type: str
    content: bytes
