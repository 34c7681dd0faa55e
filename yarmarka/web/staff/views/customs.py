"""Customs: what is owed to authorities, an order's cost under the rules of any day, and the rules themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from yarmarka.domain.accounts.queries import people
from yarmarka.domain.customs.queries import all_rules, registrations
from yarmarka.domain.customs.types import CustomsRule, Registration
from yarmarka.domain.governance.queries import proposals
from yarmarka.flows.count_imports import CountedDay, CountedOrder, count_order
from yarmarka.flows.pay_duties import owed_duties, pay_duties
from yarmarka.flows.switch_customs_rules import (
    RULE_ENDS,
    RULE_ON,
    decide_customs_rule,
    propose_customs_rule,
)
from yarmarka.kernel.clock import fresh_id, now
from yarmarka.kernel.errors import YarmarkaError
from yarmarka.presentation.acts_of_law import act_in_words
from yarmarka.presentation.customs_rule_words import REGIMES, scope_words, terms_words
from yarmarka.presentation.errors import explain
from yarmarka.presentation.import_words import LEVIES, ImportCost, import_cost
from yarmarka.presentation.locales import current_language
from yarmarka.presentation.money import format_money
from yarmarka.web.console.visitor import person_id, posted_key, sent
from yarmarka.web.shared.telling import problems_told
from yarmarka.web.staff.viewer import for_staff, show

#: days of different rules in Russia and the EAEU; the rates of the demo are of these days, too
_DAYS: Final = (date(2016, 7, 1), date(2019, 7, 1), date(2020, 7, 1), date(2023, 7, 3))


class CountForm(forms.Form):
    """Which order to count, and on which day besides the usual ones."""

    number = forms.CharField(label=gettext_lazy("Order's number"), max_length=20)
    on = forms.DateField(
        label=gettext_lazy("On another day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )


class PaidForm(forms.Form):
    """A payment that our bank has made to an authority or a broker."""

    payment = forms.UUIDField(widget=forms.HiddenInput)
    owed_to = forms.CharField(widget=forms.HiddenInput, max_length=30)
    currency = forms.RegexField(widget=forms.HiddenInput, regex=r"^[A-Z]{3}$")
    account = forms.CharField(label=gettext_lazy("From our account"), max_length=30)
    reference = forms.CharField(label=gettext_lazy("Number of the payment order"), max_length=60)


class SwitchForm(forms.Form):
    """A rule that begins or ends on a day, and what that rests on."""

    code = forms.CharField(widget=forms.HiddenInput, max_length=60)
    do = forms.ChoiceField(widget=forms.HiddenInput, choices=[("on", "on"), ("end", "end")])
    day = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))
    reason = forms.CharField(max_length=300)


@dataclass(frozen=True)
class RuleRow:
    """A rule in words."""

    rule: CustomsRule
    levy: str
    scope: str
    terms: str
    act: str
    state: str


@dataclass(frozen=True)
class DayView:
    """An order's cost on a day in words, by part."""

    day: CountedDay
    parts: tuple[tuple[str, ImportCost], ...]
    total: str


@for_staff
@require_safe
def page(request: HttpRequest) -> HttpResponseBase:
    """Return what is owed, an order counted under the rules of several days if one is named, and all rules."""
    form = CountForm(request.GET if "number" in request.GET else None, label_suffix="")
    counted, problem = _counted(form)
    rules = [_row(rule) for rule in all_rules()]
    return show(
        request,
        "customs",
        status=404 if problem else 200,
        form=form,
        counted=counted,
        days=[_day(day, counted) for day in counted.days] if counted else [],
        problem=problem,
        owed=[
            (owed, PaidForm(_paying(owed.duty_to, owed.duty.currency), label_suffix=""))
            for owed in owed_duties()
        ],
        rules=rules,
        resting=sum(1 for row in rules if row.state == "rests"),
        registrations=[(one, _regime(one)) for one in registrations()],
        today=now().date(),
        **_waiting(request, {row.rule.code: row for row in rules}),
    )


