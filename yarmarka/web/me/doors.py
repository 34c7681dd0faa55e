"""Who may see an account's pages, and the frame around each."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from yarmarka.domain.accounts.queries import farewell_of

View = Callable[..., HttpResponse]


def own(view: View) -> View:
    """Let only signed-in people to a page of their own; a guest signs in first. Nobody's cache keeps it."""

    @wraps(view)
    def guarded(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            is_form = request.method == "POST"
            return redirect_to_login(reverse("me:home") if is_form else request.get_full_path())
        answer = view(request, *arguments, **named)
        add_never_cache_headers(answer)
        return answer

    return guarded


def person_id_of(request: HttpRequest) -> UUID:
    """Return who has signed in."""
    assert request.user.is_authenticated
    return request.user.id


def show(request: HttpRequest, template: str, *, status: int = 200, **facts: Any) -> HttpResponse:
    """Return one of the account's pages."""
    frame = {"farewell": farewell_of(person_id=person_id_of(request))}
    return render(request, f"me/{template}.html", frame | facts, status=status)
