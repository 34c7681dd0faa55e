"""Reconciling with providers: take registries in, propose what is booked of differences, decide others' proposals."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from yarmarka.flows.reconcile import (
    TakenRegistry,
    decide_proposal,
    fetch_registry,
    propose_difference,
    propose_fees,
    providers_with_registry,
    take_registry,
)
from yarmarka.kernel.clock import now
from yarmarka.reads.reconciliation_page import (
    open_differences,
    open_fees,
    proposals,
    refused_lines,
    registries,
)
from yarmarka.web.console.visitor import files_sent, person_id, posted_key, sent
from yarmarka.web.console.words import PROVIDERS
from yarmarka.web.shared.telling import problems_told
from yarmarka.web.staff.viewer import for_staff, show

_WAITING: Final = 100
_LATEST: Final = 20


class RegistryForm(forms.Form):
    """A provider's registry of some days; without a file the provider is asked for it."""

    provider = forms.ChoiceField(label=gettext_lazy("Provider"))
    first_on = forms.DateField(
        label=gettext_lazy("First day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    last_on = forms.DateField(
        label=gettext_lazy("Last day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    file = forms.FileField(
        label=gettext_lazy("Registry (CSV)"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv"}),
        help_text=gettext_lazy("Without a file we ask the provider. Days are those of UTC."),
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named | {"label_suffix": ""})
        provider = self.fields["provider"]
        assert isinstance(provider, forms.ChoiceField)
        provider.choices = [(name, PROVIDERS.get(name, name)) for name in providers_with_registry()]

    def taken(self, *, by: UUID) -> TakenRegistry:
        """Take in what was filled in; the form is valid."""
        given, at = self.cleaned_data, now()
        first, last = given["first_on"], given["last_on"]
        since = datetime(first.year, first.month, first.day, tzinfo=UTC)
        until = datetime(last.year, last.month, last.day, tzinfo=UTC) + timedelta(days=1)
        if given["file"]:
            return take_registry(
                given["file"].file, provider=given["provider"], since=since, until=until, by=by, now=at
            )
        # What the provider has not counted yet is left for the next time.
        return fetch_registry(provider=given["provider"], since=since, until=min(until, at), by=by, now=at)


@for_staff
@require_safe
def page(request: HttpRequest) -> HttpResponseBase:
    """Return what differs, what is proposed, and the record."""
    yesterday = now().date() - timedelta(days=1)
    return _page(request, RegistryForm(initial={"first_on": yesterday, "last_on": yesterday}))


@for_staff
@require_POST
def take(request: HttpRequest) -> HttpResponseBase:
    """Take a registry in, from a file or from the provider."""
    form = RegistryForm(sent(request), files_sent(request))
    if not form.is_valid():
        return _page(request, form, status=422)
    with problems_told(request):
        taken = form.taken(by=person_id(request))
        said = _("Registry taken: %(rows)d rows, %(refused)d refused, %(differences)d differences.")
        counts = {"rows": taken.rows, "refused": taken.refused, "differences": taken.differences}
        messages.success(request, said % counts)
    return redirect("staff:reconciliation")


@for_staff
@require_POST
def fees(request: HttpRequest) -> HttpResponseBase:
    """Propose to book a provider's fees in a currency."""
    asked = {name: request.POST.get(name, "").replace("\x00", "") for name in ("provider", "currency")}
    with problems_told(request):
        propose_fees(**asked, by=person_id(request), now=now())
        messages.success(request, _("Proposed. A second person decides."))
    return redirect("staff:reconciliation")


@for_staff
@require_POST
def difference(request: HttpRequest) -> HttpResponseBase:
    """Propose to book a difference, or to book it back."""
    with problems_told(request):
        propose_difference(
            difference_id=posted_key(request, "difference", what="difference"),
            reason=request.POST.get("reason", "").replace("\x00", "")[:500],
            by=person_id(request),
            now=now(),
        )
        messages.success(request, _("Proposed. A second person decides."))
    return redirect("staff:reconciliation")


@for_staff
@require_POST
def decide(request: HttpRequest) -> HttpResponseBase:
    """Approve a proposal (`decision=approve`) or turn it down, as another person than proposed it."""
    approve = request.POST.get("decision") == "approve"
    with problems_told(request):
        decide_proposal(
            proposal_id=posted_key(request, "proposal", what="proposal"),
            approve=approve,
            by=person_id(request),
            now=now(),
        )
        messages.success(request, _("Booked.") if approve else _("Turned down; nothing was booked."))
    return redirect("staff:reconciliation")


def _page(request: HttpRequest, form: RegistryForm, *, status: int = 200) -> HttpResponseBase:
    return show(
        request,
        "reconciliation",
        form=form,
        fees=open_fees(),
        differences=open_differences(),
        waiting=proposals(waiting=True, limit=_WAITING),
        decided=proposals(waiting=False, limit=_LATEST),
        registries=registries(limit=_LATEST),
        refused=refused_lines(limit=_LATEST),
        viewer_id=person_id(request),
        status=status,
    )
