"""Staff set when and how a seller is paid, hold its payouts back, and let them go again."""

from dataclasses import asdict, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from yarmarka.domain.audit.actions import note_deeds
from yarmarka.domain.audit.types import DeedKind, Facts, NewDeed, Subject, SubjectKind
from yarmarka.domain.payouts import actions
from yarmarka.domain.payouts.queries import terms_of
from yarmarka.domain.payouts.types import Terms
from yarmarka.domain.sellers.errors import ReasonMissing
from yarmarka.domain.sellers.queries import sellers
from yarmarka.kernel.errors import Missing


@transaction.atomic
def set_payout_terms(*, seller_id: UUID, terms: Terms, by: UUID, now: datetime) -> None:
    """Pay a seller by these terms from now on; a hold stays as it is. Raises Missing, TermsInvalid."""
    kept = _terms(seller_id)
    told = replace(terms, held_reason=kept.held_reason)
    _set(DeedKind.PAYOUT_TERMS_SET, seller_id, kept, told, by=by, now=now)


@transaction.atomic
def hold_payouts(*, seller_id: UUID, reason: str, by: UUID, now: datetime) -> None:
    """Hold a seller's payouts back, for a reason that it reads on its page. Raises Missing, ReasonMissing."""
    if not reason.strip():
        raise ReasonMissing(field="reason")
    kept = _terms(seller_id)
    held = replace(kept, held_reason=reason.strip())
    _set(DeedKind.PAYOUTS_HELD, seller_id, kept, held, by=by, now=now)


@transaction.atomic
def let_payouts_go(*, seller_id: UUID, by: UUID, now: datetime) -> None:
    """Pay a seller again. Raises Missing."""
    kept = _terms(seller_id)
    _set(DeedKind.PAYOUTS_LET_GO, seller_id, kept, replace(kept, held_reason=""), by=by, now=now)


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
