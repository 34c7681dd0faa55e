"""The console's tables that have no other page: money on its way, parcels and letters in trouble, the audit log."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yarmarka.kernel.clock import now
from yarmarka.web.console.tables import Table, table_answer
from yarmarka.web.console.tables.page import TablePage
from yarmarka.web.console.visitor import person_id
from yarmarka.web.staff.tables.deeds import AUDIT
from yarmarka.web.staff.tables.money import DISPUTES, PAYOUTS, REFUNDS
from yarmarka.web.staff.tables.proposals import proposals_table
from yarmarka.web.staff.tables.trouble import LETTERS, parcels_table
from yarmarka.web.staff.viewer import for_staff, show


@for_staff
@require_safe
def payouts(request: HttpRequest) -> HttpResponseBase:
    """Return a page of payouts, the newest first."""
    return show_table(request, PAYOUTS, crumb=_money())


@for_staff
@require_safe
def refunds(request: HttpRequest) -> HttpResponseBase:
    """Return a page of refunds, the newest first."""
    return show_table(request, REFUNDS, crumb=_money())


@for_staff
@require_safe
def chargebacks(request: HttpRequest) -> HttpResponseBase:
    """Return a page of chargebacks, those that must be answered first on top."""
    hint = _("Evidence is sent on the provider's own pages; what it decides is booked by itself.")
    return show_table(request, DISPUTES, crumb=_money(), hint=hint)


@for_staff
@require_safe
def parcels(request: HttpRequest) -> HttpResponseBase:
    """Return a page of parcels, those that stand still the longest on top."""
    return show_table(request, parcels_table(now=now()), crumb=_of("staff:orders", _("Orders")))


@for_staff
@require_safe
def letters(request: HttpRequest) -> HttpResponseBase:
    """Return a page of letters that did not leave though they were tried."""
    hint = _("Each is tried again by itself; what went wrong stands beside it.")
    return show_table(request, LETTERS, crumb=_of("staff:home", _("Today")), hint=hint)


@for_staff
@require_safe
def deeds(request: HttpRequest) -> HttpResponseBase:
    """Return a page of what staff did, the newest first."""
    hint = _("Everything that staff do is written down with it, and can't be changed afterwards.")
    return show_table(request, AUDIT, hint=hint)


@for_staff
@require_safe
def proposals(request: HttpRequest) -> HttpResponseBase:
    """Return a page of what takes several people, what waits first."""
    hint = _("Whatever takes several people: nobody decides their own. Each is decided on its own page.")
    return show_table(request, proposals_table(viewer=person_id(request)), hint=hint)


def show_table(request: HttpRequest, table: Table[Any], **facts: Any) -> HttpResponseBase:
    """Return a page of the console that is a table, or the table as a file."""
    return table_answer(request, table, partial(_shown, request, facts))


def _shown(request: HttpRequest, facts: dict[str, Any], page: TablePage) -> HttpResponseBase:
    return show(request, "table", table=page, **facts)


def _money() -> dict[str, str]:
    return _of("staff:money", _("Money"))


def _of(name: str, words: str) -> dict[str, str]:
    return {"url": reverse(name), "name": words}
