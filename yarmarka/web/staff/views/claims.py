"""Claims: the queue of what staff decide, and the case of each with both sides, its money and its history."""

from typing import Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yarmarka.domain.protection.rules import LEAST_WORDS, LONGEST_WORDS, owed_by_carrier
from yarmarka.domain.protection.types import Payer
from yarmarka.flows.settle_claims import decide_claim
from yarmarka.flows.settle_with_carriers import settle_with_carrier
from yarmarka.kernel.clock import now
from yarmarka.presentation.claim_words import why
from yarmarka.presentation.locales import current_language
from yarmarka.reads.claim_page import claim_page
from yarmarka.web.console.claim_history import borne, history
from yarmarka.web.console.visitor import person_id
from yarmarka.web.console.words import PAYERS
from yarmarka.web.shared.telling import problems_told
from yarmarka.web.staff.tables.claims import CLAIMS_TABLE
from yarmarka.web.staff.viewer import for_staff, show
from yarmarka.web.staff.views.lists import show_table

_DECLINE: Final = "decline"


class DecisionForm(forms.Form):
    """Money back at somebody's cost, or not; both sides read why."""

    end = forms.ChoiceField(
        label=gettext_lazy("The decision"),
        choices=[
            *((payer.value, PAYERS[payer.value]) for payer in Payer),
            (_DECLINE, gettext_lazy("Decline: the money is held as before")),
        ],
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Money back, borne by whom; or not."),
    )
    note = forms.CharField(
        label=gettext_lazy("Why"),
        widget=forms.Textarea(attrs={"rows": 4}),
        min_length=LEAST_WORDS,
        max_length=LONGEST_WORDS,
        help_text=gettext_lazy("Shopper and seller read it as it stands."),
    )


class CarrierForm(forms.Form):
    """To which of our accounts a carrier paid what it owed."""

    account = forms.CharField(
        label=gettext_lazy("Our account"), max_length=60, help_text=gettext_lazy("Where the money came in.")
    )


@for_staff
@require_safe
def listing(request: HttpRequest) -> HttpResponseBase:
    """Return a page of claims, those that staff must decide on top."""
    hint = _("Each is settled by itself on its day; contested ones wait for us until then.")
    return show_table(request, CLAIMS_TABLE, hint=hint)


@for_staff
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, claim_id: UUID) -> HttpResponseBase:
    """Return a claim's case; as POST decide it."""
    shown = claim_page(claim_id)
    form = DecisionForm(request.POST if request.method == "POST" else None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        _decide(request, claim_id, form.cleaned_data)
        return redirect("staff:claim", claim_id=claim_id)
    return show(
        request,
        "claim",
        page_of=shown,
        claim=shown.claim,
        form=form,
        why=why(shown.claim, language=current_language()),
        borne=borne(shown.refund),
        owed=owed_by_carrier(shown.steps),
        carrier_form=CarrierForm(label_suffix=""),
        events=history(shown),
        status=422 if form.errors else 200,
    )


@for_staff
@require_POST
def carrier(request: HttpRequest, claim_id: UUID) -> HttpResponseBase:
    """Note that a carrier paid what it owes for a claim's parcel (`do=paid`), or that it will not."""
    has_paid = request.POST.get("do") == "paid"
    form = CarrierForm(request.POST)
    claim_page(claim_id)  # what is not there is not found, whatever was sent
    if has_paid and not form.is_valid():
        messages.error(request, _("Name our account that the money came to. Nothing was booked."))
        return redirect("staff:claim", claim_id=claim_id)
    with problems_told(request):
        settle_with_carrier(
            claim_id,
            has_paid=has_paid,
            bank_account=form.cleaned_data["account"] if has_paid else "",
            by=person_id(request),
            now=now(),
        )
        messages.success(request, _("Booked."))
    return redirect("staff:claim", claim_id=claim_id)


def _decide(request: HttpRequest, claim_id: UUID, given: dict[str, Any]) -> None:
    end = given["end"]
    with problems_told(request):
        decide_claim(
            claim_id,
            refund=end != _DECLINE,
            payer=Payer.SELLER if end == _DECLINE else Payer(end),
            note=given["note"],
            by=person_id(request),
            now=now(),
        )
        messages.success(request, _("Decided. Both sides were told by e-mail."))
