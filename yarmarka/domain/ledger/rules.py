"""Which entries a business event makes. Debits are positive, credits negative; each event sums to zero.

| event | debit | credit |
|---|---|---|
| sale | provider clearing | escrow, one entry per seller order |
| release | escrow | commission; seller balance (in its own currency, through exchange) |
| refund decided | escrow | refund payable |
| surplus received | provider clearing | refund payable |
| refund paid | refund payable | provider clearing |
| payout decided | seller balance | payout transit |
| payout paid | payout transit | provider clearing |
| payout failed | payout transit | seller balance |
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from yarmarka.domain.ledger.errors import OutOfBalance
from yarmarka.domain.ledger.types import AccountKind, NewEntry, NewPosting
from yarmarka.vocabulary.money import Money


def check_balance(posting: NewPosting) -> None:
    """Raise OutOfBalance unless a posting's entries sum to zero in each currency."""
    sums: dict[str, int] = defaultdict(int)
    for entry in posting.entries:
        sums[entry.currency] += entry.amount_minor
    for currency, remainder in sums.items():
        if remainder:
            raise OutOfBalance(posting=posting.correlation_key, currency=currency, remainder=remainder)


def sale(*, attempt_id: UUID, shares: Mapping[UUID, int], currency: str) -> NewPosting:
    """A payment came in: the provider owes it to us, and it is held for each seller order by its share."""
    held = [
        NewEntry(AccountKind.ESCROW, -share, currency, seller_order_id=part) for part, share in shares.items()
    ]
    owed = NewEntry(AccountKind.PROVIDER_CLEARING, sum(shares.values()), currency)
    return _posting(f"sale:{attempt_id}", "sale", [owed, *held])


def release(
    *,
    seller_order_id: UUID,
    seller_id: UUID,
    total: Money,
    commission_minor: int,
    payout: Money,
) -> NewPosting:
    """Delivery is settled: escrow goes to the commission and, at the rate frozen at sale, to the seller."""
    net_minor = total.minor - commission_minor
    entries = [
        NewEntry(AccountKind.ESCROW, total.minor, total.currency, seller_order_id=seller_order_id),
        NewEntry(AccountKind.COMMISSION, -commission_minor, total.currency, seller_order_id=seller_order_id),
    ]
    if payout.currency != total.currency:
        entries += [
            NewEntry(AccountKind.EXCHANGE, -net_minor, total.currency, seller_order_id=seller_order_id),
            NewEntry(AccountKind.EXCHANGE, payout.minor, payout.currency, seller_order_id=seller_order_id),
        ]
    entries.append(
        NewEntry(
            AccountKind.SELLER_BALANCE,
            -payout.minor,
            payout.currency,
            owner_id=seller_id,
            seller_order_id=seller_order_id,
        )
    )
    return _posting(f"release:{seller_order_id}", "release", entries)


def refund_decided(*, refund_id: UUID, seller_order_id: UUID, amount: Money) -> NewPosting:
    """A seller order was called off: what was held for it is owed back to the shopper."""
    return _posting(
        f"refund:{refund_id}",
        "refund_decided",
        [
            NewEntry(AccountKind.ESCROW, amount.minor, amount.currency, seller_order_id=seller_order_id),
            NewEntry(
                AccountKind.REFUND_PAYABLE, -amount.minor, amount.currency, seller_order_id=seller_order_id
            ),
        ],
    )


def surplus_received(*, refund_id: UUID, amount: Money) -> NewPosting:
    """Money came for an order that can't take it (paid twice, or too late): it is owed back at once."""
    return _posting(
        f"surplus:{refund_id}",
        "surplus_received",
        [
            NewEntry(AccountKind.PROVIDER_CLEARING, amount.minor, amount.currency),
            NewEntry(AccountKind.REFUND_PAYABLE, -amount.minor, amount.currency),
        ],
    )


def refund_paid(*, refund_id: UUID, seller_order_id: UUID | None, amount: Money) -> NewPosting:
    """The provider gave a shopper the money back."""
    return _posting(
        f"refund-paid:{refund_id}",
        "refund_paid",
        [
            NewEntry(
                AccountKind.REFUND_PAYABLE, amount.minor, amount.currency, seller_order_id=seller_order_id
            ),
            NewEntry(AccountKind.PROVIDER_CLEARING, -amount.minor, amount.currency),
        ],
    )


def payout_decided(*, payout_id: UUID, seller_id: UUID, amount: Money) -> NewPosting:
    """A seller's balance is on its way to its account."""
    return _between(
        f"payout:{payout_id}",
        "payout_decided",
        amount,
        debit=(AccountKind.SELLER_BALANCE, seller_id),
        credit=(AccountKind.PAYOUT_TRANSIT, None),
    )


def payout_paid(*, payout_id: UUID, amount: Money) -> NewPosting:
    """The provider paid a seller."""
    return _between(
        f"payout-paid:{payout_id}",
        "payout_paid",
        amount,
        debit=(AccountKind.PAYOUT_TRANSIT, None),
        credit=(AccountKind.PROVIDER_CLEARING, None),
    )


def payout_failed(*, payout_id: UUID, seller_id: UUID, amount: Money) -> NewPosting:
    """The provider could not pay a seller: the balance is the seller's again."""
    return _between(
        f"payout-failed:{payout_id}",
        "payout_failed",
        amount,
        debit=(AccountKind.PAYOUT_TRANSIT, None),
        credit=(AccountKind.SELLER_BALANCE, seller_id),
    )


def _between(
    key: str,
    kind: str,
    amount: Money,
    *,
    debit: tuple[AccountKind, UUID | None],
    credit: tuple[AccountKind, UUID | None],
) -> NewPosting:
    return _posting(
        key,
        kind,
        [
            NewEntry(debit[0], amount.minor, amount.currency, owner_id=debit[1]),
            NewEntry(credit[0], -amount.minor, amount.currency, owner_id=credit[1]),
        ],
    )


def _posting(key: str, kind: str, entries: Iterable[NewEntry]) -> NewPosting:
    return NewPosting(
        correlation_key=key, kind=kind, entries=tuple(entry for entry in entries if entry.amount_minor)
    )
