"""Pages for what went wrong before or inside a view; the one for 500 touches neither database nor session."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.translation import get_language_from_path, override

_DEFAULT = "ru"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Return the page for a request that can't be understood."""
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Return the page for what this person may not do."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Return the page for an address with nothing behind it, or nothing for this viewer: they look alike."""
    return render(request, "404.html", status=404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Return the page for a form that came without, or with an old, proof of where it was filled in."""
    return render(request, "403_csrf.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Return the page for our own fault: a template without context, since anything else may be what broke."""
    language = get_language_from_path(request.path_info) or _DEFAULT
    context: dict[str, Any] = {"language": language}
    with override(language):
        return HttpResponse(get_template("500.html").render(context), status=500)
