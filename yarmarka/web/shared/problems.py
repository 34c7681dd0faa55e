"""Named errors as pages: what happened, why, what to do, with the right status."""

from collections.abc import Callable

from allauth.core.exceptions import RateLimited
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from yarmarka.kernel.errors import YarmarkaError
from yarmarka.presentation.errors import explain
from yarmarka.presentation.locales import current_language
from yarmarka.web.shared.failures import too_many_requests


class ShowProblems:
    """Turns a YarmarkaError that a page view raised into a page; any other exception stays loud."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, RateLimited):
            return too_many_requests(request)
        if not isinstance(exception, YarmarkaError):
            return None
        return show_problem(request, exception)


def show_problem(request: HttpRequest, error: YarmarkaError) -> HttpResponse:
    """Return the page for a named error. A missing thing looks exactly like an address that never was."""
    if error.status == 404:
        return render(request, "404.html", status=404)
    facts = {"problem": explain(error, current_language()), "back_url": _back(request)}
    return render(request, "shared/problem.html", facts, status=error.status)


def _back(request: HttpRequest) -> str:
    """Return the page that the reader came from, if it is one of ours."""
    came_from = request.META.get("HTTP_REFERER", "")
    is_ours = url_has_allowed_host_and_scheme(
        came_from, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return came_from if is_ours else ""
