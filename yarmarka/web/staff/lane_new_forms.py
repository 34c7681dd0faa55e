"""A lane that there is not yet, as one of the staff proposes it: the lane, its legs, its services and its coverage."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yarmarka.domain.shipping.errors import (
    LaneKnown,
    LegsMissing,
    LegsOutOfOrder,
    PlaceTwice,
    ServiceKnown,
    ServicesMissing,
)
from yarmarka.domain.shipping.rules.legs import days_of
from yarmarka.domain.shipping.types import LegCard, NewCoverage, NewLane, NewService, Quality
from yarmarka.kernel.clock import now
from yarmarka.kernel.errors import YarmarkaError
from yarmarka.presentation.countries import country_choices
from yarmarka.presentation.locales import current_language, language_names
from yarmarka.vocabulary.goods import LANGUAGES
from yarmarka.vocabulary.places import COUNTRIES
from yarmarka.web.shared.telling import at_its_field
from yarmarka.web.staff.lane_change_forms import ReachForm
from yarmarka.web.staff.lane_forms import (
    LegForm,
    NewServiceForm,
    carrier_choices,
    leg_forms,
    legs_told,
    source,
)
from yarmarka.web.staff.minutes import minute

#: how many services and places a proposal has room for; more of both follow by their own forms
_MOST_SERVICES: Final = 3
_MOST_PLACES: Final = 4
_OF_THE_LANE: Final = ("carrier", "lane", "origin_country", "destination_country", "at", "source")
#: what of a service is sent even where nobody told one
_ALWAYS_TOLD: Final = frozenset(
    {"speed", "ending", "picks_point", "currency", "inspection_days", "takes_batteries"}
)


class LaneForm(forms.Form):
    """Whose lane it is, what it is called, where it leads, from when on, and what that rests on."""

    carrier = forms.ChoiceField(
        label=gettext_lazy("Carrier"), help_text=gettext_lazy("Who sells the lane; its legs may be others’.")
    )
    code = forms.SlugField(label=gettext_lazy("Lane’s code"), max_length=40)
    origin_country = forms.ChoiceField(label=gettext_lazy("Sent from"))
    destination_country = forms.ChoiceField(label=gettext_lazy("Addressed to"))
    at = minute()
    source = source()

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="", initial={"at": now() + timedelta(days=1)})
        countries = country_choices(COUNTRIES, current_language())
        told: Mapping[str, list[tuple[str, str]]] = {
            "carrier": carrier_choices(),
            "origin_country": countries,
            "destination_country": countries,
        }
        for name, choices in told.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # a choice
        for code, name in language_names().items():
            self.fields[f"name_{code}"] = forms.CharField(
                label=_("What shoppers read · %(language)s") % {"language": name}, max_length=80
            )
        self.order_fields(["carrier", "code", *(f"name_{code}" for code in LANGUAGES)])


class LaneServiceForm(NewServiceForm):
    """A service on the new lane; without a code, a name and a price there is none in this place."""

    def __init__(self, data: Any = None, *, number: int) -> None:
        super().__init__(
            (), data, prefix=f"service{number}", empty_permitted=True, use_required_attribute=False
        )
        self.number = number
        for name in _OF_THE_LANE:
            del self.fields[name]
        for name in ("min_days", "max_days"):
            self.fields[name].required = False
            self.fields[name].help_text = _("Empty: as long as all legs take together.")

    def has_changed(self) -> bool:
        """Test if anything was told of a service here; choices, and what is filled in already, always say something."""
        told = [name for name in self.fields if name not in _ALWAYS_TOLD]
        return any(self.data.get(self.add_prefix(name), "").strip() for name in told)

    def clean(self) -> dict[str, Any]:
        """Leave days that were not told to the legs."""
        given = forms.Form.clean(self) or {}
        first, last = given.get("min_days"), given.get("max_days")
        if first is not None and last is not None and last < first:
            self.add_error("max_days", _("It can’t come before the first day."))
        return given

    def on(self, lane: Mapping[str, Any], legs: list[LegCard]) -> NewService | None:
        """Return the service on a lane, if there is one in this place; the form is valid.

        Days that can't be kept, as the legs alone take longer, are said at their field.
        """
        if not self.has_changed():
            return None
        fewest, most = days_of(legs)
        given = self.cleaned_data
        first = fewest if given["min_days"] is None else given["min_days"]
        last = max(first, most, 1) if given["max_days"] is None else given["max_days"]
        if last < fewest:
            self.add_error(
                "max_days",
                _("The legs alone take %(days)s days or more: say at least so many, or mend the legs.")
                % {"days": fewest},
            )
        self.cleaned_data = given | {
            **{name: lane[name] for name in ("carrier", "origin_country", "destination_country")},
            "lane": "",
            "min_days": first,
            "max_days": last,
        }
        return self.service()


class LanePlaceForm(ReachForm):
    """A place that the lane's services reach in another way; without a place there is none."""

    def __init__(self, data: Any = None, *, number: int) -> None:
        super().__init__(data, prefix=f"place{number}", empty_permitted=True, use_required_attribute=False)
        self.number = number
        field = self.fields["place"]
        field.choices = [("", _("No place here")), *field.choices]  # type: ignore[attr-defined]  # a choice

    def has_changed(self) -> bool:
        """Test if anything was told of a place here."""
        told = ("place", "season_from", "season_until", *(f"note_{code}" for code in LANGUAGES))
        usual = {"extra_min_days": "0", "extra_max_days": "0", "quality": Quality.SERVED.value}
        return any(self.data.get(self.add_prefix(name), "").strip() for name in told) or any(
            self.data.get(self.add_prefix(name), "").strip() not in {"", same} for name, same in usual.items()
        )


