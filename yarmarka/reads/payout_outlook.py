"""When will this seller be paid next, how, from which amount, and does anything stand in the way?"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from yarmarka.domain.payouts.queries import terms_of
from yarmarka.domain.payouts.rules import hindrance, minimum_of, next_payday
from yarmarka.domain.payouts.types import Hindrance, Terms
from yarmarka.domain.sellers.types import SellerCard
from yarmarka.reads.seller_money import OwnBalance


@dataclass(frozen=True)
class PayoutOutlook:
    """How a seller is paid in its payout currency; `owed_minor` is what it is owed in it now."""

    terms: Terms
    currency: str
    minimum_minor: int
    owed_minor: int
    next_on: date | None
    hindrance: Hindrance | None

    @property
    def debt_minor(self) -> int:
        """What the seller owes us, to be made up for by its next earnings."""
        return max(-self.owed_minor, 0)


def payout_outlook(seller: SellerCard, *, balances: list[OwnBalance], today: date) -> PayoutOutlook:
    """Return how and when a seller will be paid; `balances` are its own."""
    return outlook_of(
        seller_id=seller.id,
        currency=seller.payout_currency,
        account=seller.payout_account,
        balances=balances,
        today=today,
    )


def outlook_of(
    *, seller_id: UUID, currency: str, account: str, balances: list[OwnBalance], today: date
) -> PayoutOutlook:
    """Return the same for a seller whose file lies open."""
    terms = terms_of([seller_id])[seller_id]
    minimum = minimum_of(terms, currency)
    owed = next((balance.owed_minor for balance in balances if balance.currency == currency), 0)
    return PayoutOutlook(
        terms=terms,
        currency=currency,
        minimum_minor=minimum,
        owed_minor=owed,
        next_on=next_payday(terms, today=today),
        hindrance=hindrance(terms, account=account, owed_minor=owed, least_minor=minimum),
    )
