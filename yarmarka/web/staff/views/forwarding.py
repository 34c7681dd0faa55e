"""The list of known forwarding addresses: what is on it, proposing entries, files and ends, and deciding them."""

from functools import partial
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yarmarka.domain.accounts.queries import people
from yarmarka.domain.compliance.queries import forwarders, forwarding_texts
from yarmarka.domain.compliance.types import ForwarderWish
from yarmarka.domain.governance.queries import proposals
from yarmarka.domain.governance.types import ProposalCard
from yarmarka.flows.list_forwarders import (
    COLUMNS,
    LIST,
    UNLIST,
    BadRow,
    checked,
    decide_forwarders,
    entries_of,
    propose_end,
    propose_forwarders,
    read_file,
    rows_of,
    touched_by,
)
from yarmarka.kernel.clock import now
from yarmarka.kernel.errors import YarmarkaError
from yarmarka.web.console.csv_file import csv_answer
from yarmarka.web.console.tables import table_answer
from yarmarka.web.console.tables.page import TablePage
from yarmarka.web.console.visitor import files_sent, person_id, sent
from yarmarka.web.shared.telling import add_problem, problems_told
from yarmarka.web.staff.forwarding_forms import ROW_REASONS, EndForm, EntryForm, FileForm
from yarmarka.web.staff.tables.forwarding import forwarding_table
from yarmarka.web.staff.viewer import for_staff, show

_SHOWN: Final = 50


@for_staff
@require_safe
def page(request: HttpRequest) -> HttpResponseBase:
    """Return the list with what waits for a second person, or the list as a file."""
    return _page(request)


@for_staff
@require_safe
def export(request: HttpRequest) -> HttpResponseBase:
    """Answer with the whole list as a file that can be taken in again."""
    return csv_answer("forwarding-addresses.csv", COLUMNS, rows_of(forwarders()))


@for_staff
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest) -> HttpResponseBase:
    """Show the form of an entry and what it would touch; take the proposal in."""
    form, preview, by, at = EntryForm(sent(request)), None, person_id(request), now()
    if request.method == "POST" and form.is_valid():
        try:
            wish = checked(form.wish(), now=at)
            if request.POST.get("do") != "preview":
                propose_forwarders([wish], by=by, now=at)
                messages.success(request, _("Proposed; somebody else has to approve it."))
                return redirect("staff:forwarding")
            preview = touched_by([wish])
        except YarmarkaError as error:
            add_problem(form, error)
    return show(
        request,
        "forwarding_propose",
        form=form,
        preview=preview,
        orders=preview.orders[:_SHOWN] if preview else (),
        saved=_different(preview.saved if preview else ()),
        examples=forwarding_texts().example,
        status=422 if form.errors else 200,
    )


@for_staff
@require_POST
def take(request: HttpRequest) -> HttpResponseBase:
    """Take a file in: its good rows are one proposal, the others are named with what is wrong."""
    form = FileForm(sent(request), files_sent(request))
    if not form.is_valid():
        return _page(request, file_form=form, status=422)
    try:
        good, bad = read_file(form.cleaned_data["file"].file, now=now())
        if good:
            propose_forwarders(good, by=person_id(request), now=now())
    except YarmarkaError as error:
        add_problem(form, error)
        return _page(request, file_form=form, status=422)
    if good:
        messages.success(request, _("Addresses proposed: %(rows)d.") % {"rows": len(good)})
    if bad:
        return _page(request, bad=bad, status=200 if good else 422)
    return redirect("staff:forwarding")


@for_staff
@require_POST
def end(request: HttpRequest) -> HttpResponseBase:
    """Propose to take an entry off."""
    form = EndForm(sent(request), choices=_choices())
    if not form.is_valid():
        return _page(request, end_form=form, status=422)
    given = form.cleaned_data
    with problems_told(request):
        propose_end(UUID(given["forwarder"]), reason=given["reason"], by=person_id(request), now=now())
        messages.success(request, _("Proposed; somebody else has to approve it."))
    return redirect("staff:forwarding")


@for_staff
@require_POST
def decide(request: HttpRequest, proposal_id: UUID) -> HttpResponseBase:
    """Approve a change of the list, or turn it down."""
    approve = request.POST.get("decision") == "approve"
    with problems_told(request):
        decide_forwarders(proposal_id, approve=approve, by=person_id(request), now=now())
        messages.success(request, _("Approved.") if approve else _("Turned down."))
    return redirect("staff:forwarding")


def _page(
    request: HttpRequest,
    *,
    file_form: FileForm | None = None,
    end_form: EndForm | None = None,
    bad: tuple[BadRow, ...] = (),
    status: int = 200,
) -> HttpResponseBase:
    cards = [card for card in proposals(LIST, UNLIST) if card.is_approved is None]
    choices = _choices()
    facts = {
        "waiting": [_row(card) for card in cards],
        "people": people({card.proposed_by for card in cards}),
        "me": person_id(request),
        "file_form": file_form or FileForm(),
        "end_form": end_form or (EndForm(choices=choices) if choices else None),
        "bad": [(one, ROW_REASONS.get(one.reason, one.reason)) for one in bad],
        "status": status,
    }
    return table_answer(request, forwarding_table(now=now()), partial(_shown, request, facts))


def _shown(request: HttpRequest, facts: dict[str, Any], table: TablePage) -> HttpResponseBase:
    return show(request, "forwarding", table=table, **facts)


def _row(card: ProposalCard) -> dict[str, Any]:
    is_end = card.asked.matter == UNLIST
    facts = card.asked.facts
    entries = (ForwarderWish(facts["country"], facts["words"], ""),) if is_end else entries_of(facts)
    return {
        "card": card,
        "title": _("Take off the list") if is_end else _("Put on the list"),
        "entries": entries[:_SHOWN],
        "more": max(0, len(entries) - _SHOWN),
        "touched": card.asked.preview,
    }


def _choices() -> list[tuple[str, str]]:
    at = now()
    return [
        (str(one.id), f"{one.wish.country} {one.wish.postal_code} {one.wish.words}".replace("  ", " "))
        for one in forwarders()
        if one.until is None or one.until > at
    ]


def _different(saved: Any) -> list[str]:
    """Return saved addresses without whose they are: a street and a town, each once."""
    told = (f"{one.address['street']}, {one.address['city']} {one.address['postal_code']}" for one in saved)
    return list(dict.fromkeys(told))[:_SHOWN]
