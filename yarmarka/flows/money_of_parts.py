"""What a seller order's frozen figures say in the words of the books."""

from yarmarka.domain.ledger.types import Held, PayoutTerms
from yarmarka.domain.orders.types import SellerOrderCard


def sold(part: SellerOrderCard) -> Held:
    """Return what the shopper pays for a seller order, and what of it is commission and tax, as it was sold."""
    return Held(
        goods_minor=part.goods_minor,
        delivery_minor=part.delivery_minor,
        commission_minor=part.commission_minor,
        tax_minor=part.commission_tax_minor,
    )


def terms_of(part: SellerOrderCard) -> PayoutTerms:
    """Return how the seller is paid for a seller order, as it was frozen."""
    return PayoutTerms(
        currency=part.currency,
        payout_currency=part.payout_currency,
        rate=part.payout_rate,
        spread_basis_points=part.payout_spread_basis_points,
    )
