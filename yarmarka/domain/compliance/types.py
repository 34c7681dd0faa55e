"""What other parts of the house are told about restrictions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

Texts = Mapping[str, str]


class Outcome(StrEnum):
    """What a restriction leads to, from the mildest to the hardest."""

    ALLOW = "allow"
    WARN = "warn"
    LICENCE = "licence"
    HOLD = "hold"
    BLOCK = "block"


class Extent(StrEnum):
    """How much of what goes to its places a restriction is about."""

    EVERYTHING = "everything"  # nothing at all goes there
    SOME_GOODS = "some_goods"  # certain goods, of certain sellers or by certain ties, don't
    LOOKED_AT = "looked_at"  # it goes, once a person has looked or a licence is there
    TOLD = "told"  # it goes; people are told something


class Direction(StrEnum):
    """Which way goods travel that a restriction is about."""

    TO = "to"
    FROM = "from"
    BOTH = "both"


class Step(StrEnum):
    """Where in a sale restrictions are looked at."""

    PLACING = "placing"
    LABEL = "label"
    HAND_OVER = "hand_over"
    PAYOUT = "payout"


class Tie(StrEnum):
    """What may connect a deal to a regime: where its seat is, or (for goods) where they were made."""

    OPERATOR = "operator"
    SELLER = "seller"
    PAYMENT = "payment"
    CARRIER = "carrier"
    ORIGIN = "origin"


class Handling(StrEnum):
    """What becomes of an order that stands when a restriction begins."""

    FINISH = "finish"  # it goes on as if nothing were
    HOLD = "hold"  # it waits where it is until the restriction ends
    RECALL = "recall"  # its parcel is called back, and what was paid goes back once it is with the seller
    REFUND = (
        "refund"  # it is called off (or called back, if it has left), and what was paid goes back at once
    )


@dataclass(frozen=True)
class RestrictionWish:
    """A restriction as somebody wants it. What is empty narrows nothing: any goods, any party, any nexus.

    `nexus` names what ties a deal to the regime (see `Tie`; countries, unions of them, or a carrier's name): one tie
    suffices. `handling` says by the state of an order (unpaid, to_ship, sent) what becomes of it.
    """

    code: str
    regime: str
    legal_basis: str
    link: str
    places: tuple[str, ...]
    since: datetime
    outcome: Outcome = Outcome.BLOCK
    direction: Direction = Direction.TO
    hs_prefixes: tuple[str, ...] = ()
    categories: tuple[UUID, ...] = ()
    parties: tuple[UUID, ...] = ()
    nexus: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    shopper_texts: Texts = field(default_factory=dict)
    seller_texts: Texts = field(default_factory=dict)
    handling: Mapping[str, Handling] = field(default_factory=dict)


@dataclass(frozen=True)
class Restriction:
    """A restriction that holds, held or will hold."""

    id: UUID
    wish: RestrictionWish
    since: datetime
    until: datetime | None
    author: UUID | None
    approver: UUID | None
    told_at: datetime | None = None
    ended_told_at: datetime | None = None


@dataclass(frozen=True)
class ForwarderWish:
    """An address from which parcels are sent on, as somebody wants it known: see `rules.forwarding` for `words`.

    Without `since` it is known from when it is approved, without `until` until somebody ends it.
    """

    country: str
    words: str
    source: str
    postal_code: str = ""
    note: str = ""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class Forwarder:
    """A forwarding address of the list: what it is, from when to when it is known, and who wrote it down."""

    id: UUID
    wish: ForwarderWish
    since: datetime
    until: datetime | None
    author: UUID | None
    approver: UUID | None


@dataclass(frozen=True)
class ForwardingTexts:
    """What is read about an address on the list, by language, and entries that show what a list looks like."""

    shopper_texts: Texts
    seller_texts: Texts
    example: tuple[ForwarderWish, ...]


@dataclass(frozen=True)
class Deal:
    """What is looked at: goods of one seller going somewhere. `hinted` are places that signs only hint at.

    `state` and `placed_at` are of an order that stands already; `licensed` are codes of restrictions for which
    somebody holds a licence that covers it.
    """

    to: frozenset[str]
    hinted: frozenset[str] = frozenset()
    origin: frozenset[str] = frozenset()
    seller_id: UUID | None = None
    hs_codes: tuple[str, ...] = ()
    categories: frozenset[UUID] = frozenset()
    ties: Mapping[str, frozenset[str]] = field(default_factory=dict)
    state: str = ""
    placed_at: datetime | None = None
    licensed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Verdict:
    """What restrictions say of a deal: the hardest outcome, and the ones that lead to it.

    `under_licence` are those that would have asked for a licence, and there is one.
    """

    outcome: Outcome
    by: tuple[Restriction, ...] = ()
    is_hinted: bool = False
    under_licence: tuple[Restriction, ...] = field(default=(), compare=False)

    @property
    def is_worth_noting(self) -> bool:
        """Whether any restriction had anything to do with it."""
        return bool(self.by or self.under_licence)


@dataclass(frozen=True)
class NewDecision:
    """A decision for the log: what was looked at, what came of it, and about which order if there is one."""

    step: Step
    deal: Deal
    verdict: Verdict
    order_id: UUID | None = None


@dataclass(frozen=True)
class Licence:
    """Leave that an authority gave to do what a restriction asks a licence for, for a time; of one seller or of all."""

    restriction: str
    number: str
    issuer: str
    since: datetime
    until: datetime
    seller_id: UUID | None = None


@dataclass(frozen=True)
class DecisionCard:
    """A decision of the log as others see it: what came of it, from what, by which restrictions."""

    id: UUID
    at: datetime
    step: Step
    order_id: UUID | None
    deal: Deal
    verdict: Verdict
