"""The entries of money that goes back to shoppers."""

from uuid import UUID

from yarmarka.domain.ledger.rules.entries import between, event, posting
from yarmarka.domain.ledger.rules.sales import held_entries
from yarmarka.domain.ledger.types import AccountKind, Held, NewEntry, NewPosting, account
from yarmarka.vocabulary.money import Money


@event(
    "a part, or some of it, is called off or given back before it is settled",
    key="refund:<refund>",
    debit={
        AccountKind.ESCROW: "what goes back for goods",
        AccountKind.DELIVERY: "what goes back for delivery",
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
            NewEntry(
                AccountKind.REFUND_PAYABLE, -back.total_minor, currency, seller_order_id=seller_order_id
            ),
        ],
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
