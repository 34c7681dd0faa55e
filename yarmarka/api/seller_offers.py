"""A seller's offers: prices, stock, and whether they are on sale."""

from typing import Final, Literal, get_args
from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from yarmarka.api.callers import SIGNED_IN, seller_in
from yarmarka.api.errors import answers
from yarmarka.api.ids import OfferId
from yarmarka.api.schemas.common import PageNumber, ShortText
from yarmarka.api.schemas.seller_offers import OwnOfferList, OwnOfferOut, PriceIn, SaleIn, StockIn
from yarmarka.domain.sellers.types import Room, SellerCard
from yarmarka.flows import change_offers
from yarmarka.kernel.clock import now
from yarmarka.kernel.errors import Missing
from yarmarka.reads.seller_offers import SHOWN, own_offer, own_offers

router = Router(tags=["seller's offers"], auth=SIGNED_IN)
PER_PAGE: Final = 50
ShownWord = Literal["all", "active", "sold_out", "paused", "held", "withdrawn"]
assert get_args(ShownWord) == SHOWN
_CHANGE: Final = answers(OwnOfferOut, 400, 401, 403, 404, 409, 413)


@router.get("/seller/offers", response=answers(OwnOfferList, 401, 403))
def list_offers(
    request: HttpRequest, shown: ShownWord = "all", q: ShortText = "", page: PageNumber = 1
) -> OwnOfferList:
    """Return a page of the seller's offers by article number; `q` narrows by article or title."""
    seller = seller_in(request, Room.GOODS)
    rows = own_offers(
        seller_id=seller.id, shown=shown, words=q, limit=PER_PAGE + 1, offset=PER_PAGE * (page - 1)
    )
    items = [OwnOfferOut.of(row) for row in rows[:PER_PAGE]]
    return OwnOfferList(items=items, page=page, has_next=len(rows) > PER_PAGE)


@router.get("/seller/offers/{offer_id}", response=answers(OwnOfferOut, 401, 403, 404))
def read_offer(request: HttpRequest, offer_id: OfferId) -> OwnOfferOut:
    """Return one of the seller's offers."""
    return _own(seller_in(request, Room.GOODS), offer_id)


@router.put("/seller/offers/{offer_id}/price", response=_CHANGE)
def set_price(request: HttpRequest, offer_id: OfferId, asked: PriceIn) -> OwnOfferOut:
    """Give an offer a new price in its own currency; orders already placed keep theirs."""
    seller = seller_in(request, Room.GOODS)
    change_offers.change_price(
        seller_id=seller.id,
        offer_id=offer_id,
        price_minor=asked.price_minor,
        old_price_minor=asked.old_price_minor,
        now=now(),
    )
    return _own(seller, offer_id)


@router.put("/seller/offers/{offer_id}/stock", response=_CHANGE)
def count_stock(request: HttpRequest, offer_id: OfferId, asked: StockIn) -> OwnOfferOut:
    """Set what is on hand to what was counted; pieces that orders hold stay promised."""
    seller = seller_in(request, Room.GOODS)
    change_offers.count_offer(seller_id=seller.id, offer_id=offer_id, on_hand=asked.on_hand, now=now())
    return _own(seller, offer_id)


@router.put("/seller/offers/{offer_id}/sale", response=_CHANGE)
def set_sale(request: HttpRequest, offer_id: OfferId, asked: SaleIn) -> OwnOfferOut:
    """Take an offer off sale, or put it back."""
    seller = seller_in(request, Room.GOODS)
    change = change_offers.resume_offer if asked.is_on_sale else change_offers.pause_offer
    change(seller_id=seller.id, offer_id=offer_id, now=now())
    return _own(seller, offer_id)


def _own(seller: SellerCard, offer_id: UUID) -> OwnOfferOut:
    own = own_offer(seller_id=seller.id, offer_id=offer_id)
    if own is None:
        raise Missing(what="offer")
    return OwnOfferOut.of(own)
