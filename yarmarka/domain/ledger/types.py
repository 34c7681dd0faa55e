"""What other parts of the house are told about the ledger."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID


class AccountKind(StrEnum):
    """What an account holds. Debits are positive, credits negative."""

    PROVIDER_CLEARING = "provider_clearing"  # what payment providers owe us (asset)
    ESCROW = "escrow"  # shoppers' money held until delivery is settled (liability)
    SELLER_BALANCE = "seller_balance"  # what we owe a seller (liability)
    COMMISSION = "commission"  # what the marketplace earned (income)
    EXCHANGE = "exchange"  # what was bought and sold between currencies
    REFUND_PAYABLE = "refund_payable"  # what is on its way back to shoppers (liability)
    PAYOUT_TRANSIT = "payout_transit"  # what is on its way to sellers (liability)


class PayoutStatus(StrEnum):
    """Where a payout stands."""

    REQUESTED = "requested"
    PAID = "paid"
    FAILED = "failed"


@dataclass(frozen=True)
class NewEntry:
    """One side of a posting: debit positive, credit negative, in minor units."""

    kind: AccountKind
    amount_minor: int
    currency: str
    owner_id: UUID | None = None
    seller_order_id: UUID | None = None


@dataclass(frozen=True)
class NewPosting:
    """A business event's entries, which sum to zero in each currency. The same key is posted once."""

    correlation_key: str
    kind: str
    entries: tuple[NewEntry, ...]
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Balance:
    """What stands on an account. For liabilities (escrow, seller balances) a credit is what we owe."""

    kind: AccountKind
    owner_id: UUID | None
    currency: str
    debit_minor: int
    credit_minor: int

    @property
    def owed_minor(self) -> int:
        """What we owe by this account: credits less debits."""
        return self.credit_minor - self.debit_minor


@dataclass(frozen=True)
class PayoutCard:
    """Money on its way to a seller."""

    id: UUID
    batch_id: UUID
    seller_id: UUID
    amount_minor: int
    currency: str
    account: str
    status: PayoutStatus
    provider_ref: str
    created_at: datetime
    settled_at: datetime | None
