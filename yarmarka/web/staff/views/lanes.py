"""Lanes, services and coverage: what holds; proposing other prices, days or limits, and how places are reached."""

import re
from collections.abc import Callable
from datetime import UTC, timedelta
from typing import Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yarmarka.domain.accounts.queries import people
from yarmarka.domain.governance.queries import proposals
from yarmarka.domain.governance.types import ProposalCard
from yarmarka.domain.places.queries import place, places
from yarmarka.domain.shipping.queries import carriers_names, coverage_rows, services, services_on_offer
from yarmarka.domain.shipping.types import NewCoverage, Quality, Reach, ServiceCard, ServiceChange
from yarmarka.flows.change_lanes import (
    COVERAGE,
    SERVICE,
    covered_from,
    decide_lane,
    propose_coverage,
    propose_service,
)
from yarmarka.kernel.clock import now
from yarmarka.kernel.errors import Missing, YarmarkaError
from yarmarka.presentation.countries import country_name
from yarmarka.presentation.dates import format_season
from yarmarka.presentation.locales import current_language, language_names
from yarmarka.presentation.money import format_money
from yarmarka.vocabulary.goods import LANGUAGES, in_language
from yarmarka.vocabulary.money import Money, minor_units
from yarmarka.vocabulary.places import COUNTRIES
from yarmarka.web.console.visitor import person_id, sent
from yarmarka.web.shared.telling import add_problem, problems_told
from yarmarka.web.staff.lane_words import CHANGES, ENDINGS, LEGS, QUALITIES, SPEEDS
from yarmarka.web.staff.viewer import for_staff, show

#: a day that a year has, nothing before it or behind; what is no day can't be written out for shoppers
_SEASON: Final = re.compile(
    r"\A((0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])|02-29|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)\Z"
)


def _minute() -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=gettext_lazy("From which minute on (UTC)"), widget=widget)


def _source() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("What it rests on"),
        max_length=200,
        help_text=gettext_lazy("A decision, a law, an agreement: with its date and number."),
    )


class ServiceForm(forms.Form):
    """What of a service is to change."""

    base = forms.DecimalField(label=CHANGES["base_minor"], min_value=0, max_digits=9, decimal_places=2)
    per_kg = forms.DecimalField(label=CHANGES["per_kg_minor"], min_value=0, max_digits=9, decimal_places=2)
    min_days = forms.IntegerField(label=CHANGES["min_days"], min_value=0, max_value=365)
    max_days = forms.IntegerField(label=CHANGES["max_days"], min_value=1, max_value=365)
    max_weight_g = forms.IntegerField(label=CHANGES["max_weight_g"], min_value=1, max_value=1_000_000)
    takes_batteries = forms.BooleanField(label=CHANGES["takes_batteries"], required=False)
    at = _minute()
    source = _source()

    def __init__(self, service: ServiceCard, data: Any = None) -> None:
        super().__init__(
            data,
            label_suffix="",
            initial={
                "base": Money(service.base_minor, service.currency).major,
                "per_kg": Money(service.per_kg_minor, service.currency).major,
                "min_days": service.min_days,
                "max_days": service.max_days,
                "max_weight_g": service.max_weight_g,
                "takes_batteries": service.takes_batteries,
                "at": now() + timedelta(days=1),
            },
        )
        self.service = service

    def clean(self) -> dict[str, Any]:
        """Check that the days are in order and that anything changes."""
        given = super().clean() or {}
        if not self.errors and given["max_days"] < given["min_days"]:
            self.add_error("max_days", _("It can’t come before the first day."))
        if not self.errors and self.change() == ServiceChange():
            self.add_error(None, _("Nothing of it is another than now."))
        return given

    def change(self) -> ServiceChange:
        """Return what differs from the service as it is."""
        given = self.cleaned_data
        wanted = {
            "base_minor": minor_units(given["base"]),
            "per_kg_minor": minor_units(given["per_kg"]),
            **{name: given[name] for name in ("min_days", "max_days", "max_weight_g", "takes_batteries")},
        }
        return ServiceChange(
            **{name: value for name, value in wanted.items() if value != getattr(self.service, name)}
        )


