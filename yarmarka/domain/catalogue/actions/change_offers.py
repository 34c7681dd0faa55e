"""What a seller does to offers: a new price, a rest, an end.

Each returns the offer's product, whose shelf has to follow (`flows.change_offers` sees to it).
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from yarmarka.domain.catalogue.models import Offer
from yarmarka.domain.catalogue.rules.prices import check_price, honest_old_price
from yarmarka.domain.catalogue.types import NewPrice, OfferStatus
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.sql import Statement

_CONTEXT: Final = str(Path(__file__).parent)
_SET_PRICES: Final = Statement.beside(_CONTEXT, "set_prices")
_LISTED: Final = (OfferStatus.ACTIVE, OfferStatus.PAUSED)


def set_price(
    *, seller_id: UUID, offer_id: UUID, price_minor: int, old_price_minor: int | None = None, now: datetime
) -> UUID:
    """Give an offer a new price in its own currency; an old one that is not higher is not shown.

    Raises PriceInvalid, and Missing when the seller has no such offer.
    """
    check_price(price_minor)
    return _change(
        seller_id,
        offer_id,
        price_minor=price_minor,
        old_price_minor=honest_old_price(old_price_minor, price_minor),
        updated_at=now,
    )


def set_prices(*, seller_id: UUID, prices: Sequence[NewPrice], now: datetime) -> None:
    """Give many offers new prices, as `set_price` does one.

    Raises PriceInvalid, and Missing if one of them is not the seller's.
    """
    for price in prices:
        check_price(price.price_minor)
    if not prices:
        return
    products = _SET_PRICES.column(
        seller_id=seller_id,
        offer_ids=[price.offer_id for price in prices],
        price_minors=[price.price_minor for price in prices],
        old_price_minors=[honest_old_price(price.old_price_minor, price.price_minor) for price in prices],
        now=now,
    )
    if len(products) != len(prices):
        raise Missing(what="offer")


def set_hs_code(*, seller_id: UUID, product_id: UUID, hs_code: str, now: datetime) -> int:
    """Give a seller's offers of a product an HS code; return how many. A feed that tells another one changes it again.

    Raises Missing when the seller has no such offer.
    """
    own = Offer.objects.filter(seller_id=seller_id, product_id=product_id, status__in=_LISTED)
    changed = own.update(hs_code=hs_code, updated_at=now)
    if not changed:
        raise Missing(what="offer")
    return changed


def pause_offer(*, seller_id: UUID, offer_id: UUID, now: datetime) -> UUID:
    """Take an offer off the shelf until it is resumed; feeds don't wake it. Raises Missing."""
    return _change(seller_id, offer_id, status=OfferStatus.PAUSED, updated_at=now)


def resume_offer(*, seller_id: UUID, offer_id: UUID, now: datetime) -> UUID:
    """Put a paused offer back on the shelf. Raises Missing."""
    return _change(seller_id, offer_id, status=OfferStatus.ACTIVE, updated_at=now)


def withdraw_offer(*, seller_id: UUID, offer_id: UUID, now: datetime) -> UUID:
    """End an offer; it stays readable for the orders that were made of it. Raises Missing."""
    return _change(seller_id, offer_id, status=OfferStatus.WITHDRAWN, updated_at=now)


def _change(seller_id: UUID, offer_id: UUID, **values: Any) -> UUID:
    own = Offer.objects.filter(id=offer_id, seller_id=seller_id, status__in=_LISTED)
    # Without its fingerprint the next feed says its price again, as if for the first time.
    if not own.update(**values, fingerprint=""):
        raise Missing(what="offer")
    return Offer.objects.values_list("product_id", flat=True).get(id=offer_id)
