"""Who calls: a person by an app's token or by this site's own session, or a guest by the key of their basket."""

from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest
from ninja.security import APIKeyCookie, APIKeyHeader, HttpBearer
from ninja.utils import check_csrf

from yarmarka.api.errors import Forged, NotLetIn, NotSeller, NotSignedIn
from yarmarka.api.schemas.common import Currency, known_currency
from yarmarka.domain.accounts.queries import people, person_for_token
from yarmarka.domain.accounts.types import PersonCard
from yarmarka.domain.orders.types import BasketOwner
from yarmarka.domain.sellers.queries import posts_of
from yarmarka.domain.sellers.rules import ROOMS
from yarmarka.domain.sellers.types import Room, SellerCard, Standing
from yarmarka.domain.storefronts.queries import storefront
from yarmarka.domain.storefronts.types import Storefront
from yarmarka.kernel.clock import now
from yarmarka.reads.assortments import meant_by
from yarmarka.vocabulary.assortments import Assortment
from yarmarka.vocabulary.storefronts import MARKETPLACE

GUEST_HEADER: Final = "X-Basket-Key"
STOREFRONT_HEADER: Final = "X-Storefront"
_GUEST_KEY_LENGTHS: Final = range(20, 65)
#: A suspended merchant still sends what it sold.
_WORKS_HERE: Final = frozenset({Standing.APPROVED, Standing.SUSPENDED})


@dataclass(frozen=True)
class Guest:
    """Somebody who has not signed in; without a key they have no basket yet."""

    key: str | None


class AppToken(HttpBearer):
    """`Authorization: Bearer …` with a token from `POST /sign-in`. A token that is over is an error, not a guest."""

    def authenticate(self, request: HttpRequest, token: str) -> PersonCard:
        person = person_for_token(token=token.strip(), now=now())
        if person is None:
            raise NotSignedIn
        return person


class SiteSession(APIKeyCookie):
    """The session of this site's own pages; what changes something needs `X-CSRFToken` as well."""

    param_name = settings.SESSION_COOKIE_NAME

    def _get_key(self, request: HttpRequest) -> str | None:
        # The proof is asked for below, of those who have a session: the framework would ask guests for it, too.
        return request.COOKIES.get(self.param_name)

    def authenticate(self, request: HttpRequest, key: str | None) -> PersonCard | None:
        if key is None or not request.user.is_authenticated:
            return None
        # Only a browser's cookie comes by itself, so only here must the page prove to be ours.
        if check_csrf(request):
            raise Forged
        return people([request.user.pk]).get(request.user.pk)


class BasketKey(APIKeyHeader):
    """`X-Basket-Key: …`, which the first change of a guest's basket answers with."""

    param_name = GUEST_HEADER

    def authenticate(self, request: HttpRequest, key: str | None) -> Guest:
        return Guest(key=guest_key_in(request))


def guest_key_in(request: HttpRequest) -> str | None:
    """Return the key of a guest's basket, if the request has one that we may have made."""
    key = request.headers.get(GUEST_HEADER, "")
    is_ours = len(key) in _GUEST_KEY_LENGTHS and key.isascii() and key.isprintable()
    return key if is_ours else None


SIGNED_IN: Final = [AppToken(), SiteSession()]
ANYBODY: Final = [*SIGNED_IN, BasketKey()]
#: in an operation's description: nobody needs to be named
NOBODY_NEEDED: Final[dict[str, Any]] = {"security": [{}]}


def person_in(request: HttpRequest) -> PersonCard:
    """Return the signed-in caller of an operation that takes no others."""
    person = person_or_guest(request)
    assert isinstance(person, PersonCard), "an operation for signed-in callers must ask for them"
    return person


def person_or_guest(request: HttpRequest) -> PersonCard | Guest:
    """Return the caller."""
    caller = getattr(request, "auth", None)
    assert isinstance(caller, PersonCard | Guest), "an operation that asks who calls must let callers in"
    return caller


def owner_in(request: HttpRequest) -> BasketOwner | None:
    """Return whose basket the caller has in the shop; nothing for a guest without a key."""
    caller, shop = person_or_guest(request), storefront_in(request).code
    if isinstance(caller, PersonCard):
        return BasketOwner(person_id=caller.id, storefront=shop)
    return BasketOwner(guest_key=caller.key, storefront=shop) if caller.key else None


def seller_in(request: HttpRequest, room: Room) -> SellerCard:
    """Return the merchant that the caller acts for (the one they joined last). Raises NotSeller, NotLetIn."""
    post = next(iter(posts_of(person_id=person_in(request).id)), None)
    if post is None or post.seller.standing not in _WORKS_HERE:
        raise NotSeller
    if room not in ROOMS[post.role]:
        raise NotLetIn
    return post.seller


def currency_for(request: HttpRequest, asked: str | None) -> Currency:
    """Return the currency to price in: the one asked for, else the person's, else the shop's; one that it takes."""
    caller, shop = person_or_guest(request), storefront_in(request)
    own = caller.currency if isinstance(caller, PersonCard) else ""
    known = (code for code in (asked, own) if code in shop.contents.currencies)
    return known_currency(next(known, None) or shop.contents.currency)


def storefront_in(request: HttpRequest) -> Storefront:
    """Return the shop that the caller names in `X-Storefront` or `?storefront=`, else the one at this address.

    Raises StorefrontUnknown.
    """
    code = request.headers.get(STOREFRONT_HEADER, "") or request.GET.get("storefront", "")
    if code:
        return storefront(code, now=now())
    place = getattr(request, "storefront", None)
    return place.shop if place is not None else storefront(MARKETPLACE, now=now())


def assortment_in(request: HttpRequest) -> Assortment:
    """Return what the shop sells that the caller is in. Raises StorefrontUnknown."""
    return meant_by(storefront_in(request).contents.assortment, now=now())
