"""Proposing other legs of a lane, and lanes and services that there are not yet."""

from datetime import UTC
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yarmarka.domain.shipping.queries import lanes
from yarmarka.flows.lay_lanes import lane_of, propose_legs, propose_new_service
from yarmarka.flows.open_lanes import propose_lane
from yarmarka.kernel.clock import now
from yarmarka.kernel.errors import YarmarkaError
from yarmarka.web.console.visitor import person_id, sent
from yarmarka.web.staff.lane_forms import LegsForm, NewServiceForm, lane_name, leg_forms, legs_told
from yarmarka.web.staff.lane_new_forms import LaneForms
from yarmarka.web.staff.viewer import for_staff, show
from yarmarka.web.staff.views.lanes import is_proposed


@for_staff
@require_http_methods(["GET", "HEAD", "POST"])
def change_legs(request: HttpRequest, lane_id: UUID) -> HttpResponseBase:
    """Return a lane's legs in a form, and propose what they are to be."""
    lane, data = lane_of(lane_id, at=now()), sent(request)
    form, legs = LegsForm(data), leg_forms(data, legs=lane.legs)
    told = legs_told(legs) if data is not None else []
    is_wrong = any(one.errors for one in legs)
    if not is_wrong and is_proposed(request, form, lambda **how: propose_legs(lane_id, told, **how)):
        return redirect("staff:lanes")
    parts = [(_("Leg %(number)s") % {"number": one.number}, one) for one in legs]
    facts = {"form": form, "legs": legs, "parts": parts, "name": lane_name(lane)}
    is_wrong = is_wrong or bool(form.errors)
    return show(request, "lane_legs", **facts, is_wrong=is_wrong, status=422 if is_wrong else 200)


@for_staff
@require_http_methods(["GET", "HEAD", "POST"])
def new_lane(request: HttpRequest) -> HttpResponseBase:
    """Return the forms of a new lane with its legs, services and places, and propose what they say."""
    told = LaneForms.of(sent(request))
    wanted = told.wanted() if request.method == "POST" else None
    if wanted:
        lane = told.lane.cleaned_data
        try:
            propose_lane(
                wanted,
                at=lane["at"].replace(tzinfo=UTC),
                source=lane["source"],
                by=person_id(request),
                now=now(),
            )
        except YarmarkaError as error:
            told.refuse(error)
        else:
            messages.success(request, _("Proposed. Somebody else of the staff has to put it in force."))
            return redirect("staff:lanes")
    return show(request, "lane_new", told=told, name=_("A new lane"), status=422 if told.is_wrong() else 200)


@for_staff
@require_http_methods(["GET", "HEAD", "POST"])
def new_service(request: HttpRequest) -> HttpResponseBase:
    """Return the form of a new service, and propose what it says."""
    form = NewServiceForm(lanes(at=now()), sent(request))
    if is_proposed(request, form, lambda **how: propose_new_service(form.service(), **how)):
        return redirect("staff:lanes")
    status = 422 if form.errors else 200
    return show(request, "lane_change", form=form, name=_("A new service"), status=status)
