"""The front page: what this fair is, its shelves, and what is new on them."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yarmarka.domain.catalogue.queries import categories
from yarmarka.domain.catalogue.types import Sort
from yarmarka.kernel import clock
from yarmarka.reads.shelf import link, listed
from yarmarka.web.shop.cards import as_cards
from yarmarka.web.shop.shopper import shopper_of

_NEWEST: Final = 20


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the front page."""
    shopper = shopper_of(request)
    newest, _ = listed(
        None,
        currency=shopper.currency,
        language=shopper.locale,
        sort=Sort.NEWEST,
        per_page=_NEWEST,
        now=clock.now(),
    )
    shelves = [link(card, shopper.locale) for card in categories() if card.parent_id is None]
    return render(request, "shop/home.html", {"shelves": shelves, "cards": as_cards(newest)})
