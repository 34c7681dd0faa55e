"""When and how a seller is paid, as two people agreed; holding its payouts back, and letting them go again.

Only holding takes one person, since it protects. The others take a proposal's id, and carry out what was approved.
"""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from yarmarka.domain.audit.actions import note_deeds
from yarmarka.domain.audit.types import DeedKind, Facts, NewDeed, Subject, SubjectKind
from yarmarka.domain.governance.queries import approved
from yarmarka.domain.payouts import actions
from yarmarka.domain.payouts.queries import terms_of
from yarmarka.domain.payouts.types import Rhythm, Terms
from yarmarka.domain.sellers.errors import ReasonMissing
from yarmarka.domain.sellers.queries import sellers
from yarmarka.kernel.errors import Missing
from yarmarka.vocabulary.payouts import PayoutWay

#: matters of governance
TERMS: Final = "payout_terms"
LET_GO: Final = "let_payouts_go"


@transaction.atomic
def set_payout_terms(proposal_id: UUID, *, now: datetime) -> None:
    """Pay a seller by the terms that were approved, from now on; a hold stays as it is.

    Raises Missing, also for what was not approved, and TermsInvalid.
    """
    card = approved(proposal_id, TERMS)
    seller_id = UUID(card.asked.facts["seller"])
    kept = _terms(seller_id)
    told = replace(terms_from(card.asked.facts), held_reason=kept.held_reason)
    _set(DeedKind.PAYOUT_TERMS_SET, seller_id, kept, told, by=card.voices[-1][0], now=now)


@transaction.atomic
def hold_payouts(*, seller_id: UUID, reason: str, by: UUID, now: datetime) -> None:
    """Hold a seller's payouts back, for a reason that it reads on its page. Raises Missing, ReasonMissing."""
    if not reason.strip():
        raise ReasonMissing(field="reason")
    kept = _terms(seller_id)
    held = replace(kept, held_reason=reason.strip())
    _set(DeedKind.PAYOUTS_HELD, seller_id, kept, held, by=by, now=now)


@transaction.atomic
def let_payouts_go(proposal_id: UUID, *, now: datetime) -> None:
    """Pay a seller again, as was approved. Raises Missing, also for what was not approved."""
    card = approved(proposal_id, LET_GO)
    seller_id, by = UUID(card.asked.facts["seller"]), card.voices[-1][0]
    kept = _terms(seller_id)
    _set(DeedKind.PAYOUTS_LET_GO, seller_id, kept, replace(kept, held_reason=""), by=by, now=now)


def terms_from(facts: Mapping[str, Any]) -> Terms:
    """Return the terms that a proposal asks for."""
    return Terms(Rhythm(facts["rhythm"]), facts["weekday"], facts["minimum_minor"], PayoutWay(facts["way"]))


def _set(kind: DeedKind, seller_id: UUID, kept: Terms, told: Terms, *, by: UUID, now: datetime) -> None:
    actions.set_terms(seller_id=seller_id, terms=told, by=by, now=now)
    before, after = _changed(kept, told)
    subject = Subject(SubjectKind.SELLER, sellers([seller_id])[seller_id].trade_name, seller_id)
    note_deeds([NewDeed(kind=kind, subject=subject, by=by, before=before, after=after)], now=now)


def _changed(kept: Terms, told: Terms) -> tuple[Facts, Facts]:
    old, new = asdict(kept), asdict(told)
    names = [name for name in new if old[name] != new[name]]
    return {name: old[name] for name in names}, {name: new[name] for name in names}


def _terms(seller_id: UUID) -> Terms:
    if seller_id not in sellers([seller_id]):
        raise Missing(what="seller")
    return terms_of([seller_id])[seller_id]
