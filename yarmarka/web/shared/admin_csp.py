"""Content policies that differ from the shop's: Django admin's is looser, and on the admin's path only."""

from collections.abc import Callable
from typing import Final

from csp.constants import NONE, SELF, UNSAFE_EVAL, UNSAFE_INLINE
from django.http import HttpRequest, HttpResponse

ADMIN_PATH: Final = "/staff/admin/"

#: The admin theme keeps behaviour in attributes (Alpine evaluates them: 'unsafe-eval') and colours in <style> elements
#: and attributes ('unsafe-inline' for style). Its scripts are files of its own, and nothing comes from other hosts.
POLICY: Final = {
    "default-src": [NONE],
    "script-src": [SELF, UNSAFE_EVAL],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [NONE],
    "base-uri": [NONE],
}


class AdminPolicy:
    """Gives responses under the admin's path their own policy; stands after CSPMiddleware in the list."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path_info.startswith(ADMIN_PATH):
            under_policy(response, POLICY)
        return response


def under_policy(response: HttpResponse, policy: dict[str, list[str]]) -> HttpResponse:
    """Return the response under a policy of its own, in place of the shop's."""
    response._csp_config = policy  # type: ignore[attr-defined]  # how django-csp's decorators do it
    return response


def also_allowing(response: HttpResponse, directives: dict[str, list[str]]) -> HttpResponse:
    """Return the response under the shop's policy with something added."""
    response._csp_update = directives  # type: ignore[attr-defined]  # how django-csp's decorators do it
    return response
