"""Django admin's own content policy: looser than the shop's, and on the admin's path only."""

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
            response._csp_config = POLICY  # type: ignore[attr-defined] -- django-csp's own per-response hook
        return response
