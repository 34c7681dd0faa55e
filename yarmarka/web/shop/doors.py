"""Where a page sends its reader next: on after a form, back to where they came from, or to sign in first."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from yarmarka.kernel.errors import Invalid, YarmarkaError
from yarmarka.presentation.errors import Explanation, explain
from yarmarka.presentation.locales import current_language
from yarmarka.vocabulary.ids import parse_public_id

View = Callable[..., HttpResponse]


class SeeOther(HttpResponseRedirect):
    """303: what the form asked for is done, look there (RFC 9110, 15.4.4)."""

    status_code = 303


def see(name: str, *arguments: Any) -> SeeOther:
    """Return a redirect to a page of the shop after a form."""
    return SeeOther(resolve_url(f"shop:{name}", *arguments))


def came_from(request: HttpRequest, *, otherwise: str) -> str:
    """Return the page that a form names in `next`, if it is one of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours else reverse(f"shop:{otherwise}")


def signed_in(*, otherwise: str) -> Callable[[View], View]:
    """Let only signed-in people to a page. A guest signs in first and comes back to it.

    A form can't be sent again by itself, so after one they come to the page called `otherwise`.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
            if request.user.is_authenticated:
                return view(request, *arguments, **named)
            is_form = request.method == "POST"
            return redirect_to_login(reverse(f"shop:{otherwise}") if is_form else request.get_full_path())

        return guarded

    return decorate


def key_in_form(request: HttpRequest, name: str, prefix: str) -> UUID:
    """Return the key in a form's public id. Raises Invalid naming the field."""
    key = parse_public_id(prefix, request.POST.get(name, ""))
    if key is None:
        raise Invalid(field=name, value=request.POST.get(name, "")[:40])
    return key


def explained(error: YarmarkaError) -> Explanation:
    """Return an error in the words of this page's language."""
    return explain(error, current_language())
