"""What of a service, and of how a place is reached, one of the staff wants to be another."""

import re
from datetime import timedelta
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yarmarka.domain.places.queries import places
from yarmarka.domain.shipping.types import NewCoverage, Quality, Reach, ServiceCard, ServiceChange
from yarmarka.kernel.clock import now
from yarmarka.presentation.countries import country_name
from yarmarka.presentation.locales import current_language, language_names
from yarmarka.vocabulary.goods import LANGUAGES, in_language
from yarmarka.vocabulary.money import Money, minor_units
from yarmarka.vocabulary.places import COUNTRIES
from yarmarka.web.staff.lane_forms import FiguresForm, carrier_choices, source
from yarmarka.web.staff.lane_words import QUALITIES
from yarmarka.web.staff.minutes import minute

#: what the form and the change call alike
_SAME: Final = (
    "min_days",
    "max_days",
    "max_weight_g",
    "max_side_mm",
    "volume_divisor",
    "takes_batteries",
)
#: a day that a year has, nothing before it or behind; what is no day can't be written out for shoppers
_SEASON: Final = re.compile(
    r"\A((0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])|02-29|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)\Z"
)


class ServiceForm(FiguresForm):
    """What of a service is to change."""

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
                "max_side_mm": service.max_side_mm,
                "volume_divisor": service.volume_divisor,
                "takes_batteries": service.takes_batteries,
                "at": now() + timedelta(days=1),
            },
        )
        self.service = service

    def clean(self) -> dict[str, Any]:
        """Check that the days are in order and that anything changes."""
        given = super().clean()
        if not self.errors and self.change() == ServiceChange():
            self.add_error(None, _("Nothing of it is another than now."))
        return given

    def change(self) -> ServiceChange:
        """Return what differs from the service as it is."""
        given = self.cleaned_data
        wanted = {
            "base_minor": minor_units(given["base"]),
            "per_kg_minor": minor_units(given["per_kg"]),
            **{name: given[name] for name in _SAME},
        }
        return ServiceChange(
            **{name: value for name, value in wanted.items() if value != getattr(self.service, name)}
        )


class ReachForm(forms.Form):
    """How well a place is to be reached: the days more, the season, and what shoppers read of it."""

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

    def __init__(self, data: Any = None, **named: Any) -> None:
        super().__init__(data, label_suffix="", **named)
        language = current_language()
        known = sorted(
            ((one.code, in_language(one.names, language)) for one in places()), key=lambda one: one[1]
        )
        for name, offered in (("place", known), ("quality", list(QUALITIES.items()))):
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

    def reach(self) -> Reach:
        """Return how the place is to be reached; the form is valid."""
        given = self.cleaned_data
        seasonal = given["quality"] == Quality.SEASONAL
        return Reach(
            Quality(given["quality"]),
            given["extra_min_days"],
            given["extra_max_days"],
            (given["season_from"], given["season_until"]) if seasonal else None,
            {code: given[f"note_{code}"] for code in LANGUAGES if given[f"note_{code}"]},
        )


class CoverageForm(ReachForm):
    """How a carrier is to reach a place."""

    carrier = forms.ChoiceField(label=gettext_lazy("Carrier"))
    code = forms.CharField(
        label=gettext_lazy("Service’s code"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Empty for all of the carrier’s services."),
    )
    country = forms.ChoiceField(label=gettext_lazy("Addressed to"))
    at = minute()
    source = source()

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"at": now() + timedelta(days=1)})
        language = current_language()
        countries = [(code, country_name(code, language)) for code in COUNTRIES]
        for name, offered in (("carrier", carrier_choices()), ("country", countries)):
            self.fields[name].choices = offered  # type: ignore[attr-defined]  # a choice
        notes = [f"note_{code}" for code in LANGUAGES]
        self.order_fields(["carrier", "code", "country", *ReachForm.base_fields, *notes])

    def covered(self) -> NewCoverage:
        """Return the coverage as it is wanted."""
        given = self.cleaned_data
        return NewCoverage(given["carrier"], given["country"], given["place"], self.reach(), given["code"])
