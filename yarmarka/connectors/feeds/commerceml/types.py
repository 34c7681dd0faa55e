"""What a CommerceML file says: which package it is, its lists, its products, its offers, its orders."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from yarmarka.connectors.feeds.types import RefusedRow


class Package(StrEnum):
    """Which part of a file is being read."""

    CATALOGUE = "catalogue"
    OFFERS = "offers"


class Kind(StrEnum):
    """What a thing of an exchange is."""

    GROUP = "group"
    PROPERTY = "property"
    PRICE_TYPE = "price_type"
    WAREHOUSE = "warehouse"
    PRODUCT = "product"
    OFFER = "offer"


@dataclass(frozen=True)
class PackageBegins:
    """From here on the file tells of goods, or of offers: of all of them, or only of those that changed.

    A file that does not say that it is whole is taken for changes: what it leaves out is not taken away.
    """

    line: int
    package: Package
    is_whole: bool


@dataclass(frozen=True)
class Thing:
    """Something that 1C tells, by its own id: only what the row says stands in `facts`, as JSON can hold it.

    An offer's id is `product`, or `product#variant`; `belongs_to` is then the product.
    """

    line: int
    kind: Kind
    id: str
    facts: dict[str, Any]
    belongs_to: str = ""


@dataclass(frozen=True)
class OrderNews:
    """What 1C says became of an order: `id` is ours, which 1C gives back."""

    line: int
    id: str
    number: str
    is_cancelled: bool
    is_sent: bool
    status: str


ExchangeRow = PackageBegins | Thing | OrderNews | RefusedRow
