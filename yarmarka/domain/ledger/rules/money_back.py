"""The entries of money that goes back to shoppers: from what is held, from what sellers were paid, from the fund."""

from uuid import UUID

from yarmarka.domain.ledger.rules.entries import between, event, posting
from yarmarka.domain.ledger.rules.sales import held_entries, paid_entries, settled_entries
from yarmarka.domain.ledger.rules.settling import covered_in_order_currency
from yarmarka.domain.ledger.types import AccountKind, Held, NewEntry, NewPosting, Resettled, account
from yarmarka.vocabulary.money import Money


@event(
    "a part, or some of it, is called off or given back before it is settled",
    key="refund:<refund>",
    debit={
        AccountKind.ESCROW: "what goes back for goods",
        AccountKind.DELIVERY: "what goes back for delivery",
        AccountKind.DUTY: "what goes back of duty",
        AccountKind.IMPORT_TAX: "what goes back of taxes at import",
    },
    credit={AccountKind.REFUND_PAYABLE: "the refund"},
)
def refund_decided(*, refund_id: UUID, seller_order_id: UUID, back: Held, currency: str) -> NewPosting:
    """What was held for a seller order, or some of it, is owed back to the shopper."""
    return posting(
        "refund_decided",
        f"refund:{refund_id}",
        [
            *held_entries(seller_order_id, back, currency),
            owed_back(seller_order_id, Money(back.total_minor, currency)),
        ],
    )


@event(
    "money is given back after it was settled",
    key="refund:<refund>",
    debit={
        AccountKind.SELLER_BALANCE: "the seller's part, at the terms frozen at sale; it may fall below zero",
        AccountKind.GUARANTEE_FUND: "what stands in for a seller whose balance does not reach",
        AccountKind.COMMISSION: "commission, in proportion",
        AccountKind.COMMISSION_TAX: "the tax on it",
        AccountKind.DUTY_PAYABLE: "duty; paid already, the authority owes it to us",
        AccountKind.IMPORT_TAX_PAYABLE: "taxes at import, likewise",
        AccountKind.EXCHANGE_GAIN: "spread",
        AccountKind.ROUNDING: "what rounding left (or took: a credit)",
        AccountKind.EXCHANGE: "what the seller's part is worth at the recorded rate",
    },
    credit={
        AccountKind.REFUND_PAYABLE: "the refund",
        AccountKind.EXCHANGE: "the seller's part, in the payout currency",
    },
)
def claw_back(*, refund_id: UUID, change: Resettled, covered_minor: int = 0) -> NewPosting:
    """Money that was settled goes back: everybody gives the part that they would not have had.

    `covered_minor` of the seller's part, in the payout currency, comes from the guarantee fund instead.
    """
    amount = Money(change.before.total_minor - change.after.total_minor, change.terms.currency)
    return posting(
        "claw_back",
        f"refund:{refund_id}",
        [
            *settled_entries(change),
            *covered_entries(change, covered_minor),
            owed_back(change.seller_order_id, amount),
        ],
    )


@event(
    "goodwill",
    key="refund:<refund>",
    debit={AccountKind.GUARANTEE_FUND: "the refund"},
    credit={AccountKind.REFUND_PAYABLE: "the refund"},
)
def goodwill(*, refund_id: UUID, seller_order_id: UUID, amount: Money) -> NewPosting:
    """The marketplace gives a shopper something back at its own cost; the seller keeps what it earned."""
    return between(
        "goodwill",
        f"refund:{refund_id}",
        amount,
        debit=account(AccountKind.GUARANTEE_FUND),
        credit=account(AccountKind.REFUND_PAYABLE, seller_order_id=seller_order_id),
    )


@event(
    "the provider gave money back",
    key="refund-paid:<refund>",
    debit={AccountKind.REFUND_PAYABLE: "the refund"},
    credit={AccountKind.PROVIDER_CLEARING: "the refund"},
)
def refund_paid(*, refund_id: UUID, seller_order_id: UUID | None, amount: Money, provider: str) -> NewPosting:
    """The provider gave a shopper the money back."""
    return between(
        "refund_paid",
        f"refund-paid:{refund_id}",
        amount,
        debit=account(AccountKind.REFUND_PAYABLE, seller_order_id=seller_order_id),
        credit=account(AccountKind.PROVIDER_CLEARING, holder=provider),
    )


def owed_back(seller_order_id: UUID, amount: Money) -> NewEntry:
    """Return the entry that owes a shopper so much."""
    return NewEntry(
        AccountKind.REFUND_PAYABLE, -amount.minor, amount.currency, seller_order_id=seller_order_id
    )


def covered_entries(change: Resettled, covered_minor: int) -> list[NewEntry]:
    """Return the entries that let the guarantee fund pay so much of what a seller gives back."""
    fund, terms = covered_in_order_currency(change, covered_minor), change.terms
    abroad = terms.payout_currency != terms.currency
    part = change.seller_order_id
    return [
        NewEntry(AccountKind.GUARANTEE_FUND, fund, terms.currency),
        NewEntry(AccountKind.EXCHANGE, -fund if abroad else 0, terms.currency, seller_order_id=part),
        *paid_entries(change, covered_minor),
    ]
