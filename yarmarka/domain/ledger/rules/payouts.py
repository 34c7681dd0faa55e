"""The entries of payouts: from a seller's balance to the seller's account; and how payouts live."""

from typing import Final
from uuid import UUID

from yarmarka.domain.ledger.rules.entries import between, event
from yarmarka.domain.ledger.types import AccountKind, NewPosting, PayoutStatus, account
from yarmarka.vocabulary.money import Money

#: a payout that failed is the seller's balance again, and the next one is a new payout
PAYOUT_NEXT: Final = {
    PayoutStatus.REQUESTED: {PayoutStatus.PAID, PayoutStatus.FAILED},
    PayoutStatus.PAID: set[PayoutStatus](),
    PayoutStatus.FAILED: set[PayoutStatus](),
}


@event(
    "a payout is decided",
    key="payout:<payout>",
    debit={AccountKind.SELLER_BALANCE: "the payout"},
    credit={AccountKind.PAYOUT_TRANSIT: "the payout"},
)
def payout_decided(*, payout_id: UUID, seller_id: UUID, amount: Money) -> NewPosting:
    """A seller's balance is on its way to its account."""
    return between(
        "payout_decided",
        f"payout:{payout_id}",
        amount,
        debit=account(AccountKind.SELLER_BALANCE, owner_id=seller_id),
        credit=account(AccountKind.PAYOUT_TRANSIT),
    )


@event(
    "the provider paid the seller",
    key="payout-paid:<payout>",
    debit={AccountKind.PAYOUT_TRANSIT: "the payout"},
    credit={AccountKind.PROVIDER_CLEARING: "the payout"},
)
def payout_paid(*, payout_id: UUID, amount: Money, provider: str) -> NewPosting:
    """The provider paid a seller."""
    return between(
        "payout_paid",
        f"payout-paid:{payout_id}",
        amount,
        debit=account(AccountKind.PAYOUT_TRANSIT),
        credit=account(AccountKind.PROVIDER_CLEARING, holder=provider),
    )


@event(
    "our bank paid the seller, as its answer to our file says",
    key="payout-paid:<payout>",
    debit={AccountKind.PAYOUT_TRANSIT: "the payout"},
    credit={AccountKind.BANK: "the payout"},
)
def payout_paid_by_bank(*, payout_id: UUID, amount: Money, bank_account: str) -> NewPosting:
    """Our bank paid a seller from this account of ours; the key is that of any paid payout, so it is paid once."""
    return between(
        "payout_paid_by_bank",
        f"payout-paid:{payout_id}",
        amount,
        debit=account(AccountKind.PAYOUT_TRANSIT),
        credit=account(AccountKind.BANK, holder=bank_account),
    )


@event(
    "the provider or the bank could not",
    key="payout-failed:<payout>",
    debit={AccountKind.PAYOUT_TRANSIT: "the payout"},
    credit={AccountKind.SELLER_BALANCE: "the payout, again"},
)
def payout_failed(*, payout_id: UUID, seller_id: UUID, amount: Money) -> NewPosting:
    """Neither the provider nor the bank could pay a seller: the balance is the seller's again."""
    return between(
        "payout_failed",
        f"payout-failed:{payout_id}",
        amount,
        debit=account(AccountKind.PAYOUT_TRANSIT),
        credit=account(AccountKind.SELLER_BALANCE, owner_id=seller_id),
    )
