"""How one signs in, and what else guards the account."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yarmarka.domain.accounts.actions import revoke_token_of
from yarmarka.kernel.clock import now
from yarmarka.web.me.doors import own, person_id_of, show
from yarmarka.web.me.guards import guards_of


@require_safe
@own
def security(request: HttpRequest) -> HttpResponse:
    """Show every way in, and what can be done about each."""
    return show(
        request,
        "security",
        guards=guards_of(request, now=now()),
        is_staff=getattr(request.user, "is_staff", False),
        staff_needs_second=settings.STAFF_SECOND_FACTOR,
    )


@require_POST
@own
def revoke(request: HttpRequest, token_id: UUID) -> HttpResponse:
    """End an app's token."""
    revoke_token_of(person_id=person_id_of(request), token_id=token_id, now=now())
    messages.success(request, _("The app is signed out."))
    return HttpResponseRedirect(reverse("me:security"))
