"""What other parts of the house are told about sellers."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from yarmarka.vocabulary.places import PostalAddress


class Kind(StrEnum):
    """How a seller trades."""

    CROSS_BORDER = "cross_border"
    LOCAL = "local"
    BRAND = "brand"


class Standing(StrEnum):
    """Whether a seller may sell."""

    APPLIED = "applied"
    APPROVED = "approved"
    DECLINED = "declined"
    SUSPENDED = "suspended"


class Role(StrEnum):
    """What a person is at a seller; `rules.ROOMS` says what each may see and do."""

    OWNER = "owner"
    MANAGER = "manager"
    CLERK = "clerk"  # ships orders
    BOOKKEEPER = "bookkeeper"


class Room(StrEnum):
    """A part of a seller's work that its people are let into."""

    ORDERS = "orders"
    GOODS = "goods"
    MONEY = "money"
    SHOPPERS = "shoppers"  # what shoppers write: reviews, questions
    STANDING = "standing"
    PEOPLE = "people"


@dataclass(frozen=True)
class TradeRecord:
    """What a merchant's orders of some days came to, and how many of them went which way.

    Counted are parts that were paid for: `due` had to be sent by now, `arrived` have been delivered.
    """

    orders: int
    due: int
    sent_late: int
    called_off: int
    arrived: int
    arrived_late: int
    given_back: int
    charged_back: int


class Measure(StrEnum):
    """What a merchant's standing is measured by."""

    SENT_LATE = "sent_late"
    CALLED_OFF = "called_off"
    ARRIVED_LATE = "arrived_late"
    GIVEN_BACK = "given_back"
    CHARGED_BACK = "charged_back"


class Verdict(StrEnum):
    """What a measure says of a merchant."""

    TOO_FEW = "too_few"
    GOOD = "good"
    WARNING = "warning"
    SERIOUS = "serious"


@dataclass(frozen=True)
class Finding:
    """One measure of a merchant: so many of so many, and the shares (basis points) from which it matters."""

    measure: Measure
    count: int
    of: int
    warns_from: int
    serious_from: int
    verdict: Verdict

    @property
    def basis_points(self) -> int:
        """The share, in hundredths of a percent."""
        return self.count * 10_000 // self.of if self.of else 0


@dataclass(frozen=True)
class StandingChange:
    """A decision about whether a merchant may sell."""

    became: str
    reason: str
    at: datetime


@dataclass(frozen=True)
class SellerCard:
    """A seller as orders, pages and labels need it."""

    id: UUID
    slug: str
    trade_name: str
    legal_name: str
    country: str
    kind: str
    standing: str
    contact_email: str
    payout_currency: str
    payout_account: str
    address: PostalAddress


@dataclass(frozen=True)
class LegalFacts:
    """What a merchant is by law, and what it is called."""

    id: UUID
    legal_name: str
    trade_name: str
    country: str
    registration_number: str
    tax_number: str
    payout_account: str


@dataclass(frozen=True)
class Post:
    """What a person is at one seller."""

    seller: SellerCard
    role: Role


@dataclass(frozen=True)
class StaffCard:
    """A person who acts for a seller."""

    person_id: UUID
    role: Role
    since: datetime


@dataclass(frozen=True)
class InvitationCard:
    """Somebody who was asked to act for a seller and has not answered yet."""

    id: UUID
    seller_id: UUID
    email: str
    role: Role
    expires_at: datetime


@dataclass(frozen=True)
class Application:
    """What a merchant tells of itself when it asks to sell."""

    trade_name: str
    legal_name: str
    country: str
    kind: Kind
    registration_number: str
    tax_number: str
    address: PostalAddress
    contact_email: str
    payout_currency: str
    payout_account: str
