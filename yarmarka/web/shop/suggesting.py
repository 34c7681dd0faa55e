"""What the search box offers while somebody types: a part of every page, asked for by a script."""

from typing import Final

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yarmarka.kernel import clock
from yarmarka.kernel.pace import Pace
from yarmarka.reads.suggestions import says_enough, suggestions
from yarmarka.web.shared.storefronts import here
from yarmarka.web.shop.cards import as_short_cards
from yarmarka.web.shop.shopper import shopper_of

#: what was typed in, at most; nobody types more
LONGEST_QUERY: Final = 200
#: a house of people behind one address types no faster than this; a machine that leafs through everything does
_PACE: Final = Pace(most=150, seconds=10)
#: the same letters within a minute are answered by the browser itself
_KEPT_S: Final = 60


def typed_in(request: HttpRequest) -> str:
    """Return the words that an address asks for, without needless spaces."""
    return " ".join(request.GET.get("q", "")[:LONGEST_QUERY].replace("\x00", " ").split())


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Show what a beginning may mean; nothing (204) for less than two letters, 429 for who asks like a machine."""
    text = typed_in(request)
    if not says_enough(text):
        return HttpResponse(status=204)
    if not _PACE.allows(get_adapter(request).get_client_ip(request)):
        return HttpResponse(status=429, headers={"Retry-After": "10"})
    shopper, shop = shopper_of(request), here(request)
    found = suggestions(
        text,
        currency=shopper.currency,
        language=shopper.locale,
        shop=shop.code,
        assortment=shop.assortment,
        now=clock.now(),
    )
    facts = {"found": found, "cards": as_short_cards(found.goods, shop=shop, shopper=shopper)}
    answer = render(request, "shop/_suggestions.html", facts)
    answer["Cache-Control"] = f"private, max-age={_KEPT_S}"
    return answer
