"""Documents of merchants: what is asked of one; each is handed out as a file of its own, never as a page of ours."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from yarmarka.domain.documents.queries import documents_of, goods_files
from yarmarka.domain.documents.rules import required_of
from yarmarka.domain.documents.types import DocumentCard, DocumentFile, DocumentKind, DocumentStatus
from yarmarka.domain.moderation.types import DocumentCard as GoodsDocument
from yarmarka.presentation.document_words import document_name, fault_words


def document_rows(seller_id: UUID, *, country: str, kind: str) -> list[dict[str, Any]]:
    """Return what is asked of a merchant, each with what was shown last."""
    newest: dict[DocumentKind, DocumentCard] = {card.kind: card for card in documents_of(seller_id=seller_id)}
    return [
        {
            "kind": asked.value,
            "name": document_name(asked, country),
            "card": card,
            "is_accepted": card is not None and card.status is DocumentStatus.ACCEPTED,
            "fault": fault_words(card.fault) if card and card.fault else "",
        }
        for asked in required_of(country, kind)
        for card in (newest.get(asked),)
    ]


def goods_document_rows(documents: Iterable[GoodsDocument]) -> list[dict[str, Any]]:
    """Return documents for goods, each with its file; one that was named before files were asked for has none."""
    told = list(documents)
    files = goods_files([one.id for one in told])
    return [{"one": one, "file": files.get(one.id)} for one in told]


def as_download(file: DocumentFile) -> HttpResponse:
    """Return a document as a download that no browser shows, guesses at, keeps, or lets run anything."""
    answer = HttpResponse(file.content, content_type=file.media_type)
    answer.headers["Content-Disposition"] = _disposition(file.file_name)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _disposition(name: str) -> str:
    return content_disposition_header(True, name) or "attachment"
