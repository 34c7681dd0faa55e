"""What the head of every page asks the shop: sections, currency, pieces in the basket, whether one sells."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from yarmarka.domain.sellers.queries import seller_of
from yarmarka.reads.conversations import unread_by_shopper
from yarmarka.web.shop.place_words import place_words
from yarmarka.web.shop.sections import sections_of
from yarmarka.web.shop.shopper import basket_in, currency_of, shopper_of


class TellLayout:
    """Hangs the answers on the request as callables: none is asked for before a template needs it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        vars(request).update(
            currency=lambda: currency_of(request),
            basket_count=lambda: _pieces(request),
            place_words=lambda: place_words(shopper_of(request)),
            sections=lambda: sections_of(request),
            is_seller=lambda: _is_seller(request),
            unread_messages=lambda: _unread(request),
        )
        return self.get_response(request)


def _pieces(request: HttpRequest) -> int:
    basket = basket_in(request)
    return basket.pieces if basket else 0


def _unread(request: HttpRequest) -> int:
    return unread_by_shopper(person_id=request.user.id) if request.user.is_authenticated else 0


def _is_seller(request: HttpRequest) -> bool:
    return request.user.is_authenticated and seller_of(person_id=request.user.id) is not None
