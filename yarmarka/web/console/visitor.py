"""Who sends a request, once their view has made sure that they are signed in, and what they sent."""

from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict

from yarmarka.kernel.errors import Missing


def person_id(request: HttpRequest) -> UUID:
    """Return the key of the signed-in person."""
    key = request.user.pk
    assert key is not None, "the view lets in nobody who is not signed in"
    return key


def email_of(request: HttpRequest) -> str:
    """Return the e-mail address of the signed-in person."""
    return str(getattr(request.user, "email", ""))


def sent(request: HttpRequest) -> QueryDict | None:
    """Return what a form sent, even if that is nothing; None when no form was sent."""
    return request.POST if request.method == "POST" else None


def posted_key(request: HttpRequest, name: str, *, what: str) -> UUID:
    """Return the key that a form's hidden field holds. Raises Missing, naming what it would be, for no key."""
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError:
        raise Missing(what=what) from None


def files_sent(request: HttpRequest) -> MultiValueDict[str, UploadedFile] | None:
    """Return the files that a form sent, even if there are none; None when no form was sent."""
    return request.FILES if request.method == "POST" else None
