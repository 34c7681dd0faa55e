"""When and how one seller is paid: its terms, a hold with its reason, and the terms before."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from yarmarka.domain.payouts.rules import MINIMUMS
from yarmarka.domain.payouts.types import Rhythm, Terms
from yarmarka.flows.change_payout_terms import hold_payouts
from yarmarka.flows.change_payouts import propose_letting_go, propose_terms
from yarmarka.kernel.clock import now
from yarmarka.presentation.locales import current_language
from yarmarka.presentation.money import format_money
from yarmarka.reads.payout_outlook import outlook_of
from yarmarka.reads.seller_money import balances
from yarmarka.reads.staff_payout_terms import listed_terms
from yarmarka.reads.staff_sellers import SellerFile, seller_file
from yarmarka.vocabulary.money import Money, minor_units
from yarmarka.vocabulary.payouts import PayoutWay
from yarmarka.web.console.payout_words import RHYTHMS, WAYS, WEEKDAYS
from yarmarka.web.console.visitor import person_id, sent
from yarmarka.web.shared.telling import problems_told
from yarmarka.web.staff.payout_proposals import DECISIONS, decide, waiting_for
from yarmarka.web.staff.viewer import for_staff, show

_SHOWN = 20


class TermsForm(forms.Form):
    """When and how a seller is paid."""

    rhythm = forms.ChoiceField(
        label=gettext_lazy("How often"), choices=list(RHYTHMS.items()), widget=forms.RadioSelect
    )
    weekday = forms.TypedChoiceField(
        label=gettext_lazy("Day of a weekly payout"),
        choices=list(enumerate(WEEKDAYS)),
        coerce=int,
        help_text=gettext_lazy("Days begin at midnight UTC."),
    )
    minimum = forms.DecimalField(
        label=gettext_lazy("Least amount"),
        min_value=0,
        max_value=10_000_000,
        decimal_places=2,
        required=False,
    )
    way = forms.ChoiceField(label=gettext_lazy("Way"), choices=list(WAYS.items()), widget=forms.RadioSelect)
    source = forms.CharField(label=gettext_lazy("What it rests on"), max_length=500)

    def __init__(self, *arguments: Any, currency: str, **named: Any) -> None:
        super().__init__(*arguments, **named | {"label_suffix": ""})
        usual = format_money(MINIMUMS.get(currency, 1), currency, current_language())
        self.fields["minimum"].help_text = _("In %(currency)s; empty for the usual %(usual)s.") % {
            "currency": currency,
            "usual": usual,
        }

    @classmethod
    def of(cls, terms: Terms, currency: str) -> "TermsForm":
        """Return the form filled in with a seller's terms."""
        own = terms.minimum_minor
        initial = {
            "rhythm": terms.rhythm.value,
            "weekday": terms.weekday or 0,
            "minimum": Money(own, currency).major if own is not None else None,
            "way": terms.way.value,
        }
        return cls(initial=initial, currency=currency)

    def terms(self) -> Terms:
        """Return what was filled in; the form is valid."""
        given = self.cleaned_data
        rhythm = Rhythm(given["rhythm"])
        return Terms(
            rhythm=rhythm,
            weekday=given["weekday"] if rhythm is Rhythm.WEEKLY else None,
            minimum_minor=minor_units(given["minimum"]) if given["minimum"] else None,
            way=PayoutWay(given["way"]),
        )


class HoldForm(forms.Form):
    """Why payouts are held back, in words that the seller reads."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("The seller reads it on its page."),
    )


class LetGoForm(forms.Form):
    """Why payouts may go again, in words that a colleague reads."""

    source = forms.CharField(label=gettext_lazy("What it rests on"), max_length=500)


@for_staff
@require_safe
def page(request: HttpRequest, seller_id: UUID) -> HttpResponseBase:
    """Return a seller's terms, to be changed."""
    return _page(request, seller_file(seller_id=seller_id))


@for_staff
@require_POST
def change(request: HttpRequest, seller_id: UUID) -> HttpResponseBase:
    """Propose other terms, or decide what a colleague proposed (`do=approve`, `do=decline`)."""
    file = seller_file(seller_id=seller_id)
    if request.POST.get("do") in DECISIONS:
        decide(request)
        return redirect("staff:payout_terms", seller_id=seller_id)
    form = TermsForm(sent(request), currency=file.payout_currency)
    if not form.is_valid():
        return _page(request, file, form=form, status=422)
    with problems_told(request):
        propose_terms(
            seller_id=seller_id,
            terms=form.terms(),
            source=form.cleaned_data["source"],
            by=person_id(request),
            now=now(),
        )
        messages.success(request, _("Proposed; somebody else has to approve it."))
    return redirect("staff:payout_terms", seller_id=seller_id)


@for_staff
@require_POST
def hold(request: HttpRequest, seller_id: UUID) -> HttpResponseBase:
    """Hold the seller's payouts back, or propose to let them go again (`do=let_go`)."""
    file = seller_file(seller_id=seller_id)
    if request.POST.get("do") == "let_go":
        go_form = LetGoForm(sent(request), label_suffix="", auto_id="go_%s")
        if not go_form.is_valid():
            return _page(request, file, go_form=go_form, status=422)
        source = go_form.cleaned_data["source"]
        with problems_told(request):
            propose_letting_go(seller_id=seller_id, source=source, by=person_id(request), now=now())
            messages.success(request, _("Proposed; somebody else has to approve it."))
        return redirect("staff:payout_terms", seller_id=seller_id)
    form = HoldForm(sent(request), label_suffix="")
    if not form.is_valid():
        return _page(request, file, hold_form=form, status=422)
    with problems_told(request):
        hold_payouts(
            seller_id=seller_id, reason=form.cleaned_data["reason"], by=person_id(request), now=now()
        )
        messages.success(request, _("The seller's payouts are held back; it sees why."))
    return redirect("staff:payout_terms", seller_id=seller_id)


def _page(
    request: HttpRequest,
    file: SellerFile,
    *,
    form: TermsForm | None = None,
    hold_form: HoldForm | None = None,
    go_form: LetGoForm | None = None,
    status: int = 200,
) -> HttpResponseBase:
    outlook = outlook_of(
        seller_id=file.id,
        currency=file.payout_currency,
        account=file.payout_account,
        balances=balances(seller_id=file.id),
        today=now().date(),
    )
    return show(
        request,
        "payout_terms",
        file=file,
        outlook=outlook,
        form=form or TermsForm.of(outlook.terms, file.payout_currency),
        hold_form=hold_form or HoldForm(label_suffix=""),
        go_form=go_form or LetGoForm(label_suffix="", auto_id="go_%s"),
        **waiting_for(request, seller=file.id),
        history=listed_terms(seller_id=file.id, limit=_SHOWN),
        status=status,
    )
