"""The minute from which something holds, as forms ask for it, and days that can be told as minutes."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy

from yarmarka.vocabulary.instants import LATEST

LATE_DAY: Final = gettext_lazy("Choose a day before the year 2100.")
#: of a day from which, or until the end of which something holds
BEFORE_2100: Final = MaxValueValidator(LATEST.date() - timedelta(days=1), message=LATE_DAY)


class _Minute(forms.DateTimeField):
    """A minute that is shown in UTC, as it is read."""

    def prepare_value(self, value: Any) -> Any:
        """Return a moment without a zone: Django would show it on the reader's own clock."""
        return value.astimezone(UTC).replace(tzinfo=None) if isinstance(value, datetime) else value


def minute(**named: Any) -> forms.DateTimeField:
    """Return the field of the minute from which a change holds."""
    return _Minute(
        label=gettext_lazy("From which minute on (UTC)"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        validators=[MaxValueValidator(LATEST, message=gettext_lazy("Choose a minute before the year 2100."))],
        **named,
    )


def minute_or_at_once() -> forms.DateTimeField:
    """Return the field of a minute that may be left open: then it holds once it is approved."""
    told = gettext_lazy("Left empty, it holds as soon as somebody else approves it.")
    return minute(required=False, help_text=told)
