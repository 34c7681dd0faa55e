"""Where the reader would have things sent: a city or a postal code, typed once and kept for the visit."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from yarmarka.domain.places.queries import meant_by
from yarmarka.domain.places.types import Place
from yarmarka.presentation.countries import country_name
from yarmarka.presentation.locales import current_language
from yarmarka.vocabulary.goods import in_language
from yarmarka.vocabulary.places import COUNTRIES
from yarmarka.web.shop.doors import SeeOther, came_from
from yarmarka.web.shop.forms import countries
from yarmarka.web.shop.shopper import ChosenPlace, place_of, remember_place, shopper_of

_LONGEST: Final = 80


@dataclass(frozen=True)
class Choice:
    """A place that the reader's words may mean, and what it is called."""

    code: str
    words: str


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Show or keep the place; ask which one is meant where the words mean several."""
    if request.method != "POST":
        return _page(request, place_of(request))
    country = request.POST.get("country", "")
    if country not in COUNTRIES:
        country = shopper_of(request).country
    words = " ".join(request.POST.get("place", "")[:_LONGEST].split())
    found = meant_by(words, country=country) if words else ()
    chosen = [place for place in found if place.code == request.POST.get("code")]
    if len(found) > 1 and not chosen:
        return _asked(request, ChosenPlace("", country, words), found)
    remember_place(request, _place(words, country, *(chosen or found)))
    return SeeOther(came_from(request, otherwise="home"))


def _place(words: str, country: str, *found: Place) -> ChosenPlace:
    """Return what to remember: a place's own code, unless it is a whole country; contested ones have no country."""
    if not found:
        return ChosenPlace("", country, words)
    (place,) = found
    within = place.country if place.country in COUNTRIES else country
    return ChosenPlace("" if place.code == place.country else place.code, within, words)


def _asked(request: HttpRequest, typed: ChosenPlace, found: tuple[Place, ...]) -> HttpResponse:
    answer = _page(request, typed, [Choice(place.code, _called(place)) for place in found])
    # A part of a page that was to be changed can't hold the question: the whole page asks it.
    answer["HX-Retarget"] = answer["HX-Reselect"] = "#main"
    answer["HX-Reswap"] = "outerHTML"
    return answer


def _page(
    request: HttpRequest, place: ChosenPlace | None, choices: list[Choice] | None = None
) -> HttpResponse:
    facts = {
        "place": place,
        "shopper": shopper_of(request),
        "countries": countries(),
        "choices": choices,
        "next": request.POST.get("next") or request.GET.get("next", ""),
    }
    return render(request, "shop/place.html", facts)


def _called(place: Place) -> str:
    language = current_language()
    name = in_language(place.names, language)
    return (
        f"{name}, {country_name(place.country, language)}" if place.country not in {"", place.code} else name
    )
