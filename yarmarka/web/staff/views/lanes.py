"""Lanes, services and coverage: what holds; proposing other prices, days or limits, and how places are reached."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yarmarka.domain.accounts.queries import people
from yarmarka.domain.governance.queries import proposals
from yarmarka.domain.governance.types import ProposalCard
from yarmarka.domain.places.queries import place
from yarmarka.domain.shipping.queries import carriers_names, coverage_rows, lanes, services
from yarmarka.domain.shipping.types import LaneCard, ServiceCard
from yarmarka.flows.change_lanes import (
    MATTERS,
    SERVICE,
    decide_lane,
    propose_coverage,
    propose_service,
)
from yarmarka.flows.lane_facts import covered_from
from yarmarka.flows.lay_lanes import LEGS as LEGS_MATTER
from yarmarka.flows.lay_lanes import NEW_SERVICE
from yarmarka.flows.open_lanes import NEW_LANE
from yarmarka.kernel.clock import now
from yarmarka.kernel.errors import Missing, YarmarkaError
from yarmarka.presentation.countries import route_name
from yarmarka.presentation.dates import format_season
from yarmarka.presentation.locales import current_language
from yarmarka.presentation.money import format_money
from yarmarka.vocabulary.goods import in_language
from yarmarka.web.console.tables import table_answer
from yarmarka.web.console.tables.page import TablePage
from yarmarka.web.console.visitor import person_id, sent
from yarmarka.web.shared.telling import add_problem, problems_told
from yarmarka.web.staff.lane_change_forms import CoverageForm, ServiceForm
from yarmarka.web.staff.lane_forms import lane_name
from yarmarka.web.staff.lane_proposals import new_lane_row
from yarmarka.web.staff.lane_words import CHANGES, QUALITIES
from yarmarka.web.staff.tables.services import leg_rows, services_table
from yarmarka.web.staff.viewer import for_staff, show


@for_staff
@require_safe
def page(request: HttpRequest) -> HttpResponseBase:
    """Return services with their legs, as a table; before its first page all proposals, coverage and lanes."""
    at, carriers = now(), carriers_names()
    return table_answer(
        request, services_table(carriers, now=at), lambda table: _page(request, table, carriers, at=at)
    )


def _page(
    request: HttpRequest, table: TablePage, carriers: dict[str, dict[str, str]], *, at: datetime
) -> HttpResponseBase:
    if table.is_narrowed or table.number > 1:
        return show(request, "lanes", table=table)
    language = current_language()
    cards = proposals(*MATTERS)
    ways = lanes(at=at)
    known = services({UUID(card.asked.facts["service"]) for card in cards if card.asked.matter == SERVICE})
    return show(
        request,
        "lanes",
        table=table,
        coverage=[
            {
                "row": row,
                "carrier": in_language(carriers.get(row.carrier, {}), language),
                "place": in_language(place(row.place).names, language),
                "quality": QUALITIES[row.reach.quality],
                "season": format_season(row.reach.season, language) if row.reach.season else "",
                "note": in_language(row.reach.notes, language),
                "is_to_come": row.valid_from > at,
            }
            for row in coverage_rows(since=at)
        ],
        lanes=[
            {"card": lane, "name": lane_name(lane), "legs": leg_rows(lane.legs, carriers)} for lane in ways
        ],
        proposals=[_proposal_row(card, known, ways, language) for card in cards],
        people=people(
            {who for card in cards for who in (card.proposed_by, *(by for by, _for in card.voices))}
        ),
        me=person_id(request),
    )


@for_staff
@require_http_methods(["GET", "HEAD", "POST"])
def change_service(request: HttpRequest, service_id: UUID) -> HttpResponseBase:
    """Return a service's figures in a form, and propose what was changed."""
    card = services([service_id]).get(service_id)
    if card is None:
        raise Missing(what="delivery service")
    form = ServiceForm(card, sent(request))
    if is_proposed(request, form, lambda **how: propose_service(service_id, form.change(), **how)):
        return redirect("staff:lanes")
    title = f"{in_language(card.names, current_language())} · {_route(card, current_language())}"
    return show(request, "lane_change", form=form, name=title, status=422 if form.errors else 200)


@for_staff
@require_http_methods(["GET", "HEAD", "POST"])
def change_coverage(request: HttpRequest) -> HttpResponseBase:
    """Return the form of how a place is reached, and propose what it says."""
    form = CoverageForm(sent(request))
    if is_proposed(request, form, lambda **how: propose_coverage(form.covered(), **how)):
        return redirect("staff:lanes")
    return show(
        request,
        "lane_change",
        form=form,
        name=_("How a place is reached"),
        status=422 if form.errors else 200,
    )


@for_staff
@require_POST
def decide(request: HttpRequest, proposal_id: UUID) -> HttpResponseBase:
    """Put a proposed change in force, or turn it down."""
    approve = request.POST.get("decision") == "approve"
    with problems_told(request):
        decide_lane(proposal_id, approve=approve, by=person_id(request), now=now())
        messages.success(request, _("Approved.") if approve else _("Turned down."))
    return redirect("staff:lanes")


def is_proposed(request: HttpRequest, form: forms.Form, propose: Callable[..., UUID]) -> bool:
    """Propose what a form says, and say so; what is wrong is said in the form."""
    if request.method != "POST" or not form.is_valid():
        return False
    given = form.cleaned_data
    try:
        propose(at=given["at"].replace(tzinfo=UTC), source=given["source"], by=person_id(request), now=now())
    except YarmarkaError as error:
        add_problem(form, error)
        return False
    messages.success(request, _("Proposed. Somebody else of the staff has to put it in force."))
    return True


def _proposal_row(
    card: ProposalCard, known: dict[UUID, ServiceCard], ways: Sequence[LaneCard], language: str
) -> dict[str, Any]:
    facts = card.asked.facts
    if card.asked.matter in {LEGS_MATTER, NEW_SERVICE, NEW_LANE}:
        return new_lane_row(card, ways, language)
    if card.asked.matter == SERVICE:
        service = known[UUID(facts["service"])]
        before = card.asked.preview.get("before", {})
        return {
            "card": card,
            "about": f"{in_language(service.names, language)} · {_route(service, language)}",
            "changes": [
                (CHANGES[name], _said(name, before.get(name), service), _said(name, value, service))
                for name, value in facts["change"].items()
            ],
        }
    covered = covered_from(facts)
    extra = f"+{covered.reach.extra_min_days}–{covered.reach.extra_max_days}"
    return {
        "card": card,
        "about": f"{covered.carrier} {covered.code} → {in_language(place(covered.place).names, language)}",
        "changes": [(_("How it is reached"), "", f"{QUALITIES[covered.reach.quality]}, {extra}")],
    }


def _said(name: str, value: Any, service: ServiceCard) -> str:
    if value is None:
        return ""
    if name.endswith("_minor"):
        return format_money(value, service.currency, current_language())
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value)


def _route(card: ServiceCard, language: str) -> str:
    return route_name(card.origin_country, card.destination_country, language)
