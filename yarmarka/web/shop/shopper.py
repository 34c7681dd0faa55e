"""Who is shopping: their basket, their currency and where they want things sent, signed in or not."""

import secrets
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest

from yarmarka.domain.orders.actions import take_over_guest_basket
from yarmarka.domain.orders.queries import basket_of
from yarmarka.domain.orders.types import BasketCard, BasketOwner
from yarmarka.kernel import clock
from yarmarka.presentation.locales import current_language
from yarmarka.vocabulary.money import CURRENCIES
from yarmarka.vocabulary.places import COUNTRIES
from yarmarka.vocabulary.storefronts import MARKETPLACE
from yarmarka.web.shared.storefronts import here

_GUEST_KEY: Final = "guest_key"
_CURRENCY: Final = "currency"
_COUNTRY: Final = "country"
_PLACE: Final = "place"


@dataclass(frozen=True)
class ChosenPlace:
    """Where somebody would have things sent: a region's or contested place's code, where one is known, within a
    country; and the city or postal code as they typed it."""

    code: str
    country: str
    words: str


@dataclass(frozen=True)
class Shopper:
    """What a page needs to know of its reader, in the shop they are in; a guest has no person."""

    person_id: UUID | None
    guest_key: str | None
    currency: str
    country: str
    locale: str
    storefront: str = MARKETPLACE
    #: within the country, where they have said
    place: ChosenPlace | None = None
    #: those that the shop takes
    currencies: tuple[str, ...] = CURRENCIES

    @property
    def owner(self) -> BasketOwner | None:
        """Whose basket it is; nobody's until a guest puts something in."""
        if self.person_id:
            return BasketOwner(person_id=self.person_id, storefront=self.storefront)
        return BasketOwner(guest_key=self.guest_key, storefront=self.storefront) if self.guest_key else None


def shopper_of(request: HttpRequest) -> Shopper:
    """Return who shops in this request."""
    return Shopper(
        person_id=request.user.id if request.user.is_authenticated else None,
        guest_key=request.session.get(_GUEST_KEY),
        currency=currency_of(request),
        country=country_of(request),
        locale=current_language(),
        storefront=here(request).code,
        place=place_of(request),
        currencies=here(request).contents.currencies,
    )


def person_id_of(request: HttpRequest) -> UUID:
    """Return who has signed in; for pages that only the signed-in see."""
    assert request.user.is_authenticated
    return request.user.id


def basket_in(request: HttpRequest) -> BasketCard | None:
    """Return the reader's basket, or nothing if they never put anything in one."""
    owner = shopper_of(request).owner
    return basket_of(owner=owner) if owner else None


def owner_with_key(request: HttpRequest) -> BasketOwner:
    """Return whose basket to put something in; a guest gets a key for their session now."""
    if not request.user.is_authenticated and _GUEST_KEY not in request.session:
        request.session[_GUEST_KEY] = secrets.token_urlsafe(24)
    owner = shopper_of(request).owner
    assert owner is not None
    return owner


def currency_of(request: HttpRequest) -> str:
    """Return the currency to show prices in: this visit's choice, else the person's, else the shop's.

    A shop may take fewer currencies than the house.
    """
    person = request.user.currency if request.user.is_authenticated else ""
    wanted = (request.session.get(_CURRENCY), person)
    shop = here(request).contents
    return next((code for code in wanted if code in shop.currencies), shop.currency)


def country_of(request: HttpRequest) -> str:
    """Return the country that goods would be sent to: this visit's choice, else the person's."""
    person = request.user.country if request.user.is_authenticated else ""
    wanted = (request.session.get(_COUNTRY), person)
    return next((code for code in wanted if code in COUNTRIES), COUNTRIES[0])


def place_of(request: HttpRequest) -> ChosenPlace | None:
    """Return the place that was chosen in this visit, as long as it lies in the country that goods are sent to."""
    kept = request.session.get(_PLACE)
    place = ChosenPlace(*kept) if kept else None
    return place if place and place.country == country_of(request) else None


def remember_place(request: HttpRequest, place: ChosenPlace) -> None:
    """Keep a place, and its country with it, for this visit."""
    remember(request, country=place.country)
    request.session[_PLACE] = [place.code, place.country, place.words]


def remember(request: HttpRequest, *, currency: str = "", country: str = "") -> None:
    """Keep a choice for this visit."""
    if currency in settings.CURRENCIES:
        request.session[_CURRENCY] = currency
    if country in COUNTRIES:
        request.session[_COUNTRY] = country


def bring_guest_basket(sender: Any, request: HttpRequest | None, user: Any, **_: Any) -> None:
    """When a guest signs in, what they put in their basket goes into their own."""
    if request is None or not hasattr(request, "session"):
        return
    if guest_key := request.session.pop(_GUEST_KEY, None):
        take_over_guest_basket(guest_key=guest_key, person_id=user.id, now=clock.now())
