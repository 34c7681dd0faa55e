"""A lane's legs and a new service, as one of the staff proposes them."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yarmarka.domain.shipping.queries import carriers_names
from yarmarka.domain.shipping.rules.legs import out_of_order
from yarmarka.domain.shipping.types import Ending, LaneCard, LegCard, LegKind, NewService, Speed
from yarmarka.kernel.clock import now
from yarmarka.presentation.countries import country_choices, route_name
from yarmarka.presentation.locales import current_language, language_names
from yarmarka.vocabulary.goods import LANGUAGES, in_language
from yarmarka.vocabulary.money import CURRENCIES, minor_units
from yarmarka.vocabulary.places import COUNTRIES
from yarmarka.web.staff.lane_words import CHANGES, ENDINGS, LEGS, SPEEDS
from yarmarka.web.staff.minutes import minute

#: How many legs a lane has room for.
MOST_LEGS: Final = 6
#: in which order a new service is told, beginning with what it is called
_WHERE_AND_HOW: Final = (
    "origin_country",
    "destination_country",
    "lane",
    "speed",
    "ending",
    "picks_point",
    "currency",
)
_FIGURES: Final = (
    "base",
    "per_kg",
    "min_days",
    "max_days",
    "inspection_days",
    "cut_off",
    "max_weight_g",
    "max_side_mm",
    "volume_divisor",
    "max_value",
)


def source() -> forms.CharField:
    """Return the field of what a change rests on."""
    return forms.CharField(
        label=gettext_lazy("What it rests on"),
        max_length=200,
        help_text=gettext_lazy("A decision, a law, an agreement: with its date and number."),
    )


def carrier_choices() -> list[tuple[str, str]]:
    """Return all carriers by code, called as the reader calls them."""
    return [(code, in_language(names, current_language())) for code, names in carriers_names().items()]


class LegsForm(forms.Form):
    """The minute and the ground of new legs; the legs themselves are forms of their own."""

    at = minute()
    source = source()

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="", initial={"at": now() + timedelta(days=1)})


class LegForm(forms.Form):
    """A leg; without a kind there is none in this place."""

    kind = forms.ChoiceField(label=gettext_lazy("What happens"), required=False)
    carrier = forms.ChoiceField(label=gettext_lazy("Who has the parcel"), required=False)
    min_days = forms.IntegerField(label=CHANGES["min_days"], min_value=0, max_value=365, required=False)
    max_days = forms.IntegerField(label=CHANGES["max_days"], min_value=0, max_value=365, required=False)

    def __init__(self, data: Any = None, *, number: int, leg: LegCard | None = None) -> None:
        told = (
            {"kind": leg.kind, "carrier": leg.carrier, "min_days": leg.min_days, "max_days": leg.max_days}
            if leg
            else {}
        )
        where = {f"hand_over_{code}": leg.hand_over.get(code, "") for code in LANGUAGES} if leg else {}
        super().__init__(data, label_suffix="", prefix=f"leg{number}", initial=told | where)
        self.number = number
        kinds = [("", _("No leg here")), *LEGS.items()]
        for name, choices in (("kind", kinds), ("carrier", [("", "–"), *carrier_choices()])):
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # a choice
        for code, language in language_names().items():
            self.fields[f"hand_over_{code}"] = forms.CharField(
                label=_("Handed over at · %(language)s") % {"language": language},
                max_length=80,
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        """Want a carrier and days, in order, where there is a leg."""
        given = super().clean() or {}
        if not given.get("kind"):
            if any(value not in {None, ""} for value in given.values()):
                self.add_error("kind", _("Say what happens on this leg, or empty all of its fields."))
            return given
        for name in ("carrier", "min_days", "max_days"):
            if given.get(name) in {None, ""} and name not in self.errors:
                self.add_error(name, _("Say it for this leg, or leave the leg out."))
        if not self.errors and given["max_days"] < given["min_days"]:
            self.add_error("max_days", _("It can’t come before the first day."))
        return given

    def leg(self) -> LegCard | None:
        """Return the leg, if there is one in this place; the form is valid."""
        given = self.cleaned_data
        if not given["kind"]:
            return None
        where = {code: given[f"hand_over_{code}"] for code in LANGUAGES if given[f"hand_over_{code}"]}
        return LegCard(LegKind(given["kind"]), given["carrier"], given["min_days"], given["max_days"], where)


def leg_forms(data: Any = None, *, legs: Sequence[LegCard] = ()) -> list[LegForm]:
    """Return a form for each leg that a lane may have, those that hold filled in."""
    filled = [*legs, *[None] * MOST_LEGS][:MOST_LEGS]
    return [LegForm(data, number=number, leg=leg) for number, leg in enumerate(filled, start=1)]


def legs_told(told: Sequence[LegForm]) -> list[LegCard]:
    """Return the legs that forms tell, once all are valid; one that is out of order is said at its place."""
    wrong_ones = [one for one in told if not one.is_valid()]
    if wrong_ones:
        return []
    filled = [(one, leg) for one in told if (leg := one.leg())]
    wrong = out_of_order([leg for _, leg in filled])
    if wrong is not None:
        filled[wrong][0].add_error(
            "kind", _("It comes before the leg above: tell legs in the order of the way.")
        )
    return [leg for _, leg in filled]


class FiguresForm(forms.Form):
    """Prices, days and limits of a service, and from when on they are to hold."""

    base = forms.DecimalField(label=CHANGES["base_minor"], min_value=0, max_digits=9, decimal_places=2)
    per_kg = forms.DecimalField(label=CHANGES["per_kg_minor"], min_value=0, max_digits=9, decimal_places=2)
    min_days = forms.IntegerField(label=CHANGES["min_days"], min_value=0, max_value=365)
    max_days = forms.IntegerField(label=CHANGES["max_days"], min_value=1, max_value=365)
    max_weight_g = forms.IntegerField(label=CHANGES["max_weight_g"], min_value=1, max_value=1_000_000)
    max_side_mm = forms.IntegerField(
        label=CHANGES["max_side_mm"], min_value=0, max_value=20_000, help_text=gettext_lazy("0: any.")
    )
    volume_divisor = forms.IntegerField(
        label=CHANGES["volume_divisor"],
        min_value=0,
        max_value=100_000,
        help_text=gettext_lazy("0: by weight alone."),
    )
    takes_batteries = forms.BooleanField(label=CHANGES["takes_batteries"], required=False, initial=True)
    at = minute()
    source = source()

    def clean(self) -> dict[str, Any]:
        """Check that the days are in order."""
        given = super().clean() or {}
        if not self.errors and given["max_days"] < given["min_days"]:
            self.add_error("max_days", _("It can’t come before the first day."))
        return given


class NewServiceForm(FiguresForm):
    """A service that there is not yet."""

    carrier = forms.ChoiceField(label=gettext_lazy("Carrier"))
    code = forms.SlugField(label=gettext_lazy("Service’s code"), max_length=40)
    origin_country = forms.ChoiceField(label=gettext_lazy("Sent from"))
    destination_country = forms.ChoiceField(label=gettext_lazy("Addressed to"))
    lane = forms.ChoiceField(
        label=gettext_lazy("Lane"),
        required=False,
        help_text=gettext_lazy("Its legs tell who has a parcel when, and dates follow them."),
    )
    speed = forms.ChoiceField(label=gettext_lazy("Speed"))
    ending = forms.ChoiceField(label=gettext_lazy("Where parcels end"))
    picks_point = forms.BooleanField(label=gettext_lazy("Shoppers choose the pick-up point"), required=False)
    currency = forms.ChoiceField(label=gettext_lazy("Currency"))
    inspection_days = forms.IntegerField(
        label=gettext_lazy("Days to look goods over after delivery"), min_value=0, max_value=90, initial=7
    )
    cut_off = forms.TimeField(
        label=gettext_lazy("Latest hour of hand-over (UTC)"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=gettext_lazy("What is handed over later sets out a day later; empty: no such hour."),
    )
    max_value = forms.DecimalField(
        label=gettext_lazy("Goods up to this value"),
        min_value=0,
        max_digits=11,
        decimal_places=2,
        required=False,
        help_text=gettext_lazy("In the service’s currency; empty: any."),
    )

    def __init__(self, lanes: Sequence[LaneCard], data: Any = None, **named: Any) -> None:
        told_first = {"at": now() + timedelta(days=1), "speed": Speed.STANDARD, "currency": "RUB"}
        super().__init__(data, label_suffix="", initial=told_first, **named)
        self.lanes = {str(lane.id): lane for lane in lanes}
        language = current_language()
        countries = country_choices(COUNTRIES, language)
        told: Mapping[str, list[tuple[str, Any]]] = {
            "carrier": carrier_choices(),
            "origin_country": countries,
            "destination_country": countries,
            "lane": [("", _("No lane")), *((key, lane_name(lane)) for key, lane in self.lanes.items())],
            "speed": list(SPEEDS.items()),
            "ending": list(ENDINGS.items()),
            "currency": [(code, code) for code in CURRENCIES],
        }
        for name, choices in told.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # a choice
        for code, name in language_names().items():
            self.fields[f"name_{code}"] = forms.CharField(
                label=_("What shoppers read · %(language)s") % {"language": name}, max_length=80
            )
        for limit in ("max_side_mm", "volume_divisor"):
            self.fields[limit].required = False
        names = [f"name_{code}" for code in LANGUAGES]
        self.order_fields(["carrier", "code", *names, *_WHERE_AND_HOW, *_FIGURES])

    def clean(self) -> dict[str, Any]:
        """Check that the days are in order and that the lane leads where the service does."""
        given = super().clean() or {}
        lane = self.lanes.get(given.get("lane", ""))
        route = (given.get("origin_country"), given.get("destination_country"))
        if lane and all(route) and (lane.origin_country, lane.destination_country) != route:
            self.add_error("lane", _("This lane leads from and to other countries."))
        return given

    def service(self) -> NewService:
        """Return the service; the form is valid."""
        given = self.cleaned_data
        return NewService(
            carrier=given["carrier"],
            code=given["code"],
            names={code: given[f"name_{code}"] for code in LANGUAGES},
            origin_country=given["origin_country"],
            destination_country=given["destination_country"],
            base_minor=minor_units(given["base"]),
            per_kg_minor=minor_units(given["per_kg"]),
            currency=given["currency"],
            max_weight_g=given["max_weight_g"],
            min_days=given["min_days"],
            max_days=given["max_days"],
            inspection_days=given["inspection_days"],
            lane_id=UUID(given["lane"]) if given["lane"] else None,
            speed=Speed(given["speed"]),
            ending=Ending(given["ending"]),
            picks_point=given["picks_point"],
            volume_divisor=given["volume_divisor"] or 0,
            max_side_mm=given["max_side_mm"] or 0,
            takes_batteries=given["takes_batteries"],
            cut_off=given["cut_off"],
            max_value_minor=None if given["max_value"] is None else minor_units(given["max_value"]),
        )


def lane_name(lane: LaneCard) -> str:
    """Return what a lane is called, and where it leads."""
    language = current_language()
    route = route_name(lane.origin_country, lane.destination_country, language)
    return f"{in_language(lane.names, language)} · {route}"
