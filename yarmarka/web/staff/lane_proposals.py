"""What proposals of legs and of new services say, as the list of proposals shows them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from yarmarka.domain.governance.types import ProposalCard
from yarmarka.domain.shipping.types import LaneCard
from yarmarka.flows.lay_lanes import LEGS as LEGS_MATTER
from yarmarka.flows.lay_lanes import service_from
from yarmarka.presentation.countries import route_name
from yarmarka.presentation.money import format_money
from yarmarka.vocabulary.goods import in_language
from yarmarka.web.staff.lane_forms import lane_name
from yarmarka.web.staff.lane_words import CHANGES, ENDINGS, LEGS, SPEEDS


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


def _legs(legs: Iterable[Mapping[str, Any]]) -> str:
    return ", ".join(f"{LEGS[leg['kind']]} {leg['min_days']}–{leg['max_days']}" for leg in legs)
