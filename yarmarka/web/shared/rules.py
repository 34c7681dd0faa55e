"""The rules that a person agrees to when they sign up, and which version of them."""

from datetime import date
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

#: Recorded with every consent; change it whenever the text changes.
RULES_VERSION: Final = "2026-11-22"


def rules(request: HttpRequest) -> HttpResponse:
    """Return the page with the rules."""
    return render(request, "shared/rules.html", {"version": date.fromisoformat(RULES_VERSION)})