@for_staff
@require_POST
def pay(request: HttpRequest) -> HttpResponseBase:
    """Note that all that is owed to somebody in a currency was paid; the same payment is booked once."""
    form = PaidForm(sent(request), label_suffix="")
    if not form.is_valid():
        messages.error(
            request, _("Name our account and the number of the payment order. Nothing was booked.")
        )
        return redirect("staff:customs")
    with problems_told(request):
        paid = pay_duties(
            payment_id=form.cleaned_data["payment"],
            duty_to=form.cleaned_data["owed_to"],
            currency=form.cleaned_data["currency"],
            bank_account=form.cleaned_data["account"],
            reference=form.cleaned_data["reference"],
            by=person_id(request),
            now=now(),
        )
        said = _("%(amount)s to %(owed_to)s is booked as paid.")
        messages.success(
            request,
            said
            % {
                "amount": format_money(paid.minor, paid.currency, current_language()),
                "owed_to": form.cleaned_data["owed_to"],
            },
        )
    return redirect("staff:customs")


@for_staff
@require_POST
def switch(request: HttpRequest) -> HttpResponseBase:
    """Propose that a confirmed rule holds from a day on, or ends."""
    form = SwitchForm(sent(request))
    if not form.is_valid():
        messages.error(request, _("Name the day and what it rests on. No rule was changed."))
        return redirect("staff:customs")
    given = form.cleaned_data
    with problems_told(request):
        propose_customs_rule(
            given["code"],
            matter=RULE_ENDS if given["do"] == "end" else RULE_ON,
            day=given["day"],
            reason=given["reason"],
            by=person_id(request),
            now=now(),
        )
        messages.success(request, _("Proposed; somebody else has to approve it."))
    return redirect("staff:customs")


@for_staff
@require_POST
def decide(request: HttpRequest) -> HttpResponseBase:
    """Say yes or no to what a colleague proposes of a rule."""
    proposal_id = posted_key(request, "proposal", what="proposal")
    approve = request.POST.get("do") == "approve"
    with problems_told(request):
        ended = decide_customs_rule(proposal_id, approve=approve, by=person_id(request), now=now())
        said = _("Approved.") if approve else _("Turned down.")
        if ended:
            said += " " + _("Rule %(code)s ends on that day.") % {"code": ended}
        messages.success(request, said)
    return redirect("staff:customs")


def _waiting(request: HttpRequest, rules: Mapping[str, RuleRow]) -> dict[str, Any]:
    cards = [card for card in proposals(RULE_ON, RULE_ENDS) if card.is_approved is None]
    return {
        "waiting": [
            (
                card,
                card.asked.matter == RULE_ENDS,
                card.asked.effective_at.date(),
                rules[card.asked.facts["code"]],
            )
            for card in cards
            if card.asked.facts["code"] in rules
        ],
        "people": people({card.proposed_by for card in cards}),
        "me": person_id(request),
    }


def _counted(form: CountForm) -> tuple[CountedOrder | None, str]:
    if not form.is_bound or not form.is_valid():
        return None, ""
    today, other = now().date(), form.cleaned_data["on"]
    days = sorted({*_DAYS, today, *([other] if other else [])})
    try:
        return count_order(form.cleaned_data["number"].strip().upper(), on=days), ""
    except YarmarkaError as error:
        said = explain(error, current_language())
        return None, f"{said.title}. {said.reason}"


def _day(day: CountedDay, counted: CountedOrder) -> DayView:
    currency = counted.order.currency
    costs = ((part.part.seller, import_cost(part.cost, currency)) for part in day.parts)
    return DayView(
        day=day,
        parts=tuple((seller, cost) for seller, cost in costs if cost),
        total=format_money(day.total_minor, currency, current_language()),
    )


def _paying(owed_to: str, currency: str) -> dict[str, str]:
    return {"payment": str(fresh_id()), "owed_to": owed_to, "currency": currency}


def _regime(one: Registration) -> str:
    return str(REGIMES.get(one.regime, one.regime))


def _row(rule: CustomsRule) -> RuleRow:
    today = now().date()
    state = "rests"
    if rule.is_enabled:
        state = "holds" if rule.holds_on(today) else "coming" if rule.since > today else "over"
    return RuleRow(
        rule,
        str(LEVIES[rule.levy]),
        scope_words(rule),
        terms_words(rule),
        act_in_words(rule.legal_basis),
        state,
    )
