"""What is proposed of payouts, on the pages where it is decided."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from yarmarka.domain.accounts.queries import people
from yarmarka.domain.governance.queries import waiting_about
from yarmarka.domain.governance.types import ProposalCard
from yarmarka.flows.change_payout_terms import LET_GO, TERMS, terms_from
from yarmarka.flows.change_payouts import decide_payouts
from yarmarka.flows.payout_files import VOID
from yarmarka.kernel.clock import now
from yarmarka.web.console.payout_words import RHYTHMS, WAYS
from yarmarka.web.console.visitor import person_id, posted_key
from yarmarka.web.shared.telling import problems_told

DECISIONS: Final = frozenset({"approve", "decline"})


def waiting_for(request: HttpRequest, **about: UUID) -> dict[str, Any]:
    """Return what waits for a second person about a seller or a file, as a template shows it."""
    cards = waiting_about((TERMS, LET_GO, VOID), {name: str(key) for name, key in about.items()})
    return {
        "waiting": [(card, _words(card)) for card in cards],
        "people": people({card.proposed_by for card in cards}),
        "me": person_id(request),
    }


def decide(request: HttpRequest) -> None:
    """Say yes or no to the proposal that a form names, and tell what came of it. Raises Missing."""
    proposal_id = posted_key(request, "proposal", what="proposal")
    approve = request.POST.get("do") == "approve"
    with problems_told(request):
        decide_payouts(proposal_id, approve=approve, by=person_id(request), now=now())
        messages.success(request, _("Approved.") if approve else _("Turned down."))


def _words(card: ProposalCard) -> str:
    if card.asked.matter == LET_GO:
        return _("Let payouts go")
    if card.asked.matter == VOID:
        return _("Declare void")
    terms = terms_from(card.asked.facts)
    return f"{_('Payout terms')}: {RHYTHMS[terms.rhythm]}, {WAYS[terms.way]}"
