"""What other parts of the house are told about the ledger."""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from yarmarka.vocabulary.payouts import PayoutWay


class AccountKind(StrEnum):
    """What an account holds. Debits are positive, credits negative."""

    PROVIDER_CLEARING = "provider_clearing"  # what each payment provider owes us (asset)
    ESCROW = "escrow"  # shoppers' money for goods, held until delivery is settled (liability)
    DELIVERY = "delivery"  # shoppers' money for delivery, held as long (liability)
    DUTY = "duty"  # shoppers' money for customs duty, held as long (liability)
    IMPORT_TAX = "import_tax"  # shoppers' money for taxes at import (VAT), held as long (liability)
    FROZEN = (
        "frozen"  # of these four, what an open claim keeps from everybody; `holder` says of which (liability)
    )
    DUTY_PAYABLE = (
        "duty_payable"  # duty owed to an authority or a broker (liability); a debit is what it owes us
    )
    IMPORT_TAX_PAYABLE = "import_tax_payable"  # taxes at import owed to one, likewise (liability)
    SELLER_BALANCE = "seller_balance"  # what we owe a seller (liability); a debit is what it owes us
    COMMISSION = "commission"  # what the marketplace earned (income)
    COMMISSION_TAX = "commission_tax"  # tax on it, collected for the tax office (liability)
    GUARANTEE_FUND = "guarantee_fund"  # set aside from the commission to stand in for sellers (liability)
    CARRIER_CLAIM = "carrier_claim"  # what carriers owe us for parcels that they lost (asset)
    PARTNER_SHARE = "partner_share"  # each partner's share of the commission (liability)
    EXCHANGE = "exchange"  # what was bought and sold between currencies, at recorded rates
    EXCHANGE_GAIN = "exchange_gain"  # what exchanging earned (a credit) or cost
    ROUNDING = "rounding"  # fractions of a minor unit that conversions left over (a credit) or took
    PROVIDER_FEE = "provider_fee"  # what payment providers charge us (expense)
    CHARGEBACK_LOSS = "chargeback_loss"  # what shoppers' banks took and no seller's sale covers (expense)
    BANK = "bank"  # our own money at a bank (asset); a credit is what it paid for us
    SUSPENSE = "suspense"  # what a provider counts otherwise than we do, until somebody knows why
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
    holder: str = ""


def account(
    kind: AccountKind, *, owner_id: UUID | None = None, holder: str = "", seller_order_id: UUID | None = None
) -> NewEntry:
    """Return an entry that names an account and moves nothing yet.

    `owner_id` is a seller's; `holder` the code of a provider, a partner or an authority, who have no row of their own.
    """
    return NewEntry(kind, 0, "", owner_id=owner_id, holder=holder, seller_order_id=seller_order_id)


@dataclass(frozen=True)
class NewPosting:
    """A business event's entries, which sum to zero in each currency. The same key is posted once."""

    correlation_key: str
    kind: str
    entries: tuple[NewEntry, ...]
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Held:
    """A sum of a seller order's money by what it is for; commission and its tax are within, not on top."""

    goods_minor: int = 0
    delivery_minor: int = 0
    commission_minor: int = 0
    tax_minor: int = 0
    duty_minor: int = 0
    import_tax_minor: int = 0

    @property
    def total_minor(self) -> int:
        """What the shopper paid of it."""
        return self.sale_minor + self.duty_minor + self.import_tax_minor

    @property
    def sale_minor(self) -> int:
        """What the seller sold: the rest of it is collected for an authority, and never the seller's."""
        return self.goods_minor + self.delivery_minor

    def __add__(self, other: "Held") -> "Held":
        return Held(
            goods_minor=self.goods_minor + other.goods_minor,
            delivery_minor=self.delivery_minor + other.delivery_minor,
            commission_minor=self.commission_minor + other.commission_minor,
            tax_minor=self.tax_minor + other.tax_minor,
            duty_minor=self.duty_minor + other.duty_minor,
            import_tax_minor=self.import_tax_minor + other.import_tax_minor,
        )

    def __neg__(self) -> "Held":
        return Held(**{name: -minor for name, minor in asdict(self).items()})

    def __sub__(self, other: "Held") -> "Held":
        return self + -other


@dataclass(frozen=True)
class PayoutTerms:
    """How a seller is paid for an order, frozen at sale: `rate` is recorded, the spread is taken before it."""

    currency: str
    payout_currency: str
    rate: Decimal
    spread_basis_points: int = 0


@dataclass(frozen=True)
class Settlement:
    """What a seller order's money comes to. The payout is in the payout currency, the rest in the order's."""

    payout_minor: int
    spread_minor: int = 0
    exchanged_minor: int = 0
    rounding_minor: int = 0


@dataclass(frozen=True)
class Resettled:
    """A settled seller order that comes to less than before because money goes back, or to more: it came again."""

    seller_order_id: UUID
    seller_id: UUID
    before: Held
    after: Held
    terms: PayoutTerms
    #: whom duty and tax at import are owed to
    duty_to: str = ""


@dataclass(frozen=True)
class Balance:
    """What stands on an account. For liabilities (escrow, seller balances) a credit is what we owe."""

    kind: AccountKind
    owner_id: UUID | None
    holder: str
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
    way: PayoutWay
    #: who is asked to pay it; nobody when our bank is by a file
    provider: str


@dataclass(frozen=True)
class Payee:
    """A seller to be paid what it is owed in a currency, if that is at least so much."""

    seller_id: UUID
    currency: str
    account: str
    way: PayoutWay
    #: who is asked to pay, if the way is a provider's
    provider: str
    least_minor: int = 1