class CoverageForm(forms.Form):
    """How a carrier is to reach a place."""

    carrier = forms.ChoiceField(label=gettext_lazy("Carrier"))
    code = forms.CharField(
        label=gettext_lazy("Service’s code"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Empty for all of the carrier’s services."),
    )
    country = forms.ChoiceField(label=gettext_lazy("Addressed to"))
    place = forms.ChoiceField(label=gettext_lazy("Place"))
    quality = forms.ChoiceField(label=gettext_lazy("How it is reached"))
    extra_min_days = forms.IntegerField(
        label=gettext_lazy("Days more, from"), min_value=0, max_value=120, initial=0
    )
    extra_max_days = forms.IntegerField(
        label=gettext_lazy("Days more, to"), min_value=0, max_value=120, initial=0
    )
    season_from = forms.RegexField(
        label=gettext_lazy("Season from"),
        regex=_SEASON,
        required=False,
        help_text=gettext_lazy("Month and day, as in 06-15; only where it is served in season."),
    )
    season_until = forms.RegexField(label=gettext_lazy("Season until"), regex=_SEASON, required=False)
    at = _minute()
    source = _source()

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="", initial={"at": now() + timedelta(days=1)})
        language = current_language()
        choices = {
            "carrier": [(code, in_language(names, language)) for code, names in carriers_names().items()],
            "country": [(code, country_name(code, language)) for code in COUNTRIES],
            "place": sorted(
                ((one.code, in_language(one.names, language)) for one in places()), key=lambda one: one[1]
            ),
            "quality": list(QUALITIES.items()),
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]  # a choice
        for code, name in language_names().items():
            self.fields[f"note_{code}"] = forms.CharField(
                label=_("What shoppers read · %(language)s") % {"language": name},
                max_length=300,
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        """Check that a season is whole and the days are in order."""
        given = super().clean() or {}
        season = [bool(given.get(name)) for name in ("season_from", "season_until")]
        if given.get("quality") == Quality.SEASONAL and not all(season):
            self.add_error("season_from", _("Say from when to when the season lasts."))
        elif given.get("quality") != Quality.SEASONAL and any(season):
            self.add_error(
                "season_from",
                _("Only a place that is served in season has one: choose that, or leave it empty."),
            )
        if not self.errors and given["extra_max_days"] < given["extra_min_days"]:
            self.add_error("extra_max_days", _("It can’t come before the first day."))
        return given

    def covered(self) -> NewCoverage:
        """Return the coverage as it is wanted."""
        given = self.cleaned_data
        seasonal = given["quality"] == Quality.SEASONAL
        reach = Reach(
            Quality(given["quality"]),
            given["extra_min_days"],
            given["extra_max_days"],
            (given["season_from"], given["season_until"]) if seasonal else None,
            {code: given[f"note_{code}"] for code in LANGUAGES if given[f"note_{code}"]},
        )
        return NewCoverage(given["carrier"], given["country"], given["place"], reach, given["code"])


@for_staff
@require_safe
def page(request: HttpRequest) -> HttpResponseBase:
    """Return every route with its services and their legs, how places are reached, and what is proposed."""
    at, language = now(), current_language()
    carriers = carriers_names()
    routes: dict[tuple[str, str], list[ServiceCard]] = {}
    for card in services_on_offer(now=at):
        routes.setdefault((card.origin_country, card.destination_country), []).append(card)
    cards = proposals(SERVICE, COVERAGE)
    known = services({UUID(card.asked.facts["service"]) for card in cards if card.asked.matter == SERVICE})
    return show(
        request,
        "lanes",
        routes=[
            (
                route,
                [_service_row(card, carriers, language) for card in sorted(own, key=lambda one: one.code)],
            )
            for route, own in sorted(routes.items())
        ],
        coverage=[
            {
                "row": row,
                "carrier": in_language(carriers.get(row.carrier, {}), language),
                "place": in_language(place(row.place).names, language),
                "quality": QUALITIES[row.reach.quality],
                "season": format_season(row.reach.season, language) if row.reach.season else "",
                "note": in_language(row.reach.notes, language),
                "is_to_come": row.valid_from > at,
            }
            for row in coverage_rows(since=at)
        ],
        proposals=[_proposal_row(card, known, language) for card in cards],
        people=people(
            {who for card in cards for who in (card.proposed_by, *(by for by, _for in card.voices))}
        ),
        me=person_id(request),
    )


@for_staff
@require_http_methods(["GET", "HEAD", "POST"])
def change_service(request: HttpRequest, service_id: UUID) -> HttpResponseBase:
    """Return a service's figures in a form, and propose what was changed."""
    card = services([service_id]).get(service_id)
    if card is None:
        raise Missing(what="delivery service")
    form = ServiceForm(card, sent(request))
    if _is_proposed(request, form, lambda **how: propose_service(service_id, form.change(), **how)):
        return redirect("staff:lanes")
    title = f"{in_language(card.names, current_language())} · {_route(card, current_language())}"
    return show(request, "lane_change", form=form, name=title, status=422 if form.errors else 200)


@for_staff
@require_http_methods(["GET", "HEAD", "POST"])
def change_coverage(request: HttpRequest) -> HttpResponseBase:
    """Return the form of how a place is reached, and propose what it says."""
    form = CoverageForm(sent(request))
    if _is_proposed(request, form, lambda **how: propose_coverage(form.covered(), **how)):
        return redirect("staff:lanes")
    return show(
        request,
        "lane_change",
        form=form,
        name=_("How a place is reached"),
        status=422 if form.errors else 200,
    )


@for_staff
@require_POST
def decide(request: HttpRequest, proposal_id: UUID) -> HttpResponseBase:
    """Put a proposed change in force, or turn it down."""
    approve = request.POST.get("decision") == "approve"
    with problems_told(request):
        decide_lane(proposal_id, approve=approve, by=person_id(request), now=now())
        messages.success(request, _("Approved.") if approve else _("Turned down."))
    return redirect("staff:lanes")


def _is_proposed(request: HttpRequest, form: forms.Form, propose: Callable[..., UUID]) -> bool:
    """Propose what a form says, and say so; what is wrong is said in the form."""
    if request.method != "POST" or not form.is_valid():
        return False
    given = form.cleaned_data
    try:
        propose(at=given["at"].replace(tzinfo=UTC), source=given["source"], by=person_id(request), now=now())
    except YarmarkaError as error:
        add_problem(form, error)
        return False
    messages.success(request, _("Proposed. Somebody else of the staff has to put it in force."))
    return True


def _service_row(card: ServiceCard, carriers: dict[str, dict[str, str]], language: str) -> dict[str, Any]:
    return {
        "card": card,
        "name": in_language(card.names, language),
        "speed": SPEEDS[card.speed],
        "ending": ENDINGS[card.ending],
        "legs": [
            {
                "kind": LEGS[leg.kind],
                "carrier": in_language(carriers.get(leg.carrier, {}), language),
                "days": f"{leg.min_days}–{leg.max_days}",
                "hand_over": in_language(leg.hand_over, language),
            }
            for leg in card.legs
        ],
    }


def _proposal_row(card: ProposalCard, known: dict[UUID, ServiceCard], language: str) -> dict[str, Any]:
    facts = card.asked.facts
    if card.asked.matter == SERVICE:
        service = known[UUID(facts["service"])]
        before = card.asked.preview.get("before", {})
        return {
            "card": card,
            "about": f"{in_language(service.names, language)} · {_route(service, language)}",
            "changes": [
                (CHANGES[name], _said(name, before.get(name), service), _said(name, value, service))
                for name, value in facts["change"].items()
            ],
        }
    covered = covered_from(facts)
    extra = f"+{covered.reach.extra_min_days}–{covered.reach.extra_max_days}"
    return {
        "card": card,
        "about": f"{covered.carrier} {covered.code} → {in_language(place(covered.place).names, language)}",
        "changes": [(_("How it is reached"), "", f"{QUALITIES[covered.reach.quality]}, {extra}")],
    }


def _said(name: str, value: Any, service: ServiceCard) -> str:
    if value is None:
        return ""
    if name.endswith("_minor"):
        return format_money(value, service.currency, current_language())
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value)


def _route(card: ServiceCard, language: str) -> str:
    return (
        f"{country_name(card.origin_country, language)} → {country_name(card.destination_country, language)}"
    )
