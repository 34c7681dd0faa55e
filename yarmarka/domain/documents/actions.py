"""Sending documents, and what staff find of them."""

import hashlib
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from yarmarka.domain.documents.errors import DocumentDecided
from yarmarka.domain.documents.models import Document, DocumentContent, GoodsFile
from yarmarka.domain.documents.queries import card, sent_since
from yarmarka.domain.documents.rules import DAY, check_count, checked_fault, media_type_of, safe_name
from yarmarka.domain.documents.types import DocumentCard, DocumentStatus, NewDocument, NewGoodsFile
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.ids import new_id
from yarmarka.kernel.sql import hold_name


@transaction.atomic
def keep_document(new: NewDocument, *, by: UUID, now: datetime) -> DocumentCard:
    """Keep a document, which stands for its kind from now on; of the one before only the row stays, unless accepted.

    Raises FileRefused, TooManyDocuments.
    """
    sent = _sent(new, by=by, now=now)
    before = Document.objects.select_for_update().filter(seller_id=new.seller_id, kind=new.kind)
    newest = before.exclude(status=DocumentStatus.REPLACED).first()
    if newest is not None:
        if newest.status != DocumentStatus.ACCEPTED:
            DocumentContent.objects.filter(document_id=newest.id).delete()
        Document.objects.filter(id=newest.id).update(status=DocumentStatus.REPLACED)
    row = Document.objects.create(id=new_id(now), kind=new.kind, status=DocumentStatus.WAITING, **sent)
    DocumentContent.objects.create(document=row, content=new.content)
    return card(row)


@transaction.atomic
def keep_goods_file(new: NewGoodsFile, *, by: UUID, now: datetime) -> None:
    """Keep the file of a document for goods beside it. Raises FileRefused, TooManyDocuments."""
    sent = _sent(new, by=by, now=now)
    GoodsFile.objects.create(document_id=new.document_id, content=new.content, **sent)


def accept(document_id: UUID, *, seller_id: UUID, by: UUID, now: datetime) -> DocumentCard:
    """Find a document right. Raises Missing, DocumentDecided."""
    return _decide(document_id, seller_id, DocumentStatus.ACCEPTED, by, now)


def ask_again(
    document_id: UUID, *, seller_id: UUID, fault: str, note: str, by: UUID, now: datetime
) -> DocumentCard:
    """Ask for a document again, and say why. Raises Missing, DocumentDecided, FaultMissing."""
    if not Document.objects.filter(id=document_id, seller_id=seller_id).exists():
        raise Missing(what="document")
    why, words = checked_fault(fault, note)
    return _decide(document_id, seller_id, DocumentStatus.ASKED_AGAIN, by, now, fault=why, note=words)


def _sent(new: NewDocument | NewGoodsFile, *, by: UUID, now: datetime) -> dict[str, Any]:
    """Return what is kept of any file beside its content; a merchant's files are counted one after another.

    Raises FileRefused, TooManyDocuments.
    """
    media_type = media_type_of(new.content)
    hold_name(f"documents of {new.seller_id}")
    check_count(sent_since(now - DAY, seller_id=new.seller_id))
    return {
        "seller_id": new.seller_id,
        "file_name": safe_name(new.file_name, media_type),
        "media_type": media_type,
        "size": len(new.content),
        "digest": hashlib.sha256(new.content).hexdigest(),
        "sent_at": now,
        "sent_by_id": by,
    }


@transaction.atomic
def _decide(
    document_id: UUID, seller_id: UUID, status: DocumentStatus, by: UUID, now: datetime, **words: str
) -> DocumentCard:
    row = Document.objects.select_for_update().filter(id=document_id, seller_id=seller_id).first()
    if row is None:
        raise Missing(what="document")
    if row.status != DocumentStatus.WAITING:
        raise DocumentDecided
    row.status, row.decided_at, row.decided_by_id = status, now, by
    row.fault, row.note = words.get("fault", ""), words.get("note", "")
    row.save(update_fields=["status", "decided_at", "decided_by", "fault", "note"])
    return card(row)
