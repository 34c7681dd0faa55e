"""What a browser's owner allows us to note: asked once, quietly, and answered by two buttons of the same size.

The answer stands in a cookie of this browser; nothing of it is kept here.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from yarmarka.kernel.errors import Invalid
from yarmarka.web.shop.doors import SeeOther, came_from

#: an answer holds for half a year, then one may ask again
KEPT_S: Final = 180 * 86_400
_COOKIE: Final = "allowed"


class Purpose(StrEnum):
    """What is allowed, or not."""

    #: this browser remembers what was looked at
    SEEN = "seen"
    #: searches and chosen finds are noted, without a name
    SEARCHES = "searches"


_ANSWERS: Final = {"yes": True, "no": False}
#: what goes when its purpose is no longer allowed
COOKIES_OF: Final = {Purpose.SEEN: "seen", Purpose.SEARCHES: "visit"}


@dataclass(frozen=True)
class Allowed:
    """What was answered; None where nothing was. A browser that tells every site to note nothing is believed."""

    seen: bool | None
    searches: bool | None


def allowed_in(request: HttpRequest) -> Allowed:
    """Return what this browser's owner allows."""
    said = _answers_in(request)
    wants_nothing = request.headers.get("Sec-GPC") == "1"
    return Allowed(
        seen=said.get(Purpose.SEEN), searches=said.get(Purpose.SEARCHES, False if wants_nothing else None)
    )


@require_http_methods(["GET", "HEAD", "POST"])
def consents(request: HttpRequest) -> HttpResponse:
    """Show what is allowed, or keep an answer. Raises Invalid for a question that nobody asked."""
    if request.method == "POST":
        return _keep(request)
    return render(request, "shop/consents.html", {"allowed": allowed_in(request)})


def _answers_in(request: HttpRequest) -> dict[Purpose, bool]:
    """Return what was really answered, by purpose; odd parts of a cookie are no answers."""
    said = (part.partition("-") for part in request.COOKIES.get(_COOKIE, "").split("."))
    return {
        Purpose(name): _ANSWERS[word] for name, _, word in said if name in set(Purpose) and word in _ANSWERS
    }


def _keep(request: HttpRequest) -> HttpResponse:
    purpose, answer = request.POST.get("purpose", ""), request.POST.get("answer", "")
    for field, value, offered in (("purpose", purpose, set(Purpose)), ("answer", answer, _ANSWERS)):
        if value not in offered:
            raise Invalid(field=field, value=value[:40])
    said = _answers_in(request) | {Purpose(purpose): _ANSWERS[answer]}
    told = ".".join(f"{name}-{'yes' if is_so else 'no'}" for name, is_so in said.items())
    response = SeeOther(came_from(request, otherwise="consents"))
    keep_cookie(response, _COOKIE, told, seconds=KEPT_S)
    if answer == "no" and COOKIES_OF[Purpose(purpose)] in request.COOKIES:
        response.delete_cookie(COOKIES_OF[Purpose(purpose)])
    return response


def keep_cookie(response: HttpResponse, name: str, value: str, *, seconds: int) -> None:
    """Let the browser keep a value that no script reads."""
    response.set_cookie(
        name,
        value,
        max_age=seconds,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
