"""What proposals of legs, of new services and of new lanes say, as the list of proposals shows them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from yarmarka.domain.governance.types import ProposalCard
from yarmarka.domain.places.queries import place
from yarmarka.domain.shipping.types import LaneCard, NewCoverage, NewService
from yarmarka.flows.lane_facts import lane_from, service_from
from yarmarka.flows.lay_lanes import LEGS as LEGS_MATTER
from yarmarka.flows.open_lanes import NEW_LANE
from yarmarka.presentation.countries import route_name
from yarmarka.presentation.money import format_money
from yarmarka.vocabulary.goods import in_language
from yarmarka.web.staff.lane_forms import lane_name
from yarmarka.web.staff.lane_words import CHANGES, ENDINGS, LEGS, QUALITIES, SPEEDS


def new_lane_row(card: ProposalCard, lanes: Sequence[LaneCard], language: str) -> dict[str, Any]:
    """Return what a proposal is about and what it would change: (name, before, after)."""
    facts = card.asked.facts
    if card.asked.matter == LEGS_MATTER:
        lane = next(one for one in lanes if one.id == UUID(facts["lane"]))
        before = _legs(card.asked.preview.get("before", ()))
        return {
            "card": card,
            "about": lane_name(lane),
            "changes": [(_("Legs"), before, _legs(facts["legs"]))],
        }
    if card.asked.matter == NEW_LANE:
        return _new_lane(card, language)
    wanted = service_from(facts)
    route = route_name(wanted.origin_country, wanted.destination_country, language)
    figures = {
        "base_minor": format_money(wanted.base_minor, wanted.currency, language),
        "per_kg_minor": format_money(wanted.per_kg_minor, wanted.currency, language),
        "max_weight_g": str(wanted.max_weight_g),
    }
    return {
        "card": card,
        "about": f"{in_language(wanted.names, language)} · {route}",
        "changes": [
            (_("New service"), "", f"{wanted.code}, {SPEEDS[wanted.speed]}, {ENDINGS[wanted.ending]}"),
            (_("Days"), "", f"{wanted.min_days}–{wanted.max_days}"),
            *((CHANGES[name], "", said) for name, said in figures.items()),
        ],
    }


def _new_lane(card: ProposalCard, language: str) -> dict[str, Any]:
    lane = lane_from(card.asked.facts)
    route = route_name(lane.origin_country, lane.destination_country, language)
    return {
        "card": card,
        "about": f"{in_language(lane.names, language)} · {route}",
        "changes": [
            (_("New lane"), "", f"{lane.carrier} {lane.code}"),
            (_("Legs"), "", _legs(card.asked.facts["legs"])),
            *((_("New service"), "", _service(one, language)) for one in lane.services),
            *((_("How it is reached"), "", _reached(one, language)) for one in lane.coverage),
        ],
    }


def _service(one: NewService, language: str) -> str:
    price = format_money(one.base_minor, one.currency, language)
    per_kg = format_money(one.per_kg_minor, one.currency, language)
    return (
        f"{in_language(one.names, language)} ({one.code}): {price} + {per_kg}, {one.min_days}–{one.max_days}"
    )


def _reached(one: NewCoverage, language: str) -> str:
    extra = f"+{one.reach.extra_min_days}–{one.reach.extra_max_days}"
    return f"{one.code} → {in_language(place(one.place).names, language)}: {QUALITIES[one.reach.quality]}, {extra}"


def _legs(legs: Iterable[Mapping[str, Any]]) -> str:
    return ", ".join(f"{LEGS[leg['kind']]} {leg['min_days']}–{leg['max_days']}" for leg in legs)
