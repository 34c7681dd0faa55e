"""Merchants: who is there, who waits, and letting them in."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from yarmarka.domain.sellers.queries import standing_changes
from yarmarka.domain.sellers.rules import STANDING_NEXT
from yarmarka.domain.sellers.types import Standing
from yarmarka.flows.admit_sellers import decide_application
from yarmarka.flows.suspend_sellers import restore_seller, suspend_seller
from yarmarka.kernel.clock import now
from yarmarka.presentation.document_words import FAULTS
from yarmarka.reads.seller_money import balances, waiting
from yarmarka.reads.seller_record import seller_findings
from yarmarka.reads.staff_sellers import seller_file
from yarmarka.web.console.documents import document_rows
from yarmarka.web.console.visitor import person_id
from yarmarka.web.shared.telling import problems_told
from yarmarka.web.staff.tables.sellers import SELLERS
from yarmarka.web.staff.viewer import for_staff, show
from yarmarka.web.staff.views.lists import show_table


class DecisionForm(forms.Form):
    """Why a merchant is turned down, in words that it reads."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "The merchant reads it in the letter. Needed to turn down, welcome otherwise."
        ),
    )


class StandingForm(forms.Form):
    """Why a merchant is suspended or restored, in words that it reads."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("The merchant reads it in the letter and in its console."),
        error_messages={"required": gettext_lazy("Tell the merchant why: it can mend what is named.")},
    )


@for_staff
@require_safe
def listing(request: HttpRequest) -> HttpResponseBase:
    """Return a page of merchants, those who wait for a decision first."""
    return show_table(request, SELLERS)


@for_staff
@require_safe
def seller(request: HttpRequest, seller_id: UUID) -> HttpResponseBase:
    """Return what is known of a merchant, and the decision if it still waits."""
    return _page(request, seller_id, DecisionForm(label_suffix=""))


@for_staff
@require_POST
def decide(request: HttpRequest, seller_id: UUID) -> HttpResponseBase:
    """Let a merchant in (`decision=approve`) or turn it down with a reason (`decision=decline`)."""
    approve = request.POST.get("decision") == "approve"
    form = DecisionForm(request.POST, label_suffix="")
    if form.is_valid() and not approve and not form.cleaned_data["reason"].strip():
        form.add_error("reason", _("Tell the merchant why: it can mend it and apply again."))
    if form.errors:
        return _page(request, seller_id, form, status=422)
    with problems_told(request):
        decide_application(
            seller_id=seller_id,
            approve=approve,
            reason=form.cleaned_data["reason"],
            by=person_id(request),
            now=now(),
        )
        done = _("The merchant may sell from now on.") if approve else _("The merchant is turned down.")
        messages.success(request, f"{done} {_('It was told by e-mail.')}")
    return redirect("staff:seller", seller_id=seller_id)


@for_staff
@require_POST
def change_standing(request: HttpRequest, seller_id: UUID) -> HttpResponseBase:
    """Suspend a merchant (`decision=suspend`) or restore it (`decision=restore`), with a reason that it reads."""
    form = StandingForm(request.POST, label_suffix="")
    if not form.is_valid():
        return _page(request, seller_id, DecisionForm(label_suffix=""), standing_form=form, status=422)
    suspend = request.POST.get("decision") == "suspend"
    with problems_told(request):
        decide = suspend_seller if suspend else restore_seller
        decide(seller_id=seller_id, reason=form.cleaned_data["reason"], by=person_id(request), now=now())
        done = _("The merchant is suspended.") if suspend else _("The merchant may sell again.")
        messages.success(request, f"{done} {_('It was told by e-mail.')}")
    return redirect("staff:seller", seller_id=seller_id)


def _page(
    request: HttpRequest,
    seller_id: UUID,
    form: DecisionForm,
    *,
    standing_form: "StandingForm | None" = None,
    status: int = 200,
) -> HttpResponseBase:
    file = seller_file(seller_id=seller_id)
    rows = document_rows(file.id, country=file.country, kind=file.kind)
    return show(
        request,
        "seller",
        file=file,
        form=form,
        standing_form=standing_form or StandingForm(label_suffix=""),
        can_be_suspended=Standing.SUSPENDED in STANDING_NEXT[Standing(file.standing)],
        can_be_restored=file.standing == Standing.SUSPENDED,
        findings=seller_findings(seller_id=seller_id, now=now()),
        documents=rows,
        missing=[row for row in rows if not row["is_accepted"]],
        faults=FAULTS,
        changes=standing_changes(seller_id=seller_id),
        is_waiting=file.standing == Standing.APPLIED,
        balances=balances(seller_id=seller_id),
        waiting=waiting(seller_id=seller_id),
        status=status,
    )
