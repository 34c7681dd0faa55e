"""What the head of every page asks the shop: sections, currency, pieces in the basket, whether one sells."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from yarmarka.domain.catalogue.queries import categories
from yarmarka.domain.sellers.queries import seller_of
from yarmarka.presentation.locales import current_language
from yarmarka.vocabulary.goods import in_language
from yarmarka.web.shop.shopper import basket_in, currency_of


@dataclass(frozen=True)
class Section:
    """A shelf of the first level, as the head links to it."""

    url: str
    name: str
    is_current: bool


class TellLayout:
    """Hangs the answers on the request as callables: none is asked for before a template needs it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        vars(request).update(
            currency=lambda: currency_of(request),
            basket_count=lambda: _pieces(request),
            sections=lambda: _sections(request),
            is_seller=lambda: _is_seller(request),
        )
        return self.get_response(request)


def _pieces(request: HttpRequest) -> int:
    basket = basket_in(request)
    return basket.pieces if basket else 0


def _sections(request: HttpRequest) -> list[Section]:
    language = current_language()
    return [
        Section(url=url, name=in_language(card.names, language), is_current=request.path == url)
        for card in categories()
        if card.parent_id is None
        for url in [reverse("shop:category", args=[card.slug])]
    ]


def _is_seller(request: HttpRequest) -> bool:
    return request.user.is_authenticated and seller_of(person_id=request.user.id) is not None
