"""Staff set when and how a seller is paid, hold its payouts back, and let them go again."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from yarmarka.domain.payouts import actions
from yarmarka.domain.payouts.queries import terms_of
from yarmarka.domain.payouts.types import Terms
from yarmarka.domain.sellers.errors import ReasonMissing
from yarmarka.domain.sellers.queries import sellers
from yarmarka.kernel.errors import Missing


@transaction.atomic
def set_payout_terms(*, seller_id: UUID, terms: Terms, by: UUID, now: datetime) -> None:
    """Pay a seller by these terms from now on; a hold stays as it is. Raises Missing, TermsInvalid."""
    kept = _terms(seller_id).held_reason
    actions.set_terms(seller_id=seller_id, terms=replace(terms, held_reason=kept), by=by, now=now)


@transaction.atomic
def hold_payouts(*, seller_id: UUID, reason: str, by: UUID, now: datetime) -> None:
    """Hold a seller's payouts back, for a reason that it reads on its page. Raises Missing, ReasonMissing."""
    if not reason.strip():
        raise ReasonMissing(field="reason")
    held = replace(_terms(seller_id), held_reason=reason.strip())
    actions.set_terms(seller_id=seller_id, terms=held, by=by, now=now)


@transaction.atomic
def let_payouts_go(*, seller_id: UUID, by: UUID, now: datetime) -> None:
    """Pay a seller again. Raises Missing."""
    actions.set_terms(seller_id=seller_id, terms=replace(_terms(seller_id), held_reason=""), by=by, now=now)


def _terms(seller_id: UUID) -> Terms:
    if seller_id not in sellers([seller_id]):
        raise Missing(what="seller")
    return terms_of([seller_id])[seller_id]
