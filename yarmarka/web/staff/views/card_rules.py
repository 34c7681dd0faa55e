"""Rules for cards: which are in force, since when and on what basis; a new one, and the end of one."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from yarmarka.domain.catalogue.queries import categories
from yarmarka.domain.moderation.queries import rules
from yarmarka.domain.moderation.types import CardRule, NewRule, Outcome, RuleKind
from yarmarka.flows.define_attributes import BASIS as OF_ATTRIBUTES
from yarmarka.flows.judge_cards import need_in
from yarmarka.flows.moderate_cards import end_card_rule, set_card_rule
from yarmarka.kernel.clock import now
from yarmarka.kernel.errors import YarmarkaError
from yarmarka.presentation.card_words import KINDS, OUTCOMES, basis_words
from yarmarka.presentation.locales import current_language
from yarmarka.vocabulary.goods import LANGUAGES, in_language
from yarmarka.web.console.visitor import person_id, posted_key, sent
from yarmarka.web.shared.telling import add_problem, problems_told
from yarmarka.web.staff.viewer import for_staff, show


class RuleForm(forms.Form):
    """A rule for cards. All conditions that are filled in must hold."""

    kind = forms.ChoiceField(label=gettext_lazy("What it asks"), choices=list(KINDS.items()))
    outcome = forms.ChoiceField(
        label=gettext_lazy("What becomes of the card"), choices=list(OUTCOMES.items())
    )
    category = forms.ChoiceField(label=gettext_lazy("Category, with all below it"), required=False)
    hs_prefixes = forms.CharField(
        label=gettext_lazy("Customs codes begin with"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Digits, with commas between them: 2402, 2403."),
    )
    words_ru = forms.CharField(label=gettext_lazy("Words · Русский"), required=False, max_length=1_000)
    words_en = forms.CharField(label=gettext_lazy("Words · English"), required=False, max_length=1_000)
    words_zh = forms.CharField(
        label=gettext_lazy("Words · 中文"),
        required=False,
        max_length=1_000,
        help_text=gettext_lazy("With commas between them; * at the end stands for any ending."),
    )
    brand = forms.CharField(label=gettext_lazy("Brand"), required=False, max_length=120)
    needs = forms.CharField(
        label=gettext_lazy("Required attributes or documents"),
        required=False,
        max_length=500,
        help_text=gettext_lazy(
            "With commas between them; | between names of the same: <code>цвет|color|颜色</code>."
        ),
    )
    reason_ru = forms.CharField(label=gettext_lazy("Reason · Русский"), max_length=500)
    reason_en = forms.CharField(label=gettext_lazy("Reason · English"), max_length=500)
    reason_zh = forms.CharField(label=gettext_lazy("Reason · 中文"), max_length=500)
    basis = forms.CharField(
        label=gettext_lazy("What it rests on"),
        max_length=300,
        help_text=gettext_lazy("An act of law with its number, a contract, or a rule of the fair."),
    )
    valid_from = forms.DateField(
        label=gettext_lazy("First day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    valid_to = forms.DateField(
        label=gettext_lazy("Last day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        required=False,
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named | {"label_suffix": ""})
        locale = current_language()
        shelves = [(str(card.id), in_language(card.names, locale)) for card in categories()]
        self.fields["category"].choices = [("", "–"), *sorted(shelves, key=lambda one: one[1])]  # type: ignore[attr-defined]

    def rule(self) -> NewRule:
        """Return the rule that was filled in."""
        given = self.cleaned_data
        return NewRule(
            kind=RuleKind(given["kind"]),
            outcome=Outcome(given["outcome"]),
            category_id=UUID(given["category"]) if given["category"] else None,
            hs_prefixes=tuple(_list(given["hs_prefixes"])),
            words={code: _list(given[f"words_{code}"]) for code in LANGUAGES},
            brand=given["brand"].strip(),
            needs=tuple(_list(given["needs"])),
            reasons={code: given[f"reason_{code}"].strip() for code in LANGUAGES},
            basis=given["basis"].strip(),
            valid_from=given["valid_from"],
            valid_to=given["valid_to"],
        )


@for_staff
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponseBase:
    """Return the rules for cards, those in force first, with a form for a new one."""
    today = now().date()
    form = RuleForm(sent(request), initial={"valid_from": today})
    if form.is_bound and form.is_valid() and _write(form, person_id(request)):
        messages.success(request, _("The rule is written down. Cards that are on sale are judged by it now."))
        return redirect("staff:card_rules")
    locale = current_language()
    shelves = {card.id: in_language(card.names, locale) for card in categories()}
    rows = [_row(rule, today, locale, shelves) for rule in rules()]
    return show(
        request,
        "card_rules",
        form=form,
        rows=sorted(rows, key=lambda row: not row["is_in_force"]),
        today=today,
        status=422 if form.errors else 200,
    )


@for_staff
@require_POST
def end(request: HttpRequest) -> HttpResponseBase:
    """Let a rule end today."""
    rule_id = posted_key(request, "rule", what="rule")
    with problems_told(request):
        end_card_rule(rule_id, last_day=now().date(), by=person_id(request), now=now())
        messages.success(request, _("The rule ends today; what it alone stopped is on sale again tomorrow."))
    return redirect("staff:card_rules")


def _row(rule: CardRule, today: date, locale: str, shelves: dict[UUID, str]) -> dict[str, Any]:
    words = [word for group in rule.words.values() for word in group]
    conditions = [
        (_("Category"), shelves.get(rule.category_id, "") if rule.category_id else ""),
        (_("Customs codes"), ", ".join(rule.hs_prefixes)),
        (_("Words in the card"), ", ".join(words)),
        (_("Brand"), rule.brand),
        (_("Required"), ", ".join(need_in(need, locale) for need in rule.needs)),
    ]
    return {
        "rule": rule,
        "basis": basis_words(rule.basis),
        "is_of_attributes": rule.basis == OF_ATTRIBUTES,
        "kind": KINDS[rule.kind],
        "outcome": OUTCOMES[rule.outcome],
        "reason": in_language(rule.reasons, locale),
        "conditions": [(name, value) for name, value in conditions if value],
        "is_in_force": rule.valid_from <= today and (rule.valid_to is None or today <= rule.valid_to),
        "is_to_come": today < rule.valid_from,
    }


def _write(form: RuleForm, by: UUID) -> bool:
    try:
        set_card_rule(form.rule(), by=by, now=now())
    except YarmarkaError as error:
        add_problem(form, error)
        return False
    return True


def _list(text: str) -> list[str]:
    return [word.strip() for word in text.replace("，", ",").split(",") if word.strip()]
