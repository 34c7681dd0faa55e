"""Merchants ask to sell, and staff let them in or say why not."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from yarmarka.domain.accounts.rules import check_address
from yarmarka.domain.audit.actions import note_deeds
from yarmarka.domain.audit.types import DeedKind, NewDeed, Subject, SubjectKind
from yarmarka.domain.documents.queries import documents_of
from yarmarka.domain.documents.rules import check_shown, required_of
from yarmarka.domain.inventory.actions import open_warehouse
from yarmarka.domain.sellers import actions
from yarmarka.domain.sellers.queries import sellers
from yarmarka.domain.sellers.types import Application, Standing
from yarmarka.flows.screen_sellers import let_nobody_in_who_is_held
from yarmarka.flows.tell import to_seller
from yarmarka.kernel.later import enqueue
from yarmarka.kernel.outbox import publish


@transaction.atomic
def apply_to_sell(application: Application, *, person_id: UUID, now: datetime) -> UUID:
    """Write a merchant's application down; return the merchant's id.

    Raises AddressInvalid, IdentifierInvalid, AlreadyRegistered.
    """
    check_address(application.address)
    seller_id = actions.apply_to_sell(application, person_id=person_id, now=now)
    enqueue("screen_applicants")
    return seller_id


@transaction.atomic
def decide_application(*, seller_id: UUID, approve: bool, reason: str, by: UUID, now: datetime) -> None:
    """Let a merchant in, with a first warehouse at its address, or turn it down; tell it either way.

    Who could be on a list of denied parties waits until two people have looked; who has not shown all documents that
    its country asks for, until they are there and accepted.

    Raises Missing, AlreadyDecided, ReasonMissing, DocumentsMissing, UnderScreening, BeingCompared.
    """
    if approve:
        _let_nobody_in_without_documents(seller_id)
        let_nobody_in_who_is_held(seller_id)
    seller = actions.decide_application(seller_id=seller_id, approve=approve, reason=reason, by=by, now=now)
    if approve:
        city, country = seller.address.city, seller.country
        open_warehouse(seller_id=seller.id, name=city, country=country, city=city, now=now)
    deed = NewDeed(
        kind=DeedKind.SELLER_ADMITTED if approve else DeedKind.SELLER_DECLINED,
        subject=Subject(SubjectKind.SELLER, seller.trade_name, seller.id),
        by=by,
        before={"standing": Standing.APPLIED.value},
        after={"standing": (Standing.APPROVED if approve else Standing.DECLINED).value},
        reason=reason,
    )
    note_deeds([deed], now=now)
    topic = "seller_admitted" if approve else "seller_declined"
    publish([to_seller(topic, seller, reason=reason)], now=now)


def _let_nobody_in_without_documents(seller_id: UUID) -> None:
    """Raise DocumentsMissing until all that is asked of a merchant that waits is accepted."""
    seller = sellers([seller_id]).get(seller_id)
    if seller is not None and seller.standing == Standing.APPLIED:
        check_shown(required_of(seller.country, seller.kind), documents_of(seller_id=seller_id))
