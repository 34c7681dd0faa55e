"""Who sends a request, once their view has made sure that they are signed in."""

from uuid import UUID

from django.http import HttpRequest


def person_id(request: HttpRequest) -> UUID:
    """Return the key of the signed-in person."""
    key = request.user.pk
    assert key is not None, "the view lets in nobody who is not signed in"
    return key


def email_of(request: HttpRequest) -> str:
    """Return the e-mail address of the signed-in person."""
    return str(getattr(request.user, "email", ""))
