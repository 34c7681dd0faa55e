"""Brands name their official stores: a document is brought in, a second person decides, the seller is told."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from yarmarka.domain.catalogue import actions
from yarmarka.domain.catalogue.queries import brands
from yarmarka.domain.catalogue.rules.brands import check_authorisation, told_reason
from yarmarka.domain.catalogue.types import Authorisation
from yarmarka.domain.governance.types import NewProposal
from yarmarka.domain.sellers.queries import sellers
from yarmarka.flows.decide_together import propose, say
from yarmarka.flows.tell import to_seller
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.later import enqueue
from yarmarka.kernel.outbox import publish

#: what governance calls it
STORE: Final = "official_store"


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
    check_authorisation(document=document, valid_from=valid_from, valid_to=valid_to, today=now.date())
    facts = {
        "brand": str(brand_id),
        "seller": str(seller_id),
        "document": document.strip(),
        "valid_from": valid_from.isoformat(),
        "valid_to": valid_to.isoformat(),
    }
    asked = NewProposal(
        matter=STORE,
        facts=facts,
        source=document,
        effective_at=datetime.combine(valid_from, time(), UTC),
    )
    return propose(asked, by=by, now=now)


@transaction.atomic
def decide_store(proposal_id: UUID, *, approve: bool, reason: str = "", by: UUID, now: datetime) -> None:
    """Let a seller be a brand's official store, or say why not; tell it either way.

    Raises Missing, ProposalDecided, OwnProposal, NotAnApprover, RefusalUnexplained, AuthorisationOverlaps.
    """
    why = "" if approve else told_reason(reason)
    card = say(proposal_id=proposal_id, matters=(STORE,), is_for=approve, by=by, now=now, words=why)
    if card.is_approved is None:
        return
    store = store_from(card.id, card.asked.facts)
    if card.is_approved:
        actions.authorise(store)
    _tell("store_authorised" if approve else "store_declined", store, reason=why, now=now)
    enqueue("judge_cards", lock="judge_cards", seller_id=str(store.seller_id))


@transaction.atomic
def withdraw_store(authorisation_id: UUID, *, reason: str, by: UUID, now: datetime) -> None:
    """End an official store at once and tell the seller why: what it offers of the brand leaves the mall now.

    Raises Missing, AuthorisationDecided, RefusalUnexplained.
    """
    ended = actions.withdraw_authorisation(authorisation_id, reason=reason, by=by, now=now)
    _tell("store_withdrawn", ended, reason=ended.reason, now=now)
    enqueue("judge_cards", lock="judge_cards", seller_id=str(ended.seller_id))


def store_from(proposal_id: UUID, facts: Mapping[str, Any]) -> Authorisation:
    """Return the authorisation that a proposal asks for; once it is there, it bears the proposal's id."""
    return Authorisation(
        id=proposal_id,
        brand_id=UUID(facts["brand"]),
        seller_id=UUID(facts["seller"]),
        document=facts["document"],
        valid_from=date.fromisoformat(facts["valid_from"]),
        valid_to=date.fromisoformat(facts["valid_to"]),
    )


def _tell(topic: str, store: Authorisation, *, reason: str, now: datetime) -> None:
    merchant = sellers([store.seller_id])[store.seller_id]
    brand = next(card for card in brands() if card.id == store.brand_id)
    facts = {"brand": brand.name, "until_on": store.valid_to, "reason": reason}
    publish([to_seller(topic, merchant, **facts)], now=now)
