"""Says on the next page what a form did, or why it could not."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest

from yarmarka.kernel.errors import YarmarkaError
from yarmarka.presentation.errors import explain
from yarmarka.presentation.locales import current_language

#: how a sentence ends that does not say so itself, and what stands between two
_STOPS: Final = {"zh": ("。", "")}
_ENDED: Final = (".", "?", "!", "…", "。", "？")


@contextmanager
def problems_told(
    request: HttpRequest, *, besides: type[YarmarkaError] | tuple[type[YarmarkaError], ...] = ()
) -> Iterator[None]:
    """Turn a named error into a message for the next page; what is missing stays a page that is not there.

    Errors `besides` are the caller's to say where they belong.
    """
    try:
        yield
    except YarmarkaError as error:
        if error.status == HTTPStatus.NOT_FOUND or isinstance(error, besides):
            raise
        tell_problem(request, error)


def tell_problem(request: HttpRequest, error: YarmarkaError) -> None:
    """Say on the next page what went wrong, why, and what helps."""
    messages.error(request, sentence(error))


def sentence(error: YarmarkaError) -> str:
    """Return what happened, why, and what to do."""
    language = current_language()
    told = explain(error, language)
    stop, space = _STOPS.get(language, (".", " "))
    parts = [part for part in (told.title, told.reason, told.remedy) if part]
    return space.join(part if part.endswith(_ENDED) else f"{part}{stop}" for part in parts)


def add_problem(form: forms.Form, error: YarmarkaError) -> None:
    """Put a named error at the field it names, or at the head of the form."""
    form.add_error(error.field if error.field in form.fields else None, at_its_field(error))


def at_its_field(error: YarmarkaError) -> str:
    """Return why the value of a field can't be taken, and what to do; the field says what it is about."""
    told = explain(error, current_language())
    return " ".join(part for part in (told.reason or told.title, told.remedy) if part)
