"""What a merchant shows, and what people ask staff to read, for tests to stand on."""

import zlib
from datetime import datetime
from uuid import UUID

from tests.flows.steps import part_of
from tests.market import NOW, Market
from yarmarka.domain.conversations.actions import report_conversation
from yarmarka.domain.conversations.types import Side
from yarmarka.domain.documents.types import DocumentKind, NewDocument
from yarmarka.flows.check_documents import send_document
from yarmarka.flows.converse import answer_shopper, write_about_order
from yarmarka.flows.moderate_cards import SentFile, bring_document

#: the least that is a PDF for readers of it: a beginning, an object, an end
PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"


def png(width: int = 1, height: int = 1) -> bytes:
    """Return a whole PNG, grey, that says it is so large."""
    head = width.to_bytes(4) + height.to_bytes(4) + b"\x08\x00\x00\x00\x00"
    chunks = (b"IHDR", head), (b"IDAT", zlib.compress(b"\x00\x80")), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4) for kind, data in chunks
    )


def show_document(
    seller_id: UUID,
    *,
    by: UUID,
    now: datetime,
    kind: DocumentKind = DocumentKind.REGISTRATION,
    content: bytes = PDF,
) -> UUID:
    """Let somebody show a merchant's document; return its id."""
    return send_document(NewDocument(seller_id, kind, "extract.pdf", content), by=by, now=now).id


def show_certificate(
    seller_id: UUID, *, by: UUID, now: datetime, kind: str = "EAC", content: bytes = PDF
) -> UUID:
    """Let somebody show a document for a seller's goods; return its id."""
    return bring_document(
        seller_id=seller_id,
        kind=kind,
        number="N 1",
        valid_to=now.date(),
        file=SentFile("certificate.pdf", content),
        by=by,
        now=now,
    )


def ask_to_read(conversation_id: UUID, *, by: UUID, now: datetime) -> None:
    """Let a shopper ask staff to read a conversation."""
    report_conversation(
        conversation_id, side=Side.SHOPPER, by=by, cause="outside", words="He wants cash.", now=now
    )


def write_to_one_another(market: Market, order_id: UUID) -> UUID:
    """Let the shopper and the seller of an order write about it; return their conversation's id."""
    part = part_of(order_id)
    said = write_about_order(
        "Когда придёт?", order_id=order_id, part_id=part.id, viewer=market.shopper.id, own_hosts=(), now=NOW
    )
    owner = next(country for country, card in market.sellers.items() if card.id == part.seller_id)
    answer_shopper(
        "В пятницу.",
        conversation_id=said.conversation_id,
        seller_id=part.seller_id,
        by=market.owners[owner].id,
        own_hosts=(),
        now=NOW,
    )
    return said.conversation_id
