"""Dated configuration: which rules hold, proposing another one, and deciding as the second person."""

from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yarmarka.domain.catalogue.queries import categories
from yarmarka.flows.change_rules import RuleKind, RuleWish, decide_rule, propose_rule
from yarmarka.kernel.clock import now
from yarmarka.kernel.errors import Missing, YarmarkaError
from yarmarka.presentation.locales import current_language
from yarmarka.reads.staff_rules import ListedRule, listed_proposals, listed_rules
from yarmarka.vocabulary.goods import in_language
from yarmarka.web.console.visitor import person_id, sent
from yarmarka.web.shared.telling import add_problem, problems_told
from yarmarka.web.staff.deed_words import RULES
from yarmarka.web.staff.viewer import for_staff, show

#: which fields say whom a rule is for, by what it rules
_SCOPES: Final = {
    RuleKind.COMMISSION: ("category", "seller", "storefront"),
    RuleKind.TAX: ("country",),
    RuleKind.PARTNER: ("partner", "name"),
    RuleKind.INSPECTION: ("service",),
}
_MOST_PERCENT: Final = 50


class RuleForm(forms.Form):
    """A rule to be proposed: its figure, from when on, for whom, and what it rests on."""

    percent = forms.DecimalField(
        label=gettext_lazy("Per cent"), min_value=0, max_value=100, max_digits=5, decimal_places=2
    )
    days = forms.IntegerField(label=gettext_lazy("Days"), min_value=0, max_value=365)
    category = forms.ChoiceField(
        label=gettext_lazy("Category"),
        required=False,
        help_text=gettext_lazy("It and those below it."),
    )
    seller = forms.SlugField(
        label=gettext_lazy("Seller's short name"),
        required=False,
        help_text=gettext_lazy("As it stands in the address of its shop page."),
    )
    storefront = forms.SlugField(label=gettext_lazy("Storefront's code"), required=False, max_length=30)
    country = forms.RegexField(
        label=gettext_lazy("Sellers' country"),
        required=False,
        regex=r"^[A-Za-z]{2}$",
        help_text=gettext_lazy("Two letters; empty for all countries that have no rule of their own."),
    )
    partner = forms.SlugField(label=gettext_lazy("Partner's code"), max_length=30)
    name = forms.CharField(label=gettext_lazy("Partner's name"), max_length=120)
    service = forms.ChoiceField(label=gettext_lazy("Delivery service"))
    since = forms.DateField(
        label=gettext_lazy("From which day on (UTC)"), widget=forms.DateInput(attrs={"type": "date"})
    )
    source = forms.CharField(
        label=gettext_lazy("What it rests on"),
        max_length=200,
        help_text=gettext_lazy("A decision, a law, an agreement: with its date and number."),
    )

    def __init__(self, kind: RuleKind, data: QueryDict | None, *, services: list[ListedRule]) -> None:
        super().__init__(data, label_suffix="", initial={"since": now().date() + timedelta(days=1)})
        figure = "days" if kind is RuleKind.INSPECTION else "percent"
        wanted = (figure, *_SCOPES.get(kind, ()), "since", "source")
        self.kind = kind
        self.fields = {name: self.fields[name] for name in wanted}
        if "category" in self.fields:
            named = [(one.slug, in_language(one.names, current_language())) for one in categories()]
            self.fields["category"].choices = [("", _("all")), *named]  # type: ignore[attr-defined]  # a choice
        if "service" in self.fields:
            self.fields["service"].choices = [(str(one.id), one.about) for one in services]  # type: ignore[attr-defined]  # a choice
        if "percent" in self.fields and kind is not RuleKind.PARTNER:
            self.fields["percent"] = _percent_up_to_half()

    def wish(self) -> RuleWish:
        """Return the rule as it is wanted."""
        given = self.cleaned_data
        scope = {name: str(given[name]) for name in _SCOPES.get(self.kind, ()) if given[name]}
        if "country" in scope:
            scope["country"] = scope["country"].upper()
        points = int((given.get("percent") or Decimal(0)) * 100)
        return RuleWish(
            kind=self.kind,
            figure=given["days"] if self.kind is RuleKind.INSPECTION else points,
            valid_from=datetime.combine(given["since"], time(), UTC),
            source=given["source"],
            scope=scope,
        )


@for_staff
@require_safe
def page(request: HttpRequest) -> HttpResponseBase:
    """Return the rules that hold or are to come, by kind, and what is proposed."""
    at = now()
    rules = listed_rules(now=at)
    return show(
        request,
        "configuration",
        groups=[
            (kind.value, RULES[kind.value], [(rule, rule.phase(at)) for rule in rules if rule.kind == kind])
            for kind in RuleKind
        ],
        proposals=listed_proposals(),
        me=person_id(request),
    )


@for_staff
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, kind: str) -> HttpResponseBase:
    """Return the form of a rule, and propose what it says."""
    if kind not in set(RuleKind):
        raise Missing(what="page")
    form = RuleForm(RuleKind(kind), sent(request), services=_services() if kind == "inspection" else [])
    if request.method == "POST" and form.is_valid():
        try:
            propose_rule(form.wish(), by=person_id(request), now=now())
        except YarmarkaError as error:
            add_problem(form, error)
        else:
            messages.success(request, _("Proposed. Somebody else of the staff has to put it in force."))
            return redirect("staff:configuration")
    facts: dict[str, Any] = {"status": 422} if form.errors else {}
    return show(request, "rule", form=form, kind=kind, rule_name=RULES[kind], **facts)


@for_staff
@require_POST
def decide(request: HttpRequest, proposal_id: UUID) -> HttpResponseBase:
    """Put a proposed rule in force, or turn it down."""
    approve = request.POST.get("decision") == "approve"
    with problems_told(request):
        decide_rule(proposal_id=proposal_id, approve=approve, by=person_id(request), now=now())
        messages.success(request, _("The rule is in force.") if approve else _("The rule was turned down."))
    return redirect("staff:configuration")


def _services() -> list[ListedRule]:
    at = now()
    return [rule for rule in listed_rules(now=at) if rule.kind == "inspection" and rule.phase(at) == "holds"]


def _percent_up_to_half() -> forms.DecimalField:
    return forms.DecimalField(
        label=gettext_lazy("Per cent"), min_value=0, max_value=_MOST_PERCENT, max_digits=4, decimal_places=2
    )
