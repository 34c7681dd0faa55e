"""The basket, of a person or of a guest, and what things cost altogether."""

import secrets

from django.http import HttpRequest
from ninja import Router

from yarmarka.api.callers import ANYBODY, NOBODY_NEEDED, currency_for, owner_in, storefront_in
from yarmarka.api.errors import answers
from yarmarka.api.ids import OfferId
from yarmarka.api.schemas.baskets import (
    AskedQuote,
    BasketOut,
    QuoteOut,
    WantedLine,
    WantedQuantity,
    lines_of,
    quote_out,
)
from yarmarka.api.schemas.common import Country, Currency
from yarmarka.domain.catalogue.errors import OfferGone
from yarmarka.domain.orders import actions
from yarmarka.domain.orders.queries import basket_of
from yarmarka.domain.orders.types import BasketCard, BasketOwner
from yarmarka.flows.draft_order import check_sold_here
from yarmarka.flows.price_basket import price_basket
from yarmarka.flows.price_basket import quote as price_by
from yarmarka.flows.price_book import open_price_book
from yarmarka.kernel.clock import now

router = Router(tags=["basket"], auth=ANYBODY)


@router.get("/basket", response=answers(BasketOut, 401, 403, 409), openapi_extra=NOBODY_NEEDED)
def read_basket(
    request: HttpRequest, country: Country | None = None, currency: Currency | None = None
) -> BasketOut:
    """Return the caller's basket at today's prices; with `country` also each way of delivery."""
    owner = owner_in(request)
    return _basket(request, owner, basket_of(owner=owner) if owner else None, country, currency)


@router.post(
    "/basket/lines", response=answers(BasketOut, 400, 401, 403, 409, 413), openapi_extra=NOBODY_NEEDED
)
def put_in_basket(request: HttpRequest, line: WantedLine) -> BasketOut:
    """Add pieces to what is in the basket. A guest's first one answers with the key of their basket."""
    shop = storefront_in(request)
    owner = owner_in(request) or BasketOwner(guest_key=secrets.token_urlsafe(24), storefront=shop.code)
    book = open_price_book(
        [line.offer_id], destinations=(), in_basket_of=owner, storefronts={shop.code}, now=now()
    )
    offer = book.offers.get(line.offer_id)
    if offer is None or not offer.is_active:
        raise OfferGone(field="offer_id", offer_id=str(line.offer_id))
    check_sold_here(offer, book.assortments[shop.code])
    card = actions.put_in_basket(owner=owner, offer_id=offer.id, quantity=line.quantity, now=now())
    if any(each.offer_id not in book.offers for each in card.lines):
        # Something else was put in at this very moment, by another tab.
        return _basket(request, owner, card)
    priced = price_by(
        book,
        card.lines,
        currency=currency_for(request, None),
        destination=None,
        deliveries=card.deliveries,
        storefront=shop.code,
    )
    return BasketOut(pieces=card.pieces, quote=quote_out(priced), basket_key=owner.guest_key)


@router.put(
    "/basket/lines/{offer_id}",
    response=answers(BasketOut, 400, 401, 403, 404, 409, 413),
    openapi_extra=NOBODY_NEEDED,
)
def set_quantity(request: HttpRequest, offer_id: OfferId, wanted: WantedQuantity) -> BasketOut:
    """Set how many pieces of an offer lie in the basket; 0 takes it out. What is not in it stays out."""
    owner = owner_in(request)
    card = (
        actions.set_quantity(owner=owner, offer_id=offer_id, quantity=wanted.quantity, now=now())
        if owner
        else None
    )
    return _basket(request, owner, card)


@router.delete(
    "/basket/lines/{offer_id}", response=answers(BasketOut, 401, 403, 404, 409), openapi_extra=NOBODY_NEEDED
)
def remove_from_basket(request: HttpRequest, offer_id: OfferId) -> BasketOut:
    """Take an offer out of the basket; taking out what is not in it changes nothing."""
    owner = owner_in(request)
    card = actions.set_quantity(owner=owner, offer_id=offer_id, quantity=0, now=now()) if owner else None
    return _basket(request, owner, card)


@router.post("/quote", response=answers(QuoteOut, 400, 401, 403, 409, 413), openapi_extra=NOBODY_NEEDED)
def quote(request: HttpRequest, asked: AskedQuote) -> QuoteOut:
    """Return the whole price of some lines, or of the basket: goods, delivery by seller, and the total.

    Offers that are not there any more are left out, and the quote is then not ready.
    """
    owner = owner_in(request)
    priced = price_basket(
        lines_of(asked.lines) if asked.lines is not None else owner or (),
        currency=currency_for(request, asked.currency),
        destination=asked.country,
        deliveries={way.seller_id: way.service_id for way in asked.deliveries},
        storefront=storefront_in(request).code,
        person_id=owner.person_id if owner else None,
        now=now(),
    )
    return quote_out(priced)


def _basket(
    request: HttpRequest,
    owner: BasketOwner | None,
    card: BasketCard | None,
    country: str | None = None,
    currency: str | None = None,
) -> BasketOut:
    priced = price_basket(
        card.lines if card else (),
        currency=currency_for(request, currency),
        destination=country,
        deliveries=card.deliveries if card else {},
        storefront=storefront_in(request).code,
        person_id=owner.person_id if owner else None,
        now=now(),
    )
    return BasketOut(
        pieces=card.pieces if card else 0,
        quote=quote_out(priced),
        basket_key=owner.guest_key if owner else None,
    )
