"""The rules of the fair, by document and version; which one a person agrees to when they sign up."""

from datetime import date
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yarmarka.kernel.clock import now
from yarmarka.kernel.errors import Missing
from yarmarka.presentation.locales import current_language
from yarmarka.web.shared.texts import (
    DOCUMENTS,
    Text,
    as_html,
    document,
    facts_for_texts,
    lead_of,
    versions,
)

#: Recorded with every consent: the newest version of the terms, which is the date of their files.
RULES_VERSION: Final = versions(DOCUMENTS[0])[0].isoformat()


@require_safe
def rules(request: HttpRequest, slug: str = DOCUMENTS[0], version: str = "") -> HttpResponse:
    """Return a document in the newest version, or in the one that is asked for. Raises Missing."""
    if slug not in DOCUMENTS:
        raise Missing(what="rules")
    language = current_language()
    since = _version(slug, version)
    text = document(slug, since, language)
    named = facts_for_texts(language, now=now())
    facts = {
        "title": text.title,
        "lead": lead_of(text, named),
        "body": as_html(text, named),
        "since": since,
        "others": [other for other in versions(slug) if other != since],
        "is_newest": since == versions(slug)[0],
        "documents": _documents(language),
        "current": slug,
    }
    return render(request, "shared/rules.html", facts)


def _version(slug: str, asked: str) -> date:
    known = {version.isoformat(): version for version in versions(slug)}
    if asked and asked not in known:
        raise Missing(what="rules")
    return known[asked] if asked else versions(slug)[0]


def _documents(language: str) -> list[tuple[str, Text]]:
    return [(slug, document(slug, versions(slug)[0], language)) for slug in DOCUMENTS]
