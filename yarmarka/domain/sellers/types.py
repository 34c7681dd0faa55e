"""What other parts of the house are told about sellers."""

from dataclasses import dataclass
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
    """What a person may do for a seller."""

    OWNER = "owner"
    CLERK = "clerk"


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
