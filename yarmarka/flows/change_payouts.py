"""What about payouts takes two people: other terms, letting held payouts go, and declaring a file for the bank void.

Holding payouts back protects, so one person does it, with a reason that the seller reads. Running payouts and making
files pays what is owed, to accounts that are known: what is carried out of a file the bank asks its own signatures for.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from yarmarka.domain.governance.types import NewProposal
from yarmarka.domain.payouts.errors import FileVoid
from yarmarka.domain.payouts.queries import payout_file, terms_of
from yarmarka.domain.payouts.rules import check_terms
from yarmarka.domain.payouts.types import Terms
from yarmarka.domain.sellers.queries import sellers
from yarmarka.flows.change_payout_terms import LET_GO, TERMS, let_payouts_go, set_payout_terms
from yarmarka.flows.decide_together import propose, say
from yarmarka.flows.payout_files import VOID, void_payout_file
from yarmarka.kernel.errors import Missing
from yarmarka.vocabulary.ids import public_id


@transaction.atomic
def propose_terms(*, seller_id: UUID, terms: Terms, source: str, by: UUID, now: datetime) -> UUID:
    """Propose other terms for a seller, from when somebody else approves; return the proposal's id.

    Raises Missing, TermsInvalid, RuleWithoutSource.
    """
    _check_seller(seller_id)
    check_terms(terms)
    kept = terms_of([seller_id])[seller_id]
    facts = {"seller": str(seller_id), **_facts(terms)}
    return propose(NewProposal(TERMS, facts, source, now, {"before": _facts(kept)}), by=by, now=now)


@transaction.atomic
def propose_letting_go(*, seller_id: UUID, source: str, by: UUID, now: datetime) -> UUID:
    """Propose that a seller whose payouts are held is paid again. Raises Missing, RuleWithoutSource."""
    _check_seller(seller_id)
    held = terms_of([seller_id])[seller_id].held_reason
    if not held:
        raise Missing(what="hold")
    facts = {"seller": str(seller_id), "held_reason": held}
    return propose(NewProposal(LET_GO, facts, source, now), by=by, now=now)


@transaction.atomic
def propose_void(*, file_id: UUID, reason: str, by: UUID, now: datetime) -> UUID:
    """Propose to declare that the bank will never carry a file out. Raises Missing, FileVoid, RuleWithoutSource."""
    file = payout_file(file_id)
    if file.voided_at is not None:
        raise FileVoid(file_id=str(file_id))
    facts = {"file": str(file_id), "number": public_id("pof", file_id), "reason": reason.strip()}
    return propose(NewProposal(VOID, facts, reason, now), by=by, now=now)


@transaction.atomic
def decide_payouts(proposal_id: UUID, *, approve: bool, by: UUID, now: datetime) -> None:
    """Say yes or no as a second person; a yes holds at once.

    Raises Missing, ProposalDecided, OwnProposal, NotAnApprover, TermsInvalid, FileVoid, FileAnswered.
    """
    card = say(proposal_id=proposal_id, matters=(TERMS, LET_GO, VOID), is_for=approve, by=by, now=now)
    if not card.is_approved:
        return
    carry_out = {TERMS: set_payout_terms, LET_GO: let_payouts_go, VOID: void_payout_file}
    carry_out[card.asked.matter](card.id, now=now)


def _facts(terms: Terms) -> dict[str, Any]:
    return {
        "rhythm": terms.rhythm.value,
        "weekday": terms.weekday,
        "minimum_minor": terms.minimum_minor,
        "way": terms.way.value,
    }


def _check_seller(seller_id: UUID) -> None:
    if seller_id not in sellers([seller_id]):
        raise Missing(what="seller")
