"""Opening a lane that there is not, with legs, services and coverage: one of the staff proposes, another one decides.

`change_lanes.decide_lane` decides; from its minute on, checkout offers its services.
"""

from dataclasses import replace
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from yarmarka.domain.governance.types import NewProposal
from yarmarka.domain.places.queries import place
from yarmarka.domain.shipping.actions import begin_service, cover, lay_lane
from yarmarka.domain.shipping.errors import LaneKnown, ServiceKnown, ServicesMissing
from yarmarka.domain.shipping.queries import lanes
from yarmarka.domain.shipping.types import Dated, NewLane
from yarmarka.flows.decide_together import propose
from yarmarka.flows.lane_facts import lane_as_facts, lane_from
from yarmarka.flows.lay_lanes import check_ahead, check_carrier, check_legs, check_service

#: a matter of governance
NEW_LANE: Final = "new_lane"


@transaction.atomic
def propose_lane(wanted: NewLane, *, at: datetime, source: str, by: UUID, now: datetime) -> UUID:
    """Propose a lane that there is not, with its legs, services and coverage; return the proposal's id.

    Raises Missing for a carrier or a place that there is not, LaneKnown, LegsMissing, LegsOutOfOrder, ServicesMissing,
    ServiceKnown, LaneRuleInThePast, RuleWithoutSource.
    """
    check_ahead(at, now=now)
    check_carrier(wanted.carrier)
    check_legs(wanted.legs)
    if not wanted.services:
        raise ServicesMissing
    for covered in wanted.coverage:
        place(covered.place)
    _check_new(wanted, now=now)
    asked = NewProposal(matter=NEW_LANE, facts=lane_as_facts(wanted), source=source, effective_at=at)
    return propose(asked, by=by, now=now)


def open_lane(asked: NewProposal, *, now: datetime) -> None:
    """Lay a lane as two people want it, and put its services on offer. The caller is in a transaction.

    Raises LaneKnown, ServiceKnown, LaneRulesOverlap.
    """
    wanted = lane_from(asked.facts)
    _check_new(wanted, now=now)
    dated = Dated(asked.effective_at, asked.source[:200], now.date())
    lane_id = lay_lane(
        carrier=wanted.carrier,
        code=wanted.code,
        names=wanted.names,
        origin_country=wanted.origin_country,
        destination_country=wanted.destination_country,
        legs=wanted.legs,
        dated=dated,
    )
    for service in wanted.services:
        begin_service(replace(service, lane_id=lane_id), dated=dated)
    cover(wanted.coverage, dated=dated)


def _check_new(wanted: NewLane, *, now: datetime) -> None:
    """Raise LaneKnown or ServiceKnown where the carrier has such a lane, or such a service, on this route."""
    route = (wanted.origin_country, wanted.destination_country)
    if any(
        (one.carrier, one.code, one.origin_country, one.destination_country)
        == (wanted.carrier, wanted.code, *route)
        for one in lanes(at=now)
    ):
        raise LaneKnown(field="code")
    if len({service.code for service in wanted.services}) < len(wanted.services):
        raise ServiceKnown
    for service in wanted.services:
        check_service(service, now=now)
