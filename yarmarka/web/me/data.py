"""One's data: take a copy, or have the account deleted, as easily as it was opened."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yarmarka.domain.accounts.queries import copies_of, copy_for
from yarmarka.domain.accounts.rules import EXPORT_LASTS, FORGET_AFTER
from yarmarka.flows.copy_data import ask_for_copy, file_of
from yarmarka.flows.forget_people import say_farewell, stay
from yarmarka.kernel.clock import now
from yarmarka.kernel.errors import Missing
from yarmarka.reads.farewell import farewell_hindrances
from yarmarka.web.me.doors import View, own, person_id_of, show

#: asks who it is once more, unless they have just shown it
_sure: Final[Callable[[View], View]] = reauthentication_required(app="allauth.account")


@require_safe
@own
def data(request: HttpRequest) -> HttpResponse:
    """Show the copies that wait, and what deleting the account would mean."""
    person_id = person_id_of(request)
    return show(
        request,
        "data",
        copies=copies_of(person_id=person_id, now=now()),
        hindrances=farewell_hindrances(person_id=person_id),
        copy_days=EXPORT_LASTS.days,
        farewell_days=FORGET_AFTER.days,
        support_email=settings.SUPPORT_EMAIL,
    )


@require_POST
@own
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for a copy."""
    if ask_for_copy(person_id=person_id_of(request), now=now()):
        messages.success(request, gettext("We put your copy together. A letter tells you when it is ready."))
    return HttpResponseRedirect(reverse("me:data"))


@require_safe
@own
@_sure
def fetch(request: HttpRequest, copy_id: UUID) -> HttpResponse:
    """Return a copy's file to its owner, and to nobody else. Raises Missing."""
    copy = copy_for(person_id=person_id_of(request), copy_id=copy_id, now=now())
    file = file_of(copy.id)
    if not file.exists():
        raise Missing(what="data copy")
    name = f"yarmarka-{copy.asked_at:%Y-%m-%d}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(file.read_bytes(), content_type="application/zip", headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
@own
@_sure
def delete(request: HttpRequest) -> HttpResponse:
    """Ask once, and begin the farewell."""
    person_id = person_id_of(request)
    if request.method == "POST":
        say_farewell(person_id=person_id, now=now())
        messages.success(
            request, gettext("Your account will be deleted. Until then you can change your mind here.")
        )
        return HttpResponseRedirect(reverse("me:data"))
    hindrances = farewell_hindrances(person_id=person_id)
    return show(request, "delete", hindrances=hindrances, farewell_days=FORGET_AFTER.days)


@require_POST
@own
def keep(request: HttpRequest) -> HttpResponse:
    """Take the farewell back."""
    if stay(person_id=person_id_of(request), now=now()):
        messages.success(request, gettext("Your account stays. We are glad."))
    return HttpResponseRedirect(reverse("me:data"))
