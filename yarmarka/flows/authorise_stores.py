"""Brands name their official stores: a document is brought in, a second person decides, the seller is told."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from yarmarka.domain.catalogue import actions
from yarmarka.domain.catalogue.queries import brands
from yarmarka.domain.catalogue.types import Authorisation
from yarmarka.domain.sellers.queries import sellers
from yarmarka.flows.tell import to_seller
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.later import enqueue
from yarmarka.kernel.outbox import publish


@transaction.atomic
def propose_store(
    *,
    brand_id: UUID,
    seller_id: UUID,
    document: str,
    valid_from: date,
    valid_to: date,
    by: UUID,
    now: datetime,
) -> UUID:
    """Bring a brand's document in that makes a seller its official store, from a day to a day, both included.

    Returns the id of what waits for a second person. Raises Missing, AuthorisationInvalid.
    """
    if seller_id not in sellers([seller_id]):
        raise Missing(what="seller")
    if all(card.id != brand_id for card in brands()):
        raise Missing(what="brand")
    return actions.propose_authorisation(
        brand_id=brand_id,
        seller_id=seller_id,
        document=document,
        valid_from=valid_from,
        valid_to=valid_to,
        by=by,
        now=now,
    )


@transaction.atomic
def decide_store(authorisation_id: UUID, *, approve: bool, reason: str = "", by: UUID, now: datetime) -> None:
    """Let a seller be a brand's official store, or say why not; tell it either way.

    Raises Missing, AuthorisationDecided, NeedsSecondPerson, RefusalUnexplained, AuthorisationOverlaps.
    """
    decided = actions.decide_authorisation(authorisation_id, approve=approve, reason=reason, by=by, now=now)
    _tell("store_authorised" if approve else "store_declined", decided, now=now)
    enqueue("judge_cards", lock="judge_cards", seller_id=str(decided.seller_id))


@transaction.atomic
def withdraw_store(authorisation_id: UUID, *, reason: str, by: UUID, now: datetime) -> None:
    """End an official store at once and tell the seller why: what it offers of the brand leaves the mall now.

    Raises Missing, AuthorisationDecided, RefusalUnexplained.
    """
    ended = actions.withdraw_authorisation(authorisation_id, reason=reason, by=by, now=now)
    _tell("store_withdrawn", ended, now=now)
    enqueue("judge_cards", lock="judge_cards", seller_id=str(ended.seller_id))


def _tell(topic: str, decided: Authorisation, *, now: datetime) -> None:
    merchant = sellers([decided.seller_id])[decided.seller_id]
    brand = next(card for card in brands() if card.id == decided.brand_id)
    facts = {"brand": brand.name, "until_on": decided.valid_to, "reason": decided.reason}
    publish([to_seller(topic, merchant, **facts)], now=now)
