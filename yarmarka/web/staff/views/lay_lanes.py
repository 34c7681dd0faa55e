"""Proposing other legs of a lane, and services that there are not yet."""

from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yarmarka.domain.shipping.queries import lanes
from yarmarka.flows.lay_lanes import lane_of, propose_legs, propose_new_service
from yarmarka.kernel.clock import now
from yarmarka.web.console.visitor import sent
from yarmarka.web.staff.lane_forms import LegsForm, NewServiceForm, lane_name, leg_forms
from yarmarka.web.staff.viewer import for_staff, show
from yarmarka.web.staff.views.lanes import is_proposed


@for_staff
@require_http_methods(["GET", "HEAD", "POST"])
def change_legs(request: HttpRequest, lane_id: UUID) -> HttpResponseBase:
    """Return a lane's legs in a form, and propose what they are to be."""
    lane, data = lane_of(lane_id, at=now()), sent(request)
    form, legs = LegsForm(data), leg_forms(lane, data)
    wrong = [one for one in legs if data is not None and not one.is_valid()]
    told = [leg for one in legs if (leg := one.leg())] if data is not None and not wrong else []
    if not wrong and is_proposed(request, form, lambda **how: propose_legs(lane_id, told, **how)):
        return redirect("staff:lanes")
    is_wrong = bool(wrong or form.errors)
    return show(
        request, "lane_legs", form=form, legs=legs, name=lane_name(lane), status=422 if is_wrong else 200
    )


@for_staff
@require_http_methods(["GET", "HEAD", "POST"])
def new_service(request: HttpRequest) -> HttpResponseBase:
    """Return the form of a new service, and propose what it says."""
    form = NewServiceForm(lanes(at=now()), sent(request))
    if is_proposed(request, form, lambda **how: propose_new_service(form.service(), **how)):
        return redirect("staff:lanes")
    status = 422 if form.errors else 200
    return show(request, "lane_change", form=form, name=_("A new service"), status=status)
