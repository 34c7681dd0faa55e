"""Where parcels can wait for their receivers: the points of a town on a list and on a map."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yarmarka.domain.places.queries import city_key, city_names
from yarmarka.domain.shipping.queries import pickup_cities, pickup_points_in
from yarmarka.kernel import clock
from yarmarka.kernel.errors import Missing
from yarmarka.presentation.locales import current_language
from yarmarka.vocabulary.goods import in_language
from yarmarka.web.shop.pickup_view import points_view
from yarmarka.web.shop.shopper import shopper_of


@require_safe
def points(request: HttpRequest) -> HttpResponse:
    """Show the points of a town in the reader's country: the one that was asked for, or the one with the most.

    Missing, if there are none in the town that was asked for.
    """
    country = shopper_of(request).country
    cities = pickup_cities(country)
    wanted = city_key(request.GET.get("town", ""))
    town = wanted or (cities[0][0] if cities else "")
    cards = pickup_points_in(country, town) if town else ()
    if wanted and not cards:
        raise Missing(what="page")
    facts = {
        "cities": sorted(
            ((key, _called(city), count) for key, city, count in cities), key=lambda one: one[1]
        ),
        "chosen_town": town,
        "city": _called(cards[0].city) if cards else "",
        "view": points_view(cards, today=clock.now().date()),
    }
    return render(request, "shop/pickup_points.html", facts)


def _called(city: str) -> str:
    """Return a city's name in the reader's language, where we know it."""
    return in_language(city_names(city), current_language()) or city
