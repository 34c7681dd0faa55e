"""What a label, a packing slip and a statement say, as frozen facts."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from yarmarka.vocabulary.money import Money
from yarmarka.vocabulary.places import PostalAddress


class Category(StrEnum):
    """Why goods cross a border, as CN 22 asks. A gift is missing on purpose: what is sold is no gift."""

    DOCUMENTS = "DOCUMENTS"
    COMMERCIAL_SAMPLE = "COMMERCIAL_SAMPLE"
    RETURNED_GOODS = "RETURNED_GOODS"
    SALE_OF_GOODS = "SALE_OF_GOODS"
    OTHER = "OTHER"


@dataclass(frozen=True)
class ContentLine:
    """One kind of goods in a parcel. Net weight (grams) and value are those of the whole line."""

    description: str
    quantity: int
    weight_g: int
    value: Money
    hs_code: str = ""
    origin: str = ""


@dataclass(frozen=True)
class LabelFacts:
    """What stands on one parcel's label. `weight_g` is gross; `declared` is the sum of the contents."""

    number: str
    service_name: str
    sender: PostalAddress
    recipient: PostalAddress
    weight_g: int
    order_number: str
    declared: Money
    contents: tuple[ContentLine, ...]
    printed_on: date
    category: Category = Category.SALE_OF_GOODS
    #: length, width and height in whole centimetres; None where nobody told them
    box_cm: tuple[int, int, int] | None = None

    @property
    def is_international(self) -> bool:
        """Test if the parcel leaves the sender's country, and so needs a customs declaration."""
        return self.sender.country != self.recipient.country


@dataclass(frozen=True)
class CustomsFacts:
    """What the declaration CN 23 and the commercial invoice say. `is_paid`: duty and taxes were collected at sale."""

    number: str
    invoice: str
    sender: PostalAddress
    recipient: PostalAddress
    weight_g: int
    declared: Money
    postage: Money
    contents: tuple[ContentLine, ...]
    printed_on: date
    is_paid: bool
    reference: str = ""
    registration: str = ""
    category: Category = Category.SALE_OF_GOODS


@dataclass(frozen=True)
class PackingLine:
    """One line of a packing slip; `variant` says which colour or size, empty if there is only one."""

    sku: str
    title: str
    quantity: int
    variant: str = ""


@dataclass(frozen=True)
class PackingFacts:
    """What a packing slip says. It names no prices: the QR code leads to the page that does."""

    shop_name: str
    order_number: str
    ordered_on: date
    seller_name: str
    seller: PostalAddress
    recipient: PostalAddress
    lines: tuple[PackingLine, ...]
    service_name: str
    parcel_number: str = ""
    order_url: str = ""
    seller_contact: str = ""
    claim_days: int = 0
    note: str = ""


@dataclass(frozen=True)
class StatementRow:
    """An entry of a statement: its parts in the order's currency, the amount and what is then owed in the account's."""

    at: datetime
    what: str
    number: str
    order_currency: str
    goods_minor: int
    delivery_minor: int
    given_back_minor: int
    commission_minor: int
    tax_minor: int
    exchanging_minor: int
    amount_minor: int
    owed_minor: int


@dataclass(frozen=True)
class StatementFacts:
    """What a seller's statement of a month says. `is_final`: nothing will be added to the month any more."""

    shop_name: str
    seller_name: str
    seller_legal_name: str
    currency: str
    month: date
    made_at: datetime
    opening_minor: int
    closing_minor: int
    is_final: bool
    rows: tuple[StatementRow, ...]
