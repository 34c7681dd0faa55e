"""A restriction, its end, and a licence, as one of the staff proposes them."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yarmarka.domain.catalogue.queries import categories
from yarmarka.domain.compliance.queries import examples
from yarmarka.domain.compliance.rules import CHOICES
from yarmarka.domain.compliance.types import Direction, Handling, Licence, Outcome, RestrictionWish
from yarmarka.domain.places.queries import places
from yarmarka.domain.sellers.queries import seller_by_slug
from yarmarka.kernel.errors import Missing
from yarmarka.presentation.locales import current_language, language_names
from yarmarka.presentation.restriction_words import DIRECTIONS, OUTCOMES, STATES, TIES, handling_words
from yarmarka.vocabulary.goods import LANGUAGES, in_language
from yarmarka.vocabulary.unions import UNIONS
from yarmarka.web.staff.minutes import minute_or_at_once

_WHERE: Final = ("place", "outcome", "at")
_BASIS: Final = ("regime", "legal_basis", "link")
_NARROWER: Final = ("also", "direction", "hs_prefixes", "categories", "sellers", "ties", "tied_to")


class StopForm(forms.Form):
    """A restriction as somebody proposes it; what is left open narrows nothing."""

    place = forms.ChoiceField(label=gettext_lazy("Place"))
    outcome = forms.ChoiceField(label=gettext_lazy("What goes there"), required=False)
    at = minute_or_at_once()
    regime = forms.CharField(label=gettext_lazy("By whose rule"), max_length=200)
    legal_basis = forms.CharField(
        label=gettext_lazy("What it rests on"),
        max_length=500,
        help_text=gettext_lazy("A decision, a law, an agreement: with its date and number."),
    )
    link = forms.URLField(label=gettext_lazy("Link to it"), required=False, assume_scheme="https")
    also = forms.MultipleChoiceField(
        label=gettext_lazy("And these places too"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )
    direction = forms.ChoiceField(label=gettext_lazy("Which way"), required=False)
    hs_prefixes = forms.CharField(
        label=gettext_lazy("Only goods with these HS codes"),
        required=False,
        help_text=gettext_lazy("Chapters, headings or whole codes, with commas between them: 27, 8471."),
    )
    categories = forms.MultipleChoiceField(
        label=gettext_lazy("Only goods from these shelves"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )
    sellers = forms.CharField(
        label=gettext_lazy("Only goods of these sellers"),
        required=False,
        help_text=gettext_lazy("Their short names in addresses, with commas between them."),
    )
    ties = forms.MultipleChoiceField(
        label=gettext_lazy("Only where this ties a sale to the regime"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    tied_to = forms.CharField(
        label=gettext_lazy("Tied to which countries"),
        required=False,
        help_text=gettext_lazy("Codes of countries, EU or EAEU, with commas between them. One tie suffices."),
    )

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, label_suffix="", initial=initial)
        language = current_language()
        named = sorted((in_language(one.names, language), one.code) for one in places())
        by_name = [(code, name) for name, code in named]
        shelves = [(str(one.id), in_language(one.names, language)) for one in categories()]
        for name, choices in {
            # Nothing is chosen beforehand: a place that nobody meant is not stopped by a click.
            "place": [("", "–"), *by_name],
            "also": by_name,
            "outcome": list(OUTCOMES.items()),
            "direction": list(DIRECTIONS.items()),
            "categories": shelves,
            "ties": list(TIES.items()),
        }.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        for state, offered in CHOICES.items():
            self.fields[f"on_{state}"] = forms.ChoiceField(
                label=STATES[state], choices=[(one, handling_words(state, one)) for one in offered]
            )
        for code, name in language_names().items():
            for who, label in (("shopper", _("Reason for shoppers")), ("seller", _("Reason for sellers"))):
                self.fields[f"{who}_{code}"] = forms.CharField(
                    label=f"{label} · {name}",
                    max_length=500,
                    widget=forms.Textarea(attrs={"rows": 2, "lang": code}),
                )

    def clean_hs_prefixes(self) -> tuple[str, ...]:
        """Return the codes; raise for what is no code."""
        given = _words(self.cleaned_data["hs_prefixes"])
        if any(not code.isdigit() or not 2 <= len(code) <= 10 for code in given):
            raise forms.ValidationError(_("An HS code has two to ten digits: 27, 8471, 851610."))
        return given

    def clean_sellers(self) -> tuple[UUID, ...]:
        """Return the sellers' keys; raise for a name that nobody has."""
        return tuple(_seller(slug) for slug in _words(self.cleaned_data["sellers"]))

    def clean_tied_to(self) -> tuple[str, ...]:
        """Return countries and unions; raise for what is neither."""
        given = tuple(word.upper() for word in _words(self.cleaned_data["tied_to"]))
        if any(len(code) != 2 and code not in UNIONS for code in given):
            raise forms.ValidationError(_("A country is two letters, a union is EU or EAEU."))
        return given

    def clean(self) -> None:
        """See that a tie names where it leads to, and countries what ties."""
        given = self.cleaned_data
        if "tied_to" in given and bool(given.get("ties")) != bool(given["tied_to"]):
            self.add_error("tied_to", _("Choose what ties a sale, and to which countries: both, or neither."))

    @property
    def is_at_once(self) -> bool:
        """Whether it is to hold as soon as it is approved."""
        return self.cleaned_data["at"] is None

    def wish(self, *, now: datetime) -> RestrictionWish:
        """Return the restriction as it is wanted."""
        given = self.cleaned_data
        wanted = dict.fromkeys((given["place"], *given["also"]))
        narrower: dict[str, Any] = {
            "places": tuple(wanted),
            "outcome": Outcome(given["outcome"] or Outcome.BLOCK),
            "direction": Direction(given["direction"] or Direction.TO),
            "hs_prefixes": given["hs_prefixes"],
            "categories": tuple(UUID(one) for one in given["categories"]),
            "parties": given["sellers"],
            "nexus": dict.fromkeys(given["ties"], given["tied_to"]),
        }
        return RestrictionWish(
            code=_code_of(given["place"], narrower),
            regime=given["regime"],
            legal_basis=given["legal_basis"],
            link=given["link"],
            since=utc(given["at"]) if given["at"] else now,
            shopper_texts={code: given[f"shopper_{code}"] for code in LANGUAGES},
            seller_texts={code: given[f"seller_{code}"] for code in LANGUAGES},
            handling={state: Handling(given[f"on_{state}"]) for state in CHOICES},
            **narrower,
        )

    def groups(self) -> list[tuple[str, list[forms.BoundField], bool]]:
        """Return the fields under their headings, and whether they are folded away."""
        told = [f"{who}_{code}" for who in ("shopper", "seller") for code in language_names()]
        narrower = [self[name] for name in _NARROWER]
        is_narrow = any(field.errors or field.value() for field in narrower if field.name != "direction")
        return [
            (_("Where and from when on"), [self[name] for name in _WHERE], False),
            (_("Rule and basis"), [self[name] for name in _BASIS], False),
            (_("What everybody reads"), [self[name] for name in told], False),
            (_("What becomes of orders"), [self[f"on_{state}"] for state in CHOICES], False),
            (_("Not everything, not every seller, not every sale"), narrower, not is_narrow),
        ]


