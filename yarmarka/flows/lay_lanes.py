"""Laying a lane's legs anew and putting new services on offer: proposed by one of the staff, decided by another one.

`change_lanes.decide_lane` decides; what is written down here then holds from its minute on.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from yarmarka.domain.governance.types import NewProposal
from yarmarka.domain.shipping.actions import begin_service, lay_lane
from yarmarka.domain.shipping.errors import (
    LaneRuleInThePast,
    LegsMissing,
    LegsOutOfOrder,
    ServiceKnown,
)
from yarmarka.domain.shipping.queries import carrier_names, lanes, services_between
from yarmarka.domain.shipping.rules.legs import out_of_order
from yarmarka.domain.shipping.types import Dated, LaneCard, LegCard, NewService
from yarmarka.flows.decide_together import propose
from yarmarka.flows.lane_facts import legs_from, service_as_facts, service_from
from yarmarka.kernel.errors import Invalid, Missing

#: matters of governance
LEGS: Final = "lane_legs"
NEW_SERVICE: Final = "new_service"


@transaction.atomic
def propose_legs(
    lane_id: UUID, legs: Sequence[LegCard], *, at: datetime, source: str, by: UUID, now: datetime
) -> UUID:
    """Propose other legs of a lane, first to last, from an instant on; return the proposal's id.

    Raises Missing for a lane or a carrier that there is not, LegsMissing, LegsOutOfOrder, LaneRuleInThePast,
    RuleWithoutSource.
    """
    check_ahead(at, now=now)
    known = lane_of(lane_id, at=at)
    check_legs(legs)
    asked = NewProposal(
        matter=LEGS,
        facts={"lane": str(lane_id), "legs": [asdict(leg) for leg in legs]},
        preview={"before": [asdict(leg) for leg in known.legs]},
        source=source,
        effective_at=at,
    )
    return propose(asked, by=by, now=now)


@transaction.atomic
def propose_new_service(wanted: NewService, *, at: datetime, source: str, by: UUID, now: datetime) -> UUID:
    """Propose a service that there is not, from an instant on; return the proposal's id.

    Raises Missing for a lane or a carrier that there is not, Invalid for a lane of another route, ServiceKnown
    where the carrier has a service of this code on this route, LaneRuleInThePast, RuleWithoutSource.
    """
    check_ahead(at, now=now)
    check_carrier(wanted.carrier)
    route = (wanted.origin_country, wanted.destination_country)
    if wanted.lane_id:
        lane = lane_of(wanted.lane_id, at=at)
        if (lane.origin_country, lane.destination_country) != route:
            raise Invalid(field="lane", reason="other_route")
    check_service(wanted, now=now)
    asked = NewProposal(matter=NEW_SERVICE, facts=service_as_facts(wanted), source=source, effective_at=at)
    return propose(asked, by=by, now=now)


def put_in_force(asked: NewProposal, *, now: datetime) -> None:
    """Write down what two people want of legs or of a new service. The caller is in a transaction.

    Raises LaneRulesOverlap.
    """
    dated = Dated(asked.effective_at, asked.source[:200], now.date())
    if asked.matter == NEW_SERVICE:
        begin_service(service_from(asked.facts), dated=dated)
        return
    lane = lane_of(UUID(asked.facts["lane"]), at=asked.effective_at)
    lay_lane(
        carrier=lane.carrier,
        code=lane.code,
        names=lane.names,
        origin_country=lane.origin_country,
        destination_country=lane.destination_country,
        legs=legs_from(asked.facts["legs"]),
        dated=dated,
    )


def lane_of(lane_id: UUID, *, at: datetime) -> LaneCard:
    """Return a lane with the legs that hold at an instant. Raises Missing."""
    found = next((lane for lane in lanes(at=at) if lane.id == lane_id), None)
    if found is None:
        raise Missing(what="lane")
    return found


def check_legs(legs: Sequence[LegCard]) -> None:
    """Raise LegsMissing, LegsOutOfOrder, or Missing for a carrier that there is not."""
    if not legs:
        raise LegsMissing
    if out_of_order(legs) is not None:
        raise LegsOutOfOrder
    for leg in legs:
        check_carrier(leg.carrier)


def check_carrier(code: str) -> None:
    """Raise Missing for a carrier that there is not."""
    if not carrier_names(code):
        raise Missing(what="carrier")


def check_service(wanted: NewService, *, now: datetime) -> None:
    """Raise ServiceKnown, naming its code, where the carrier has such a service on this route."""
    route = (wanted.origin_country, wanted.destination_country)
    offered = services_between({route[0]}, {route[1]}, now=now).get(route, ())
    if any((one.carrier, one.code) == (wanted.carrier, wanted.code) for one in offered):
        raise ServiceKnown(field="code", service=wanted.code)


def check_ahead(at: datetime, *, now: datetime) -> None:
    """Raise LaneRuleInThePast for an instant that is over."""
    if at < now:
        raise LaneRuleInThePast(field="at")
