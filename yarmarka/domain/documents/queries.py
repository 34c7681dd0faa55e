"""Documents, as other parts of the house ask for them."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from yarmarka.domain.documents.models import Document, DocumentContent, GoodsFile
from yarmarka.domain.documents.types import (
    DocumentCard,
    DocumentFile,
    DocumentKind,
    DocumentStatus,
    GoodsFileCard,
)
from yarmarka.kernel.errors import Missing


def documents_of(*, seller_id: UUID) -> tuple[DocumentCard, ...]:
    """Return a merchant's documents, the newest first; those that newer ones replaced are left out."""
    rows = Document.objects.filter(seller_id=seller_id).exclude(status=DocumentStatus.REPLACED)
    return tuple(card(row) for row in rows.order_by("-sent_at"))


def document_file(document_id: UUID, *, seller_id: UUID) -> DocumentFile:
    """Return what a merchant's document holds. Raises Missing, also for another merchant's, and once it is gone."""
    row = (
        DocumentContent.objects.select_related("document")
        .filter(document_id=document_id, document__seller_id=seller_id)
        .first()
    )
    if row is None:
        raise Missing(what="document")
    return DocumentFile(row.document.file_name, row.document.media_type, bytes(row.content))


def goods_files(document_ids: Collection[UUID]) -> dict[UUID, GoodsFileCard]:
    """Return the files of documents for goods, by document; one that was named without a file has none here."""
    rows = GoodsFile.objects.filter(document_id__in=document_ids)
    told = rows.values_list("document_id", "file_name", "media_type", "size", "sent_at")
    return {row[0]: GoodsFileCard(*row) for row in told}


def goods_file(document_id: UUID, *, seller_id: UUID) -> DocumentFile:
    """Return what the file of a document for goods holds. Raises Missing, also for another merchant's."""
    row = GoodsFile.objects.filter(document_id=document_id, seller_id=seller_id).first()
    if row is None:
        raise Missing(what="document")
    return DocumentFile(row.file_name, row.media_type, bytes(row.content))


def sent_since(since: datetime, *, seller_id: UUID) -> int:
    """Return how many files a merchant has sent since an instant, of itself and for its goods."""
    of_itself = Document.objects.filter(seller_id=seller_id, sent_at__gt=since).count()
    return of_itself + GoodsFile.objects.filter(seller_id=seller_id, sent_at__gt=since).count()


def card(row: Document) -> DocumentCard:
    """Return a row as others see it."""
    return DocumentCard(
        id=row.id,
        seller_id=row.seller_id,
        kind=DocumentKind(row.kind),
        status=DocumentStatus(row.status),
        file_name=row.file_name,
        media_type=row.media_type,
        size=row.size,
        sent_at=row.sent_at,
        decided_at=row.decided_at,
        fault=row.fault,
        note=row.note,
    )
