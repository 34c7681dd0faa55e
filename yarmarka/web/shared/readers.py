"""Who reads the page: their language is remembered, their zone is the one that clocks are shown in."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import get_script_prefix
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers

from yarmarka.presentation.dates import likely_zone


class KnowReader:
    """Shows times in the reader's likely zone, and remembers a language that was chosen by a link."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = translation.get_language() or settings.LANGUAGE_CODE
        with timezone.override(likely_zone(language)):
            response = self.get_response(request)
        in_path = translation.get_language_from_path(request.path_info)
        if in_path and in_path != translation.get_language_from_request(request):
            remember_language(response, in_path)
        return response


def remember_language(response: HttpResponse, language: str) -> None:
    """Let the next visit to `/` open in this language, for a year."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=31_536_000,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )


def to_own_language(request: HttpRequest) -> HttpResponse:
    """`/`: redirect to the person's own language, else the remembered one, else what the browser asks for."""
    language = translation.get_language_from_request(request)
    if request.user.is_authenticated:
        own = getattr(request.user, "locale", "")
        language = own if own in dict(settings.LANGUAGES) else language
    response = HttpResponseRedirect(f"{get_script_prefix()}{language}/")
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response
