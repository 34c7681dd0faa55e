"""Taking down a licence for what a restriction asks one for: proposed by one of the staff, approved by another."""

from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec
from django.db import transaction

from yarmarka.domain.compliance.actions import record_licence
from yarmarka.domain.compliance.rules import check_licence
from yarmarka.domain.compliance.types import Licence
from yarmarka.domain.governance.types import NewProposal, ProposalCard
from yarmarka.flows.decide_together import propose, say

LICENCE: Final = "licence"


def propose_licence(licence: Licence, *, by: UUID, now: datetime) -> UUID:
    """Propose to take a licence down; return the proposal's id. Raises RestrictionIncomplete."""
    check_licence(licence)
    asked = NewProposal(
        matter=LICENCE,
        facts=msgspec.to_builtins(licence),
        source=f"{licence.number}, {licence.issuer}",
        effective_at=licence.since,
    )
    return propose(asked, by=by, now=now)


@transaction.atomic
def decide_licence(proposal_id: UUID, *, approve: bool, by: UUID, now: datetime) -> None:
    """Say yes or no as a second person: with a yes it holds.

    Raises Missing, ProposalDecided, OwnProposal, NotAnApprover.
    """
    card = say(proposal_id=proposal_id, matters=(LICENCE,), is_for=approve, by=by, now=now)
    if card.is_approved:
        record_licence(licence_of(card), author=card.proposed_by, approver=by, now=now)


def licence_of(card: ProposalCard) -> Licence:
    """Return the licence that a proposal is about."""
    return msgspec.convert(card.asked.facts, type=Licence)
