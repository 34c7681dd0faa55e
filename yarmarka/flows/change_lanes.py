"""Changing what carriers ask, take and reach: one of the staff proposes, another one decides, the minute makes it hold.

What is approved begins at its instant and ends what held before it; sold orders keep what they were sold at.
"""

from dataclasses import asdict
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from yarmarka.domain.governance.types import NewProposal
from yarmarka.domain.places.queries import place
from yarmarka.domain.shipping.actions import cover, follow_service
from yarmarka.domain.shipping.queries import services
from yarmarka.domain.shipping.types import Dated, NewCoverage, ServiceChange
from yarmarka.flows.decide_together import propose, say
from yarmarka.flows.lane_facts import covered_as_facts, covered_from
from yarmarka.flows.lay_lanes import LEGS, NEW_SERVICE, check_ahead, check_carrier, put_in_force
from yarmarka.flows.open_lanes import NEW_LANE, open_lane
from yarmarka.kernel.errors import Missing

#: matters of governance
SERVICE: Final = "delivery_service"
COVERAGE: Final = "coverage"
#: all that two people decide about lanes
MATTERS: Final = (SERVICE, COVERAGE, LEGS, NEW_SERVICE, NEW_LANE)


@transaction.atomic
def propose_service(
    service_id: UUID, change: ServiceChange, *, at: datetime, source: str, by: UUID, now: datetime
) -> UUID:
    """Propose other prices, days or limits of a service from an instant on; return the proposal's id.

    Raises Missing, LaneRuleInThePast, RuleWithoutSource.
    """
    check_ahead(at, now=now)
    known = services([service_id]).get(service_id)
    if known is None:
        raise Missing(what="delivery service")
    wanted = {name: value for name, value in asdict(change).items() if value is not None}
    asked = NewProposal(
        matter=SERVICE,
        facts={"service": str(service_id), "change": wanted},
        preview={"before": {name: getattr(known, name) for name in wanted}},
        source=source,
        effective_at=at,
    )
    return propose(asked, by=by, now=now)


@transaction.atomic
def propose_coverage(covered: NewCoverage, *, at: datetime, source: str, by: UUID, now: datetime) -> UUID:
    """Propose how a carrier reaches a place from an instant on; return the proposal's id.

    Raises Missing for a place or a carrier that there is not, LaneRuleInThePast, RuleWithoutSource.
    """
    check_ahead(at, now=now)
    place(covered.place)
    check_carrier(covered.carrier)
    asked = NewProposal(matter=COVERAGE, facts=covered_as_facts(covered), source=source, effective_at=at)
    return propose(asked, by=by, now=now)


@transaction.atomic
def decide_lane(proposal_id: UUID, *, approve: bool, by: UUID, now: datetime) -> None:
    """Say yes or no as a second person; a yes writes it down, to hold from its instant on.

    Raises Missing, ProposalDecided, OwnProposal, LaneRuleInThePast when its minute has passed meanwhile,
    LaneRulesOverlap.
    """
    card = say(proposal_id=proposal_id, matters=MATTERS, is_for=approve, by=by, now=now)
    if not card.is_approved:
        return
    asked = card.asked
    check_ahead(asked.effective_at, now=now)
    if asked.matter == NEW_LANE:
        open_lane(asked, now=now)
    elif asked.matter in {LEGS, NEW_SERVICE}:
        put_in_force(asked, now=now)
    elif asked.matter == SERVICE:
        follow_service(
            UUID(asked.facts["service"]),
            ServiceChange(**asked.facts["change"]),
            at=asked.effective_at,
            source=asked.source[:200],
            now=now,
        )
    else:
        dated = Dated(asked.effective_at, asked.source[:200], now.date())
        cover([covered_from(asked.facts)], dated=dated)