@dataclass(frozen=True)
class LaneForms:
    """All forms of a new lane; what is wrong is said at its field, and everything that was typed stays."""

    lane: LaneForm
    legs: list[LegForm]
    services: list[LaneServiceForm]
    places: list[LanePlaceForm]

    @classmethod
    def of(cls, data: Any = None) -> "LaneForms":
        """Return the forms, empty or with what was sent."""
        return cls(
            LaneForm(data),
            leg_forms(data),
            [LaneServiceForm(data, number=number) for number in range(1, _MOST_SERVICES + 1)],
            [LanePlaceForm(data, number=number) for number in range(1, _MOST_PLACES + 1)],
        )

    @property
    def parts(self) -> list[tuple[str, forms.Form]]:
        """All forms but the lane's own, with what each is called."""
        return [
            *((_("Leg %(number)s") % {"number": one.number}, one) for one in self.legs),
            *((_("Service %(number)s") % {"number": one.number}, one) for one in self.services),
            *((_("Place %(number)s") % {"number": one.number}, one) for one in self.places),
        ]

    def is_wrong(self) -> bool:
        """Test if anything that was sent can't be taken."""
        return bool(self.lane.errors) or any(form.errors for _name, form in self.parts)

    def wanted(self) -> NewLane | None:
        """Return the lane that the forms tell; None where something of it is wrong."""
        legs = legs_told(self.legs)
        valid = [form.is_valid() for form in (self.lane, *self.services, *self.places)]
        if not all(valid) or self.is_wrong():
            return None
        if not legs:
            self._refuse(self.legs[0], "kind", LegsMissing())
        lane = self.lane.cleaned_data
        told = [(one, service) for one in self.services if (service := one.on(lane, legs))]
        services = [service for _form, service in told]
        if not told:
            self._refuse(self.services[0], "code", ServicesMissing())
        self._once([(form, "code", service.code) for form, service in told], ServiceKnown())
        named = [(one, "place", one.cleaned_data["place"]) for one in self.places if one.has_changed()]
        self._once(named, PlaceTwice())
        if self.is_wrong():
            return None
        return NewLane(
            carrier=lane["carrier"],
            code=lane["code"],
            names={code: lane[f"name_{code}"] for code in LANGUAGES},
            origin_country=lane["origin_country"],
            destination_country=lane["destination_country"],
            legs=tuple(legs),
            services=tuple(services),
            coverage=tuple(self._coverage(lane, services)),
        )

    def refuse(self, error: YarmarkaError) -> None:
        """Say at its field what the flow would not take."""
        form, field = {
            LaneKnown: (self.lane, "code"),
            ServiceKnown: (self._service_of(error.facts.get("service")), "code"),
            LegsMissing: (self.legs[0], "kind"),
            LegsOutOfOrder: (self.legs[0], "kind"),
        }.get(type(error), (self.lane, error.field))
        self._refuse(form, field if field in form.fields else None, error)

    def _service_of(self, code: str | None) -> LaneServiceForm:
        """Return the form that told a service of a code; the first one, where none did."""
        return next((one for one in self.services if one.cleaned_data.get("code") == code), self.services[0])

    def _coverage(self, lane: Mapping[str, Any], services: list[NewService]) -> list[NewCoverage]:
        return [
            NewCoverage(
                lane["carrier"],
                lane["destination_country"],
                one.cleaned_data["place"],
                one.reach(),
                service.code,
            )
            for one in self.places
            if one.has_changed()
            for service in services
        ]

    def _once(self, told: Sequence[tuple[forms.Form, str, str]], error: YarmarkaError) -> None:
        """Say at its field what was told before."""
        seen: set[str] = set()
        for form, field, said in told:
            if said in seen:
                self._refuse(form, field, error)
            seen.add(said)

    @staticmethod
    def _refuse(form: forms.Form, field: str | None, error: YarmarkaError) -> None:
        form.add_error(field, at_its_field(error))
