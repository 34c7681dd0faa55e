"""Says on the next page what a form did, or why it could not."""

from collections.abc import Iterator
from contextlib import contextmanager

from django import forms
from django.contrib import messages
from django.http import HttpRequest

from yarmarka.kernel.errors import Missing, YarmarkaError
from yarmarka.presentation.errors import explain
from yarmarka.presentation.locales import current_language


@contextmanager
def problems_told(request: HttpRequest) -> Iterator[None]:
    """Turn a named error into a message for the next page; what is missing stays a page that is not there."""
    try:
        yield
    except Missing:
        raise
    except YarmarkaError as error:
        messages.error(request, sentence(error))


def sentence(error: YarmarkaError) -> str:
    """Return what happened, why, and what to do."""
    told = explain(error, current_language())
    return " ".join(f"{part.rstrip('.')}." for part in (told.title, told.reason, told.remedy) if part)


def add_problem(form: forms.Form, error: YarmarkaError) -> None:
    """Put a named error at the field it names, or at the head of the form."""
    told = explain(error, current_language())
    field = error.field if error.field in form.fields else None
    form.add_error(field, " ".join(part for part in (told.reason or told.title, told.remedy) if part))
