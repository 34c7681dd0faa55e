"""Where one is signed in: see it, end one, end all others."""

from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.internal.flows.sessions import end_other_sessions, end_sessions
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yarmarka.kernel.errors import Missing
from yarmarka.web.me.devices import device_of
from yarmarka.web.me.doors import own, person_id_of, show


@dataclass(frozen=True)
class Session:
    """A session as its owner would know it again."""

    id: int
    device: str
    address: str
    since: datetime
    seen_at: datetime
    is_current: bool


@require_safe
@own
def sessions(request: HttpRequest) -> HttpResponse:
    """Show every session, this one first, then the one that was used last."""
    kept = [_session(row, request) for row in UserSession.objects.purge_and_list(request.user)]
    kept.sort(key=lambda one: (one.is_current, one.seen_at), reverse=True)
    return show(request, "sessions", sessions=kept, others=sum(not one.is_current for one in kept))


@require_POST
@own
def end(request: HttpRequest) -> HttpResponse:
    """End one session, or all but this one. Raises Missing for another person's."""
    which = request.POST.get("which", "")
    if which == "others":
        end_other_sessions(request, request.user)
        messages.success(request, _("All other sessions have ended."))
        return HttpResponseRedirect(reverse("me:sessions"))
    mine = UserSession.objects.filter(user_id=person_id_of(request))
    row = mine.filter(pk=int(which) if which.isdecimal() and len(which) < 18 else 0).first()
    if row is None:
        raise Missing(what="session")
    end_sessions(request, [row])
    messages.success(request, _("The session has ended."))
    return HttpResponseRedirect(reverse("me:sessions"))


def _session(row: UserSession, request: HttpRequest) -> Session:
    return Session(
        id=row.pk,
        device=device_of(row.user_agent),
        address=row.ip,
        since=row.created_at,
        seen_at=row.last_seen_at,
        is_current=row.session_key == request.session.session_key,
    )
