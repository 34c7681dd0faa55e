"""A merchant shows its documents; staff look at each, accept it or ask for it again, and the merchant is told."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from yarmarka.domain.audit.actions import note_deeds
from yarmarka.domain.audit.types import DeedKind, NewDeed, Subject, SubjectKind
from yarmarka.domain.documents import actions
from yarmarka.domain.documents.queries import documents_of
from yarmarka.domain.documents.rules import missing_of, required_of
from yarmarka.domain.documents.types import DocumentCard, NewDocument
from yarmarka.domain.sellers.queries import sellers
from yarmarka.domain.sellers.types import SellerCard
from yarmarka.flows.tell import to_seller
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.outbox import publish


def send_document(new: NewDocument, *, by: UUID, now: datetime) -> DocumentCard:
    """Keep a document for staff to look at. Raises Missing for a kind that is not asked of the merchant,
    FileRefused, TooManyDocuments.
    """
    seller = sellers([new.seller_id])[new.seller_id]
    if new.kind not in required_of(seller.country, seller.kind):
        raise Missing(what="document")
    return actions.keep_document(new, by=by, now=now)


@transaction.atomic
def accept_document(document_id: UUID, *, seller_id: UUID, by: UUID, now: datetime) -> None:
    """Find a document right; the merchant is told once all of them are. Raises Missing, DocumentDecided."""
    document = actions.accept(document_id, seller_id=seller_id, by=by, now=now)
    seller = sellers([seller_id])[seller_id]
    _note(DeedKind.DOCUMENT_ACCEPTED, document, seller, by=by, now=now)
    if not missing_of(required_of(seller.country, seller.kind), documents_of(seller_id=seller_id)):
        publish([to_seller("documents_accepted", seller)], now=now)


@transaction.atomic
def ask_for_document_again(
    document_id: UUID, *, seller_id: UUID, fault: str, note: str, by: UUID, now: datetime
) -> None:
    """Ask for a document again, with the reason. Raises Missing, DocumentDecided, FaultMissing."""
    document = actions.ask_again(document_id, seller_id=seller_id, fault=fault, note=note, by=by, now=now)
    seller = sellers([seller_id])[seller_id]
    _note(DeedKind.DOCUMENT_ASKED_AGAIN, document, seller, by=by, now=now)
    letter = to_seller(
        "document_asked_again", seller, document=document.kind, fault=document.fault, note=document.note
    )
    publish([letter], now=now)


def _note(kind: DeedKind, document: DocumentCard, seller: SellerCard, *, by: UUID, now: datetime) -> None:
    after = {"document": document.kind.value, "file": document.file_name, "fault": document.fault or None}
    deed = NewDeed(
        kind=kind,
        subject=Subject(SubjectKind.SELLER, seller.trade_name, seller.id),
        by=by,
        after={name: value for name, value in after.items() if value},
        reason=document.note,
    )
    note_deeds([deed], now=now)
