"""Staff pages open to a second factor only, where the installation asks for one."""

from collections.abc import Callable
from typing import Any, Final

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

_GUARDED: Final = frozenset({"staff", "admin"})


class AskStaffForSecondFactor:
    """Leads staff who signed in without one to where they add or show one (STAFF_SECOND_FACTOR)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, arguments: Any, named: Any
    ) -> HttpResponse | None:
        """Turn away whoever has not shown a second factor in this session."""
        match = request.resolver_match
        if not settings.STAFF_SECOND_FACTOR or match is None or not _GUARDED & set(match.app_names):
            return None
        if not getattr(request.user, "is_staff", False) or has_shown_second_factor(request):
            return None
        if is_mfa_enabled(request.user):
            messages.warning(request, _("Staff pages ask for your second factor. Please show it once more."))
            return HttpResponseRedirect(f"{_door()}?{urlencode({'next': request.path})}")
        messages.warning(
            request,
            _("Staff pages open only to a second factor. Add a passkey, or an app with codes; then go on."),
        )
        return HttpResponseRedirect(reverse("me:security"))


def has_shown_second_factor(request: HttpRequest) -> bool:
    """Test if a passkey, a code of an app or a recovery code was used in this session."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)


def _door() -> str:
    # Who has passkeys alone has recovery codes, too: that page takes either.
    return reverse("mfa_reauthenticate")
