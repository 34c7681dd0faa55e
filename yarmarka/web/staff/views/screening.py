"""Who could be on a list of denied parties: what we know beside what it says, and closing a case by two people."""

from typing import Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from yarmarka.domain.accounts.queries import people
from yarmarka.domain.governance.queries import proposal
from yarmarka.domain.screening.queries import (
    cases_about,
    decided_cases,
    lists_in_force,
    looks,
    open_cases,
    screening_case,
    steps_of,
)
from yarmarka.domain.screening.types import CaseCard, ScreenedKind, Verdict
from yarmarka.domain.sellers.queries import sellers
from yarmarka.flows.close_cases import agree, propose_verdict
from yarmarka.kernel.clock import now
from yarmarka.presentation.countries import country_name
from yarmarka.presentation.locales import current_language
from yarmarka.presentation.screening_words import BANDS, FEATURES, KINDS, NUMBERS, STEPS, VERDICTS
from yarmarka.web.console.visitor import person_id
from yarmarka.web.shared.telling import problems_told
from yarmarka.web.staff.viewer import for_staff, show

#: what a case compares, in the order in which it is read
_ROWS: Final = ("names", "weak_names", "kind", "birth_dates", "countries", "identifiers", "programme")


class VerdictForm(forms.Form):
    """What one of the staff found, and why."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("What you found"), choices=list(VERDICTS.items()), widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=gettext_lazy("What told them apart, or together"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@for_staff
@require_safe
def listing(request: HttpRequest) -> HttpResponseBase:
    """Return the cases that wait, those that were closed, the lists in force and the newest looks."""
    waiting, closed, seen = open_cases(), decided_cases(), looks()
    about = [(one.subject_kind, one.subject_id) for one in (*waiting, *closed)]
    names = _names(about + [(one.subject_kind.value, one.subject_id) for one in seen])
    return show(
        request,
        "screening",
        waiting=[(one, names.get(one.subject_id, "–"), KINDS[one.subject_kind]) for one in waiting],
        closed=[(one, names.get(one.subject_id, "–"), VERDICTS[one.verdict]) for one in closed],
        lists=lists_in_force(),
        looks=[
            (one, names.get(one.subject_id, "–"), KINDS[one.subject_kind], BANDS[one.band]) for one in seen
        ],
    )


@for_staff
@require_http_methods(["GET", "HEAD", "POST"])
def one_case(request: HttpRequest, case_id: UUID) -> HttpResponseBase:
    """Show a case; as POST, propose how it ends (`do=propose`) or agree (`do=agree`)."""
    card = screening_case(case_id)
    form = VerdictForm(request.POST if request.POST.get("do") == "propose" else None, label_suffix="")
    if request.method == "POST" and (request.POST.get("do") == "agree" or form.is_valid()):
        with problems_told(request):
            if request.POST.get("do") == "agree":
                agree(case_id, by=person_id(request), now=now())
                messages.success(request, _("The case is closed."))
            else:
                found = form.cleaned_data
                propose_verdict(
                    case_id,
                    verdict=Verdict(found["verdict"]),
                    reason=found["reason"],
                    by=person_id(request),
                    now=now(),
                )
                messages.success(request, _("Proposed; a colleague has to agree."))
        return redirect("staff:screening_case", case_id=case_id)
    steps = steps_of(case_id)
    proposed = proposal(card.proposal_id) if card.proposal_id and card.decided_at is None else None
    others = [
        one
        for one in cases_about(kind=ScreenedKind(card.subject_kind), subject_id=card.subject_id)
        if one.id != case_id
    ]
    return show(
        request,
        "screening_case",
        case=card,
        kind=KINDS[card.subject_kind],
        subject=_names([(card.subject_kind, card.subject_id)]).get(card.subject_id, "–"),
        subject_url=_address_of(card),
        rows=[
            (FEATURES[name], _told(name, card.asked), _told(name, card.entry_facts))
            for name in _ROWS
            if card.asked.get(name) or card.entry_facts.get(name)
        ],
        features=[(FEATURES.get(one.name, one.name), one) for one in card.features],
        proposed=proposed,
        verdict=VERDICTS[proposed.asked.facts["verdict"]] if proposed else "",
        steps=[(STEPS[one.kind], one, VERDICTS.get(one.verdict, "")) for one in steps],
        others=[(one, VERDICTS.get(one.verdict, "")) for one in others],
        people=people({one.by for one in steps}),
        form=form,
        me=person_id(request),
        status=422 if form.errors else 200,
    )


def _told(name: str, facts: Any) -> str:
    """Return what stands on one side of a case, in words."""
    value = facts.get(name)
    match name:
        case "kind":
            return str(FEATURES.get(str(value), value or ""))
        case "countries":
            return ", ".join(country_name(one.upper(), current_language()) for one in value or ())
        case "identifiers":
            return "; ".join(f"{NUMBERS.get(kind, kind)} {number}".strip() for kind, number in value or ())
        case "programme":
            return str(value or "")
        case _:
            return "; ".join(value or ())


def _names(subjects: list[tuple[str, UUID]]) -> dict[UUID, str]:
    merchants = sellers({key for kind, key in subjects if kind == ScreenedKind.SELLER})
    shoppers = people({key for kind, key in subjects if kind == ScreenedKind.SHOPPER})
    return {
        **{key: card.trade_name for key, card in merchants.items()},
        **{key: card.email or card.full_name for key, card in shoppers.items()},
    }


def _address_of(card: CaseCard) -> str:
    if card.subject_kind == ScreenedKind.SELLER:
        return reverse("staff:seller", args=[card.subject_id])
    return ""
