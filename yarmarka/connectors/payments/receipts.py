"""The fiscal receipt (54-ФЗ) that a shopper gets, in the words of the federal format (ФФД 1.05 and 1.2)."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import IntEnum, StrEnum
from typing import Any
from uuid import UUID

from yarmarka.vocabulary.money import Money


class Vat(IntEnum):
    """The VAT on a line (tag 1199); the numbers are those that tills take. RATE_… is on top, CALC_… within."""

    NONE = 1
    RATE_0 = 2
    RATE_10 = 3
    RATE_20 = 4
    CALC_10 = 5
    CALC_20 = 6
    RATE_5 = 7
    RATE_7 = 8
    CALC_5 = 9
    CALC_7 = 10
    RATE_22 = 11
    CALC_22 = 12


class Subject(StrEnum):
    """What is paid for (tag 1212)."""

    COMMODITY = "commodity"
    SERVICE = "service"
    PAYMENT = "payment"


class Mode(StrEnum):
    """How it is paid for (tag 1214): before the hand-over, or at it."""

    FULL_PREPAYMENT = "full_prepayment"
    FULL_PAYMENT = "full_payment"


class Settled(StrEnum):
    """With what: money that came now, or money that an earlier receipt already names."""

    CASHLESS = "cashless"
    PREPAYMENT = "prepayment"


class ReceiptKind(StrEnum):
    """Money in, or money back (tag 1054)."""

    PAYMENT = "payment"
    REFUND = "refund"


@dataclass(frozen=True)
class Supplier:
    """The seller on whose behalf we sell (tag 1224): name (1225), phone (1171), INN (1226; of a foreign one empty)."""

    name: str
    inn: str = ""
    phone: str = ""


@dataclass(frozen=True)
class ReceiptLine:
    """One line: `price` is for one piece (tag 1079). With a supplier we are the commissioner (tag 1222)."""

    name: str
    quantity: Decimal
    price: Money
    vat: Vat
    subject: Subject = Subject.COMMODITY
    mode: Mode = Mode.FULL_PREPAYMENT
    measure: str = "piece"
    supplier: Supplier | None = None


@dataclass(frozen=True)
class Receipt:
    """What the till registers. `about_ref` is the acquirer's reference of the payment, or of the refund.

    `email` or `phone` is where the shopper gets it (tag 1008). A sale over the internet says so (tag 1125).
    """

    kind: ReceiptKind
    about_ref: str
    lines: tuple[ReceiptLine, ...]
    total: Money
    email: str = ""
    phone: str = ""
    settled: Settled = Settled.CASHLESS
    is_internet: bool = True


class ReceiptState(StrEnum):
    """Where a receipt stands; the last two are final."""

    PENDING = "pending"
    REGISTERED = "registered"
    FAILED = "failed"


@dataclass(frozen=True)
class ReceiptNotice:
    """News of a receipt; the fiscal number and sign (tags 1040 and 1077) are there once it is registered."""

    provider_ref: str
    state: ReceiptState
    raw: dict[str, Any]
    own_id: UUID | None = None
    registered_at: datetime | None = None
    document_number: str = ""
    fiscal_sign: str = ""
