"""What other parts of the house are told about the cost of importing goods."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

import msgspec


class Levy(StrEnum):
    """What the law asks for at import, in the order in which one is counted upon another."""

    DUTY = "duty"
    CONSUMPTION_TAX = "consumption_tax"
    VAT = "vat"
    FEE = "fee"


class Base(StrEnum):
    """What a part in basis points is a part of."""

    GOODS = "goods"
    GOODS_AND_DELIVERY = "goods_and_delivery"
    WITH_DUTY = "with_duty"  # goods, delivery and the duty on them


class Period(StrEnum):
    """What an allowance is for."""

    PARCEL = "parcel"
    MONTH = "month"  # all that one person receives in a calendar month
    YEAR = "year"


class Allowance(msgspec.Struct, frozen=True, tag="allowance"):
    """Free up to a value and a weight; a part of what is above, but so much at least for each kilogram above."""

    free_minor: int
    free_weight_g: int
    basis_points: int
    least_per_kg_minor: int
    per: Period = Period.PARCEL


class Part(msgspec.Struct, frozen=True, tag="part"):
    """A part of the whole value once it is above a limit, but so much at least for each kilogram."""

    basis_points: int
    above_minor: int = 0
    least_per_kg_minor: int = 0
    base: Base = Base.GOODS


class PerHeading(msgspec.Struct, frozen=True, tag="per_heading"):
    """A flat amount for every different HS subheading of a consignment."""

    flat_minor: int


class PerParcel(msgspec.Struct, frozen=True, tag="per_parcel"):
    """A flat amount for a consignment on which any duty is due."""

    flat_minor: int


class RetailImport(msgspec.Struct, frozen=True, tag="retail_import"):
    """No duty, and so many basis points of the taxes, within a limit for one order and one for a person's year.

    A single piece above the limit of an order comes in with the taxes in full; nothing else above a limit does.
    """

    order_minor: int
    year_minor: int
    taxes_basis_points: int


class Tariff(msgspec.Struct, frozen=True, tag="tariff"):
    """What the tariff asks for by HS code and origin, which we do not hold: the amount is not known."""


Terms = Allowance | Part | PerHeading | PerParcel | RetailImport | Tariff


class CustomsRule(msgspec.Struct, frozen=True, kw_only=True):
    """One dated rule of law: for whom and when it holds, and what it asks for.

    A rule of a regime (IOSS, China's cross-border retail …) holds for who is registered in it; others have none.
    """

    id: UUID
    code: str
    levy: Levy
    destination: str  # a country, or a customs territory
    currency: str
    terms: Terms
    since: date
    until: date | None = None  # the first day that it does not hold any more
    regime: str = ""
    origin: str = ""  # "" is any
    seller_kind: str = ""
    hs_prefix: str = ""
    over_minor: int = 0  # for consignments worth more than this …
    up_to_minor: int | None = None  # … and no more than that
    legal_basis: str = ""
    source: str = ""
    link: str = ""
    verified_on: date | None = None
    note: str = ""
    is_enabled: bool = True

    def holds_on(self, day: date) -> bool:
        """Test if it is in force on a day."""
        return self.is_enabled and self.since <= day and (self.until is None or day < self.until)


class Membership(msgspec.Struct, frozen=True):
    """A country that was in a customs territory for a time."""

    country: str
    territory: str
    since: date
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Test if the country was in it on a day."""
        return self.since <= day and (self.until is None or day < self.until)


class Registration(msgspec.Struct, frozen=True):
    """The operator's registration in a regime: what is due under it is collected at sale and passed on to `owed_to`."""

    regime: str
    number: str
    owed_to: str
    since: date
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Test if it is in force on a day."""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True)
class CustomsLaw:
    """Everything that is known of the rules, whatever the day."""

    rules: tuple[CustomsRule, ...] = ()
    memberships: tuple[Membership, ...] = ()
    registrations: tuple[Registration, ...] = ()


@dataclass(frozen=True)
class Goods:
    """Pieces of one thing in a consignment, in the currency that the shopper pays in."""

    value_minor: int
    weight_g: int
    quantity: int = 1
    hs_code: str = ""


@dataclass(frozen=True)
class Received:
    """What a person had already of the same kind, in the currency that the shopper pays in; it uses up limits."""

    month_minor: int = 0
    month_weight_g: int = 0
    year_minor: int = 0


@dataclass(frozen=True)
class Consignment:
    """What one seller sends to one person in one go."""

    origin: str
    destination: str
    seller_kind: str
    currency: str
    goods: tuple[Goods, ...]
    delivery_minor: int = 0
    received: Received = field(default_factory=Received)

    @property
    def value_minor(self) -> int:
        """What the goods are worth, without delivery."""
        return sum([thing.value_minor for thing in self.goods])

    @property
    def weight_g(self) -> int:
        """What they weigh."""
        return sum([thing.weight_g for thing in self.goods])


class Why(StrEnum):
    """What made a line of the cost what it is; the presentation has the words."""

    WITHIN_ALLOWANCE = "within_allowance"
    VALUE_ABOVE = "value_above"
    WEIGHT_ABOVE = "weight_above"
    NOT_ABOVE_LIMIT = "not_above_limit"
    PART_OF_VALUE = "part_of_value"
    LEAST_BY_WEIGHT = "least_by_weight"
    PER_HEADING = "per_heading"
    PER_PARCEL = "per_parcel"
    NOTHING_DUTIABLE = "nothing_dutiable"
    RETAIL_IMPORT = "retail_import"
    SINGLE_PIECE = "single_piece"
    ABOVE_RETAIL_LIMIT = "above_retail_limit"
    TARIFF_NOT_HELD = "tariff_not_held"


class CostLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One levy under one rule: how much, in the shopper's currency and in the rule's own, and why.

    `minor` is None where it can't be known beforehand. `shares` say what of it falls on each of the goods.
    """

    levy: Levy
    rule_id: UUID
    code: str
    why: Why
    minor: int | None
    currency: str
    own_minor: int | None = None  # in `own_currency`, as the rule counts
    own_currency: str = ""
    is_collected: bool = False
    figures: dict[str, int] = {}
    shares: tuple[int, ...] = ()


class Outcome(StrEnum):
    """What a shopper has to know first."""

    NOT_IMPORTED = "not_imported"  # within one customs territory
    NOTHING_DUE = "nothing_due"
    PAID = "paid"  # everything that is due is collected at sale
    AT_IMPORT = "at_import"  # something is due from the recipient
    NOT_KNOWN = "not_known"  # something may be due that can't be counted beforehand
    NO_RULES = "no_rules"  # no rules are held for this place and day
    REFUSED = "refused"  # the regime does not take it


@dataclass(frozen=True)
class LandedCost:
    """What a consignment costs at import, under the rules of a day."""

    on: date
    currency: str
    outcome: Outcome
    lines: tuple[CostLine, ...] = ()
    owed_to: str = ""

    @property
    def duty_minor(self) -> int:
        """Duty and fees collected at sale."""
        return self._collected(Levy.DUTY, Levy.FEE)

    @property
    def import_tax_minor(self) -> int:
        """VAT and consumption tax collected at sale."""
        return self._collected(Levy.VAT, Levy.CONSUMPTION_TAX)

    @property
    def collected_minor(self) -> int:
        """All that is collected at sale."""
        return self.duty_minor + self.import_tax_minor

    @property
    def due_at_import_minor(self) -> int:
        """What the recipient pays at import, as far as it is known."""
        return sum([line.minor or 0 for line in self.lines if not line.is_collected])

    def shares(self, *levies: Levy) -> tuple[int, ...]:
        """Return what was collected of these levies on each of the goods; () where nothing was."""
        lines = [
            line.shares for line in self.lines if line.is_collected and line.levy in levies and line.shares
        ]
        return tuple(map(sum, zip(*lines, strict=True)))

    def _collected(self, *levies: Levy) -> int:
        return sum([line.minor or 0 for line in self.lines if line.is_collected and line.levy in levies])


class FrozenCost(msgspec.Struct, frozen=True):
    """A landed cost as an order keeps it: what was shown and charged, with the codes of the rules."""

    on: date
    outcome: Outcome
    lines: tuple[CostLine, ...] = ()


@dataclass(frozen=True)
class HsHeading:
    """A subheading of the Harmonized System with its names and the words that sellers use for it."""

    code: str
    names: Mapping[str, str]
    words: str = ""
    is_own: bool = True


@dataclass(frozen=True)
class HsSuggestion:
    """A heading that a thing may fall under, and the words that it was found by."""

    heading: HsHeading
    found_by: tuple[str, ...]


class Form(StrEnum):
    """The form of the Universal Postal Union that a parcel is declared on."""

    CN22 = "CN22"
    CN23 = "CN23"


class DeclaredLine(msgspec.Struct, frozen=True):
    """One kind of goods in a declared parcel; weight and value are those of the whole line."""

    description: str
    quantity: int
    net_weight_g: int
    value_minor: int
    currency: str
    hs_code: str
    origin_country: str


class Declaration(msgspec.Struct, frozen=True):
    """What customs is told of a parcel, without anybody's name: those come from the order while they are needed."""

    parcel_id: UUID
    number: str
    form: Form
    sent_from: str
    sent_to: str
    gross_weight_g: int
    postage_minor: int
    currency: str
    invoice: str
    lines: tuple[DeclaredLine, ...]
    #: the sender's reference: an IOSS number, or one of another regime
    reference: str = ""
    category: str = "SALE_OF_GOODS"

    @property
    def value_minor(self) -> int:
        """What all goods are worth."""
        return sum([line.value_minor for line in self.lines])


#: how many units of the second currency one of the first is worth
Rates = Mapping[tuple[str, str], Decimal]
