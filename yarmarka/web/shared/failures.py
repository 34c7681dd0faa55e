"""Pages for what went wrong before or inside a view; those for our own fault touch neither database nor session."""

import sys
from typing import Any, Final

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.translation import get_language_from_request, override

from yarmarka.kernel.telemetry import reference

#: how soon to come again when only the database is away: it mostly starts anew within that time
_SOON_S: Final = 30
#: as long as the longest of the limits on tries (ACCOUNT_RATE_LIMITS)
_WAIT_S: Final = 300
#: what psycopg raises when PostgreSQL is not there, or went away in mid-query
_AWAY: Final = (OperationalError, InterfaceError)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Return the page for a request that can't be understood."""
    return render(request, "400.html", _facts(), status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Return the page for what this person may not do."""
    return render(request, "403.html", _facts(), status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Return the page for an address with nothing behind it, or nothing for this viewer: they look alike."""
    return render(request, "404.html", status=404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Return the page for a form that came without, or with an old, proof of where it was filled in."""
    return render(request, "403_csrf.html", _facts(), status=403)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """Return the page for somebody who tries again too soon."""
    answer = render(request, "429.html", _facts(), status=429)
    answer["Retry-After"] = str(_WAIT_S)
    return answer


def server_error(request: HttpRequest) -> HttpResponse:
    """Return the page for our own fault; when the database is what failed, the one that says to come again soon."""
    if isinstance(sys.exc_info()[1], _AWAY):
        return standing_page(request, "503.html", status=503, retry_after_s=_SOON_S)
    return standing_page(request, "500.html", status=500)


def standing_page(
    request: HttpRequest, template: str, *, status: int, retry_after_s: int = 0, **facts: Any
) -> HttpResponse:
    """Return a page that stands whatever else has fallen: it asks the address and the browser for the language only."""
    language = get_language_from_request(request, check_path=True)
    context = {"language": language, "languages": settings.LANGUAGES, **_facts(), **facts}
    with override(language):
        answer = HttpResponse(get_template(template).render(context), status=status)
    answer["Cache-Control"] = "no-store"
    if retry_after_s:
        answer["Retry-After"] = str(retry_after_s)
    return answer


def _facts() -> dict[str, Any]:
    return {"reference": reference()}