class ResumeForm(forms.Form):
    """A resumption of a restriction as somebody proposes it."""

    at = minute_or_at_once()
    reason = forms.CharField(label=gettext_lazy("What it rests on"), max_length=500)

    def __init__(self, data: Any = None, *, restriction: UUID) -> None:
        super().__init__(data, label_suffix="", auto_id=f"resume-{restriction.hex}-%s")


class LicenceForm(forms.Form):
    """A licence as somebody proposes to take it down."""

    restriction = forms.ChoiceField(label=gettext_lazy("For which restriction"))
    number = forms.CharField(label=gettext_lazy("Number"), max_length=100)
    issuer = forms.CharField(label=gettext_lazy("Who gave it"), max_length=200)
    since = forms.DateField(
        label=gettext_lazy("Holds from"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label=gettext_lazy("Holds until"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    seller = forms.CharField(
        label=gettext_lazy("Only for this seller"),
        required=False,
        help_text=gettext_lazy("Its short name in addresses."),
    )

    def __init__(self, data: Any = None, *, codes: Iterable[str]) -> None:
        super().__init__(data, label_suffix="", auto_id="licence_%s")
        self.fields["restriction"].choices = [(code, code) for code in codes]  # type: ignore[attr-defined]

    def clean_seller(self) -> UUID | None:
        """Return the seller's key; raise for a name that nobody has."""
        slug = self.cleaned_data["seller"].strip()
        return _seller(slug) if slug else None

    def licence(self) -> Licence:
        """Return the licence."""
        given = self.cleaned_data
        return Licence(
            restriction=given["restriction"],
            number=given["number"],
            issuer=given["issuer"],
            since=datetime.combine(given["since"], datetime.min.time(), tzinfo=UTC),
            until=datetime.combine(given["until"], datetime.min.time(), tzinfo=UTC),
            seller_id=given["seller"],
        )


def initial_from(code: str) -> dict[str, Any]:
    """Return an example regime as a form's first values; nothing if there is no such example."""
    wish = examples().get(code)
    if wish is None:
        return {}
    return {
        "place": wish.places[0],
        "also": list(wish.places[1:]),
        "outcome": wish.outcome.value,
        "direction": wish.direction.value,
        "regime": wish.regime,
        "legal_basis": wish.legal_basis,
        "link": wish.link,
        "hs_prefixes": ", ".join(wish.hs_prefixes),
        "ties": list(wish.nexus),
        "tied_to": ", ".join(sorted({country for named in wish.nexus.values() for country in named})),
    }


def utc(moment: datetime) -> datetime:
    """Return a moment that was typed as UTC."""
    return moment.replace(tzinfo=UTC)


def _code_of(place: str, narrower: Mapping[str, Any]) -> str:
    """Return the name under which a restriction can hold once at a time: of a plain stop the place's own."""
    plain = RestrictionWish("", "", "", "", places=(place,), since=datetime.min.replace(tzinfo=UTC))
    if all(getattr(plain, name) == value for name, value in narrower.items()):
        return f"stop-{place.lower()}"
    facts = msgspec.json.encode(narrower, order="deterministic")
    return f"{narrower['outcome']}-{place.lower()}-{hashlib.sha256(facts).hexdigest()[:8]}"


def _seller(slug: str) -> UUID:
    try:
        return seller_by_slug(slug).id
    except Missing:
        raise forms.ValidationError(_("There is no seller %(slug)s.") % {"slug": slug}) from None


def _words(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text.replace(",", " ").split()))
