"""When a session was last used: noted every ten minutes, not at every step."""

import time
from collections.abc import Callable
from typing import Final

from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponse

from yarmarka.kernel.clock import now

_EVERY_S: Final = 600
_KEY: Final = "seen_at"


class NoteSeen:
    """Writes down that a signed-in session was used, so that its owner can tell which are alive."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        session = getattr(request, "session", None)
        # What no page has looked at is not looked at for this either: it would cost a query of its own.
        if session is None or not session.accessed or "_auth_user_id" not in session:
            return response
        seen_at = session.get(_KEY)
        if seen_at is None:
            # The row of a session that has just begun says so itself.
            session[_KEY] = int(time.time())
        elif time.time() - seen_at > _EVERY_S:
            session[_KEY] = int(time.time())
            UserSession.objects.filter(session_key=session.session_key).update(last_seen_at=now())
        return response
