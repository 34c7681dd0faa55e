"""The wish list: a heart on a card or a product, a page with what became of prices, a guest's in their session."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from yarmarka.domain.catalogue.queries import joined_among, joined_into, product_titles
from yarmarka.domain.wishes.actions import drop_wish, note_wishes
from yarmarka.domain.wishes.queries import wished_products, wishes_of
from yarmarka.domain.wishes.rules import MOST
from yarmarka.domain.wishes.types import Wish
from yarmarka.kernel import clock
from yarmarka.reads.wish_list import wish_for, wish_list
from yarmarka.vocabulary.money import Money
from yarmarka.web.shared.storefronts import Here, here
from yarmarka.web.shop.cards import CardView, as_cards
from yarmarka.web.shop.doors import SeeOther, came_from, key_in_form
from yarmarka.web.shop.shopper import Shopper, shopper_of

_WISHES: Final = "wishes"


@dataclass(frozen=True)
class WishView:
    """A wish with its product's card; `change` is what its price did since, in the reader's currency."""

    card: CardView
    public_id: UUID
    added_at: datetime
    change: Money | None

    @property
    def is_cheaper(self) -> bool:
        """Whether it costs less than when it was noted."""
        return self.change is not None and self.change.minor < 0

    @property
    def by_minor(self) -> int:
        """By how much its price has changed, without a sign."""
        return abs(self.change.minor) if self.change else 0


@require_safe
def wishes(request: HttpRequest) -> HttpResponse:
    """Show what the reader would like to have, what became of its price, and whether it can be had."""
    shopper = shopper_of(request)
    return render(
        request, "shop/wishes.html", {"wishes": _views(_wishes(request, shopper), shopper, here(request))}
    )


@require_POST
def change(request: HttpRequest) -> HttpResponse:
    """Put a product on the reader's list, or take it off."""
    product_id, shopper = key_in_form(request, "product", "prd"), shopper_of(request)
    if request.POST.get("wish") == "no":
        _drop(request, product_id)
    else:
        _note(request, product_id, shopper)
    return SeeOther(came_from(request, otherwise="wishes"))


def wished_in(request: HttpRequest) -> frozenset[UUID]:
    """Return the products that the reader has on their list; asked once for each request."""
    known: frozenset[UUID] | None = getattr(request, "_wished", None)
    if known is None:
        person_id = request.user.id if request.user.is_authenticated else None
        known = (
            wished_products(person_id)
            if person_id
            else frozenset(wish.product_id for wish in _guest_wishes(request))
        )
        vars(request)["_wished"] = known
    return known


def bring_guest_wishes(sender: Any, request: HttpRequest | None, user: Any, **_: Any) -> None:
    """When a guest signs in, their wishes go on their own list."""
    if request is None or not hasattr(request, "session"):
        return
    if noted := _guest_wishes(request):
        there = product_titles([wish.product_id for wish in noted])
        note_wishes([wish for wish in noted if wish.product_id in there], person_id=user.id)
    request.session.pop(_WISHES, None)


def _note(request: HttpRequest, product_id: UUID, shopper: Shopper) -> None:
    # The heart may stand on a page that was opened before its product went into another one.
    wanted = joined_into(product_id) or product_id
    wish = wish_for(wanted, currency=shopper.currency, language=shopper.locale, now=clock.now())
    if shopper.person_id:
        note_wishes([wish], person_id=shopper.person_id)
    elif wanted not in {one.product_id for one in _guest_wishes(request)}:
        facts = [str(wanted), wish.added_at.isoformat(), wish.price_minor, wish.currency]
        request.session[_WISHES] = [facts, *_kept(request)][:MOST]


def _drop(request: HttpRequest, product_id: UUID) -> None:
    if request.user.is_authenticated:
        drop_wish(person_id=request.user.id, product_id=joined_into(product_id) or product_id)
    else:
        kept = _kept(request)
        joined = joined_among([_key(one) for one in kept] + [product_id])
        gone = joined.get(product_id, product_id)
        request.session[_WISHES] = [one for one in kept if joined.get(_key(one), _key(one)) != gone]


def _wishes(request: HttpRequest, shopper: Shopper) -> tuple[Wish, ...]:
    return wishes_of(shopper.person_id) if shopper.person_id else _guest_wishes(request)


def _views(noted: Iterable[Wish], shopper: Shopper, shop: Here) -> list[WishView]:
    listed = wish_list(noted, currency=shopper.currency, language=shopper.locale, now=clock.now())
    cards = as_cards([wished.card for wished in listed], shop=shop, shopper=shopper)
    return [
        WishView(
            card=card,
            public_id=wished.card.id,
            added_at=wished.added_at,
            change=wished.change,
        )
        for wished, card in zip(listed, cards, strict=True)
    ]


def _guest_wishes(request: HttpRequest) -> tuple[Wish, ...]:
    """Return what a guest noted, each product once; goods that were found to be the same as others are those.

    The session keeps what was noted: goods that are parted again are noted as they were.
    """
    noted = [_wish(one) for one in _kept(request)]
    joined = joined_among([wish.product_id for wish in noted])
    as_now = [replace(wish, product_id=joined.get(wish.product_id, wish.product_id)) for wish in noted]
    return tuple({wish.product_id: wish for wish in reversed(as_now)}.values())[::-1]


def _kept(request: HttpRequest) -> list[list[Any]]:
    return list(request.session.get(_WISHES, []))


def _key(kept: list[Any]) -> UUID:
    return UUID(kept[0])


def _wish(kept: list[Any]) -> Wish:
    return Wish(_key(kept), datetime.fromisoformat(kept[1]), int(kept[2]), str(kept[3]))
