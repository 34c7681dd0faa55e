"""How proposals about lanes are kept: legs, services and coverage as plain facts, and back."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import time
from typing import Any
from uuid import UUID

from yarmarka.domain.shipping.types import (
    Ending,
    LegCard,
    LegKind,
    NewCoverage,
    NewLane,
    NewService,
    Quality,
    Reach,
    Speed,
)


def legs_from(facts: Sequence[Mapping[str, Any]]) -> tuple[LegCard, ...]:
    """Return the legs that a proposal keeps."""
    return tuple(LegCard(**{**leg, "kind": LegKind(leg["kind"])}) for leg in facts)


def service_as_facts(service: NewService) -> dict[str, Any]:
    """Return a new service as a proposal keeps it."""
    return asdict(service) | {
        "lane_id": str(service.lane_id) if service.lane_id else None,
        "cut_off": service.cut_off.isoformat() if service.cut_off else None,
    }


def service_from(facts: Mapping[str, Any]) -> NewService:
    """Return the service that a proposal keeps."""
    kept = NewService(**facts)
    return replace(
        kept,
        lane_id=UUID(facts["lane_id"]) if facts["lane_id"] else None,
        cut_off=time.fromisoformat(facts["cut_off"]) if facts.get("cut_off") else None,
        speed=Speed(kept.speed),
        ending=Ending(kept.ending),
    )


def covered_as_facts(covered: NewCoverage) -> dict[str, Any]:
    """Return how a place is to be reached as a proposal keeps it."""
    reach = covered.reach
    return {
        "carrier": covered.carrier,
        "code": covered.code,
        "country": covered.country,
        "place": covered.place,
        "quality": reach.quality.value,
        "extra_min_days": reach.extra_min_days,
        "extra_max_days": reach.extra_max_days,
        "season": list(reach.season) if reach.season else None,
        "notes": dict(reach.notes),
    }


def covered_from(facts: Mapping[str, Any]) -> NewCoverage:
    """Return the coverage that a proposal keeps."""
    season = facts["season"]
    reach = Reach(
        Quality(facts["quality"]),
        facts["extra_min_days"],
        facts["extra_max_days"],
        (season[0], season[1]) if season else None,
        facts["notes"],
    )
    return NewCoverage(facts["carrier"], facts["country"], facts["place"], reach, facts["code"])


def lane_as_facts(lane: NewLane) -> dict[str, Any]:
    """Return a new lane as a proposal keeps it."""
    return asdict(lane) | {
        "services": [service_as_facts(service) for service in lane.services],
        "coverage": [covered_as_facts(covered) for covered in lane.coverage],
    }


def lane_from(facts: Mapping[str, Any]) -> NewLane:
    """Return the lane that a proposal keeps."""
    return NewLane(
        **{
            **facts,
            "legs": legs_from(facts["legs"]),
            "services": tuple(service_from(service) for service in facts["services"]),
            "coverage": tuple(covered_from(covered) for covered in facts["coverage"]),
        }
    )
