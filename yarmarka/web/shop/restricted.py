"""What restrictions say of goods that somebody looks at, in words: a product's page, the basket, before paying."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext

from yarmarka.domain.accounts.queries import addresses_of
from yarmarka.domain.catalogue.queries import offers_for_sale
from yarmarka.domain.catalogue.types import OfferForSale
from yarmarka.domain.compliance.rules.forwarding import is_forwarding
from yarmarka.domain.compliance.types import Outcome, Verdict
from yarmarka.domain.sellers.queries import sellers
from yarmarka.domain.sellers.types import SellerCard
from yarmarka.flows.deals import Going, seats_of
from yarmarka.flows.foretell import foretell, is_anything_restricted
from yarmarka.flows.price_basket import Quote
from yarmarka.presentation.locales import current_language
from yarmarka.presentation.restriction_words import REMARKS
from yarmarka.vocabulary.goods import in_language
from yarmarka.vocabulary.places import PostalAddress
from yarmarka.web.shared.served_places import Notice, notices_of
from yarmarka.web.shop.shopper import Shopper, basket_in


@dataclass(frozen=True)
class Remark:
    """What a restriction says of some goods: whether they can be ordered at all, and why not or what to know."""

    title: str
    why: str
    is_stop: bool
    #: what stands behind it; nothing where only signs in an address hint at a place, for they prove nothing
    notice: Notice | None


Remarks = dict[UUID, Remark]


def remarks_on_offers(
    request: HttpRequest, offer_ids: Collection[UUID], *, shopper: Shopper, now: datetime
) -> Remarks:
    """Return what restrictions say of these offers, brought to where their reader has things sent."""
    if not is_anything_restricted(now=now):
        return {}
    offers = offers_for_sale(offer_ids)
    merchants = sellers({offer.seller_id for offer in offers.values()})
    to = _address_of(request, shopper)
    return _remarks(offers.values(), merchants.values(), to=to, country=shopper.country, now=now)


def remarks_on_basket(
    request: HttpRequest, quote: Quote | None, *, shopper: Shopper, to: PostalAddress | None, now: datetime
) -> Remarks:
    """Return the same of what lies in a basket; to its reader's own address unless one is given."""
    if quote is None or not is_anything_restricted(now=now):
        return {}
    offers = [line.offer for part in quote.sellers for line in part.lines]
    merchants = [part.seller for part in quote.sellers]
    to = to or _address_of(request, shopper)
    return _remarks(offers, merchants, to=to, country=shopper.country, now=now)


def remark_of(verdict: Verdict) -> Remark:
    """Return a verdict in the reader's language."""
    if verdict.by and all(map(is_forwarding, verdict.by)):
        return Remark(
            title=gettext("Somebody looks at this address before anything is sent"),
            why=in_language(verdict.by[0].wish.shopper_texts, current_language()),
            is_stop=False,
            notice=None,
        )
    if verdict.is_hinted:
        return Remark(
            title=gettext("Somebody looks at this address before anything is sent"),
            why=gettext(
                "Something in it hints at a place that we don't deliver to at present. Nothing is asked of you."
            ),
            is_stop=False,
            notice=None,
        )
    [notice] = notices_of(verdict.by[:1])
    return Remark(
        title=str(REMARKS[verdict.outcome]),
        why=notice.why,
        is_stop=verdict.outcome is Outcome.BLOCK,
        notice=notice,
    )


def _remarks(
    offers: Iterable[OfferForSale],
    merchants: Iterable[SellerCard],
    *,
    to: PostalAddress | None,
    country: str,
    now: datetime,
) -> Remarks:
    cards = {card.id: card for card in merchants}
    seats = seats_of(cards.values())
    goods = {
        offer.id: Going(
            seller_id=offer.seller_id,
            seller_country=cards[offer.seller_id].country,
            seller_places=seats[offer.seller_id],
            hs_codes=(offer.hs_code,) if offer.hs_code else (),
            origins=frozenset(filter(None, (offer.origin_country,))),
            categories=frozenset(offer.category_path),
        )
        for offer in offers
    }
    said = foretell(goods, to=to, country=country, now=now)
    return {key: remark_of(verdict) for key, verdict in said.items()}


def _address_of(request: HttpRequest, shopper: Shopper) -> PostalAddress | None:
    """Return the address that the reader's basket goes to, or their first one, if it is in the country they look at."""
    if shopper.person_id is None:
        return None
    basket = basket_in(request)
    cards = list(addresses_of(person_id=shopper.person_id))
    chosen = next((card for card in cards if basket and card.id == basket.address_id), None)
    card = chosen or next(iter(cards), None)
    return card.address if card and card.address.country == shopper.country else None
