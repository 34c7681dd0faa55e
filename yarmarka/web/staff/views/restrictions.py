"""Stopping deliveries to a place and resuming them: proposals with what they touch, decided by a second person."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from yarmarka.domain.accounts.queries import people
from yarmarka.domain.compliance.actions import clear
from yarmarka.domain.compliance.queries import examples, held_orders, restriction, restrictions, wish_from
from yarmarka.domain.compliance.types import Handling, Outcome, RestrictionWish
from yarmarka.domain.governance.queries import proposals
from yarmarka.domain.governance.types import ProposalCard
from yarmarka.domain.orders.queries import orders
from yarmarka.domain.places.queries import place, places
from yarmarka.flows.stop_and_resume import RESUME, STOP, decide, propose_resumption, propose_stop
from yarmarka.kernel.clock import now
from yarmarka.kernel.errors import YarmarkaError
from yarmarka.presentation.locales import current_language
from yarmarka.presentation.restriction_words import HANDLINGS, STATES
from yarmarka.vocabulary.goods import LANGUAGES, in_language
from yarmarka.web.console.visitor import person_id, sent
from yarmarka.web.shared.telling import add_problem, problems_told
from yarmarka.web.staff.regime_words import EXAMPLES
from yarmarka.web.staff.viewer import for_staff, show

_CHOICES = {"unpaid": ("finish", "refund"), "to_ship": ("finish", "hold", "refund"), "sent": ("finish",)}


def _minute(label: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, widget=widget)


class StopForm(forms.Form):
    """A stop as somebody proposes it."""

    place = forms.ChoiceField(label=gettext_lazy("Place"))
    regime = forms.CharField(label=gettext_lazy("By whose rule"), max_length=200)
    legal_basis = forms.CharField(
        label=gettext_lazy("What it rests on"),
        max_length=500,
        help_text=gettext_lazy("A decision, a law, an agreement: with its date and number."),
    )
    link = forms.URLField(label=gettext_lazy("Link to it"), required=False, assume_scheme="https")
    at = _minute(gettext_lazy("From which minute on (UTC)"))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        language = current_language()
        named = sorted((in_language(one.names, language), one.code) for one in places())
        self.fields["place"].choices = [(code, name) for name, code in named]  # type: ignore[attr-defined]
        for state, offered in _CHOICES.items():
            self.fields[f"on_{state}"] = forms.ChoiceField(
                label=STATES[state], choices=[(one, HANDLINGS[one]) for one in offered]
            )
        for code, name in (("ru", "Русский"), ("en", "English"), ("zh", "中文")):
            self.fields[f"shopper_{code}"] = forms.CharField(
                label=_("Reason for shoppers · %(language)s") % {"language": name}, max_length=500
            )
            self.fields[f"seller_{code}"] = forms.CharField(
                label=_("Reason for sellers · %(language)s") % {"language": name}, max_length=500
            )

    def wish(self) -> RestrictionWish:
        """Return the restriction as it is wanted: nothing at all goes there."""
        given = self.cleaned_data
        return RestrictionWish(
            code=f"stop-{given['place'].lower()}",
            regime=given["regime"],
            legal_basis=given["legal_basis"],
            link=given["link"],
            places=(given["place"],),
            since=_utc(given["at"]),
            outcome=Outcome.BLOCK,
            shopper_texts={code: given[f"shopper_{code}"] for code in LANGUAGES},
            seller_texts={code: given[f"seller_{code}"] for code in LANGUAGES},
            handling={state: Handling(given[f"on_{state}"]) for state in _CHOICES},
        )


class ResumeForm(forms.Form):
    """A resumption as somebody proposes it."""

    at = _minute(gettext_lazy("From which minute on (UTC)"))
    reason = forms.CharField(label=gettext_lazy("What it rests on"), max_length=500)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="", auto_id="resume_%s")


@for_staff
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponseBase:
    """Return what is stopped and proposed; take a new proposal to stop in."""
    form = StopForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            propose_stop(form.wish(), by=person_id(request), now=now())
        except YarmarkaError as error:
            add_problem(form, error)
        else:
            messages.success(
                request, _("Proposed. Look at what it touches; somebody else has to approve it.")
            )
            return redirect("staff:restrictions")
    cards = proposals(STOP, RESUME)
    held = held_orders()
    at = now()
    return show(
        request,
        "restrictions",
        form=form,
        resume_form=ResumeForm(),
        proposals=[_row(card) for card in cards],
        restrictions=[
            (one, _names(one.wish.places), one.until is None, one.since > at) for one in restrictions()
        ],
        held=[(one, orders([one.order_id]).get(one.order_id), _names(one.places)) for one in held],
        examples=[(wish, _names(wish.places), *EXAMPLES[code]) for code, wish in examples().items()],
        people=people(
            {who for card in cards for who in (card.proposed_by, *(by for by, _for in card.voices))}
        ),
        me=person_id(request),
        status=422 if form.errors else 200,
    )


@for_staff
@require_POST
def decide_one(request: HttpRequest, proposal_id: UUID) -> HttpResponseBase:
    """Approve a stop or a resumption, or turn it down."""
    approve = request.POST.get("decision") == "approve"
    with problems_told(request):
        decide(proposal_id, approve=approve, by=person_id(request), now=now())
        messages.success(request, _("Approved.") if approve else _("Turned down."))
    return redirect("staff:restrictions")


@for_staff
@require_POST
def resume(request: HttpRequest) -> HttpResponseBase:
    """Propose that a restriction ends."""
    form = ResumeForm(request.POST)
    try:
        one = restriction(UUID(request.POST.get("restriction", "")))
    except ValueError:
        return redirect("staff:restrictions")
    if not form.is_valid():
        messages.error(request, _("Say from which minute on deliveries are resumed, and what that rests on."))
        return redirect("staff:restrictions")
    with problems_told(request):
        propose_resumption(
            one.id,
            at=_utc(form.cleaned_data["at"]),
            reason=form.cleaned_data["reason"],
            by=person_id(request),
            now=now(),
        )
        messages.success(request, _("Proposed. Look at what it touches; somebody else has to approve it."))
    return redirect("staff:restrictions")


@for_staff
@require_POST
def let_go(request: HttpRequest) -> HttpResponseBase:
    """Let an order go on that was held for somebody to look at."""
    with problems_told(request):
        try:
            order_id = UUID(request.POST.get("order", ""))
        except ValueError:
            return redirect("staff:restrictions")
        clear(order_id=order_id, reason=request.POST.get("reason", ""), by=person_id(request), now=now())
        messages.success(request, _("The order goes on."))
    return redirect("staff:restrictions")


def _row(card: ProposalCard) -> dict[str, Any]:
    is_stop = card.asked.matter == STOP
    wish = wish_from(card.asked.facts) if is_stop else restriction(UUID(card.asked.facts["restriction"])).wish
    preview = card.asked.preview
    return {
        "card": card,
        "is_stop": is_stop,
        "places": _names(wish.places),
        "why": in_language(wish.shopper_texts, current_language()),
        "handling": [(STATES[state], HANDLINGS[how.value]) for state, how in wish.handling.items()]
        if is_stop
        else [],
        "orders": [(STATES[state], count) for state, count in preview.get("orders", {}).items()],
        "money": [(minor, currency) for currency, minor in preview.get("money", {}).items()],
    }


def _names(codes: tuple[str, ...]) -> str:
    return ", ".join(in_language(place(code).names, current_language()) for code in codes)


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC)
