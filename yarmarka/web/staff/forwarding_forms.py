"""Forms of the list of forwarding addresses: an entry, a file, an end."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yarmarka.domain.compliance.types import ForwarderWish
from yarmarka.web.staff.minutes import BEFORE_2100, LATE_DAY

#: why a row of a file could not be taken, and what helps
ROW_REASONS: Final[Mapping[str, Promise | str]] = {
    "country": _("The country must be two letters, as KZ."),
    "words": _("It needs a firm's name, or a street with its house: this would fit any address."),
    "source": _("It must say where it is known from."),
    "until": _("The last day comes before the first one, or has passed."),
    "day": _("A day is written as 2026-11-26."),
    "late": LATE_DAY,
    "cells": _(
        "It has more cells than the first line: put quotation marks around a cell with a comma in it."
    ),
    "long": _("It is too long: shorten it."),
    "twice": _("The file has this address already, in a row above."),
    "too_many": _("A file has at most 2,000 rows: send the others in another one."),
}


class EntryForm(forms.Form):
    """A forwarding address as somebody wants it known."""

    country = forms.CharField(
        label=_("Country"), max_length=2, min_length=2, help_text=_("Two letters, as KZ.")
    )
    postal_code = forms.CharField(
        label=_("Postal code"), max_length=12, required=False, help_text=_("Empty where any will do.")
    )
    words = forms.CharField(
        label=_("Street and house, or the firm"),
        max_length=300,
        help_text=_(
            "In any alphabet. A semicolon parts what must all be in an address: a firm; a street and its house."
        ),
    )
    note = forms.CharField(label=_("Note"), max_length=500, required=False)
    source = forms.CharField(
        label=_("Known from"),
        max_length=500,
        help_text=_("The firm's own page, a complaint, a parcel that came back."),
    )
    since = forms.DateField(
        label=_("First day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Empty for as soon as it is approved."),
        validators=[BEFORE_2100],
    )
    until = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Empty until somebody takes it off."),
        validators=[BEFORE_2100],
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named | {"label_suffix": ""})

    def wish(self) -> ForwarderWish:
        """Return what was filled in; the form is valid."""
        given = self.cleaned_data
        last = given["until"]
        return ForwarderWish(
            country=given["country"],
            words=given["words"],
            source=given["source"],
            postal_code=given["postal_code"],
            note=given["note"],
            since=_midnight(given["since"]) if given["since"] else None,
            until=_midnight(last + timedelta(days=1)) if last else None,
        )


class FileForm(forms.Form):
    """A file of forwarding addresses."""

    file = forms.FileField(
        label=_("CSV file"),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv"}),
        help_text=_(
            "The first line names the columns: <code>country</code>, <code>postal_code</code>, "
            "<code>words</code>, <code>note</code>, <code>source</code>, <code>from</code>, <code>until</code>."
        ),
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named | {"label_suffix": "", "auto_id": "file_%s"})


class EndForm(forms.Form):
    """Which entry is to be taken off, and why."""

    forwarder = forms.ChoiceField(label=_("Address or firm"))
    reason = forms.CharField(label=_("What it rests on"), max_length=500)

    def __init__(self, *arguments: Any, choices: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*arguments, **named | {"label_suffix": "", "auto_id": "end_%s"})
        self.fields["forwarder"].choices = choices  # type: ignore[attr-defined]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
