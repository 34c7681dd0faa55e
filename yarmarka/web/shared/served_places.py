"""Where the fair delivers, and where it does not: since when, why, and how it was before; for everybody to read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yarmarka.domain.compliance.queries import restrictions
from yarmarka.domain.compliance.rules import in_force
from yarmarka.domain.compliance.types import Direction, Outcome, Restriction
from yarmarka.domain.places.queries import place
from yarmarka.kernel import clock
from yarmarka.presentation.countries import country_choices
from yarmarka.presentation.locales import current_language
from yarmarka.vocabulary.goods import in_language
from yarmarka.vocabulary.places import COUNTRIES


@dataclass(frozen=True)
class Notice:
    """A restriction in the reader's language."""

    places: tuple[str, ...]
    why: str
    regime: str
    legal_basis: str
    link: str
    since: datetime
    until: datetime | None
    is_for_some_goods: bool


@require_safe
def served_places(request: HttpRequest) -> HttpResponse:
    """Show what is served, what is not and why, and all that ever was announced."""
    at = clock.now()
    told = [one for one in restrictions() if is_public(one)]
    holding = in_force(told, at=at)
    facts = {
        "served": [name for _, name in country_choices(COUNTRIES, current_language())],
        "stopped": notices_of(holding),
        "coming": notices_of(one for one in told if one.since > at),
        "past": notices_of(one for one in told if one.until and one.until <= at),
    }
    return render(request, "shared/served_places.html", facts)


def is_public(one: Restriction) -> bool:
    """Test if a restriction is about where goods go, not about certain parties."""
    return (
        one.wish.outcome is not Outcome.ALLOW
        and one.wish.direction is not Direction.FROM
        and not one.wish.parties
    )


def notices_of(restrictions: Iterable[Restriction]) -> list[Notice]:
    """Return restrictions in the reader's language."""
    language = current_language()
    return [
        Notice(
            places=tuple(in_language(place(code).names, language) for code in one.wish.places),
            why=in_language(one.wish.shopper_texts, language),
            regime=one.wish.regime,
            legal_basis=one.wish.legal_basis,
            link=one.wish.link,
            since=one.since,
            until=one.until,
            is_for_some_goods=bool(one.wish.hs_prefixes or one.wish.categories or one.wish.nexus),
        )
        for one in restrictions
    ]
