"""Pages of help: the list of articles, and each."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yarmarka.kernel.clock import now
from yarmarka.kernel.errors import Missing
from yarmarka.presentation.locales import current_language
from yarmarka.web.shared.texts import ARTICLES, Text, article, as_html, facts_for_texts, lead_of


@require_safe
def help_index(request: HttpRequest) -> HttpResponse:
    """Return the list of articles, each with the sentence that says it all."""
    facts = {"articles": _articles(), "support_email": settings.SUPPORT_EMAIL}
    return render(request, "shared/help.html", facts)


@require_safe
def help_article(request: HttpRequest, slug: str) -> HttpResponse:
    """Return one article."""
    if slug not in ARTICLES:
        raise Missing(what="article")
    language = current_language()
    text = article(slug, language)
    named = facts_for_texts(language, now=now())
    facts = {
        "title": text.title,
        "lead": lead_of(text, named),
        "body": as_html(text, named),
        "articles": _articles(),
        "current": slug,
        "support_email": settings.SUPPORT_EMAIL,
    }
    return render(request, "shared/help_article.html", facts)


def _articles() -> list[tuple[str, Text]]:
    language = current_language()
    return [(slug, article(slug, language)) for slug in ARTICLES]
