"""What the platform asks of any carrier, and the frozen words in which it hears back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, Final, Protocol, runtime_checkable
from uuid import UUID

from yarmarka.vocabulary.money import Money
from yarmarka.vocabulary.parcels import ParcelState
from yarmarka.vocabulary.places import PostalAddress

#: where the secret of a carrier that signs nothing is handed to its connector
SECRET_HEADER: Final = "X-Webhook-Secret"  # noqa: S105 -- a header's name


@dataclass(frozen=True)
class ParcelGoods:
    """Goods of one kind in a parcel, as carriers and customs ask for them: price, weight and box are of one piece.

    `titles` are by language; `hs_code` and `origin_country` are empty where the seller named none, and so is the box.
    """

    article: str
    titles: Mapping[str, str]
    quantity: int
    price: Money
    weight_g: int
    hs_code: str = ""
    origin_country: str = ""
    sides_mm: tuple[int, ...] = ()


@dataclass(frozen=True)
class NewParcel:
    """A parcel that a carrier is asked to take: our key to it, by which of its services, from whom to whom.

    `service` is our code; `declared` is what the goods in it are worth, and `goods` names them; `pickup_point` is the
    carrier's own code of the point that the receiver chose, empty where there is none.
    """

    id: UUID
    service: str
    sender: PostalAddress
    recipient: PostalAddress
    weight_g: int
    declared: Money
    goods: tuple[ParcelGoods, ...]
    pickup_point: str = ""
    #: length, width and height of the packed parcel in whole centimetres; None where nobody told those of its goods
    box_cm: tuple[int, int, int] | None = None


@dataclass(frozen=True)
class IssuedNumber:
    """A parcel's number at the carrier's, and what the carrier said with it."""

    number: str
    raw: dict[str, Any]


@dataclass(frozen=True)
class CarrierEvent:
    """One scan: what the carrier says of a parcel, in its own word (`raw_code`) and in ours (`state`).

    `texts` are the carrier's, by language. The same scan may come several times, late and out of order;
    number, code and `occurred_at` tell it from others.
    """

    carrier: str
    number: str
    state: ParcelState
    raw_code: str
    texts: dict[str, str]
    place: str
    country: str
    occurred_at: datetime
    raw: dict[str, Any]


@dataclass(frozen=True)
class Capabilities:
    """What a carrier's interface can do; what it can't, its connector refuses with `errors.Refused`."""

    registers: bool = True
    tells_by_webhook: bool = True
    #: it is asked about many parcels with a ticket, and answers later
    tracks_by_ticket: bool = False
    quotes: bool = False
    normalises_addresses: bool = False
    prints_labels: bool = False
    has_pickup_points: bool = False
    #: it can be asked to bring a parcel back that is on its way
    recalls: bool = False
    #: it pays for parcels that it lost
    compensates: bool = False
    #: how often it may be asked about single parcels in a day; None: as often as its pace allows
    asks_a_day: int | None = None


@dataclass(frozen=True)
class CarrierQuote:
    """What a carrier asks for a parcel now, and how many days it names (None: it names none)."""

    service: str
    price: Money
    min_days: int | None
    max_days: int | None


@dataclass(frozen=True)
class OpenHours:
    """When a pick-up point is open on one day of the week (1: Monday), by its own clock."""

    weekday: int
    opens: time
    closes: time


@dataclass(frozen=True)
class PickupPlace:
    """Where a carrier gives parcels out."""

    carrier: str
    code: str
    kind: str
    country: str
    region: str
    city: str
    address: str
    postal_code: str
    latitude: float
    longitude: float
    hours: tuple[OpenHours, ...]
    max_weight_g: int | None
    raw: dict[str, Any]
    #: days that differ; None: closed then
    exceptions: Mapping[date, tuple[time, time] | None] = field(default_factory=dict)
    takes_cards: bool | None = None
    max_side_mm: int | None = None
    #: the address in other languages than the carrier's own
    addresses: Mapping[str, str] = field(default_factory=dict)


class CarrierConnector(Protocol):
    """A carrier.

    Calls raise `errors.Unreachable` or `UnexpectedAnswer` (both `Outside`: try again later) or `Refused` (final).
    """

    @property
    def code(self) -> str:
        """The carrier's code in our records."""

    @property
    def capabilities(self) -> Capabilities:
        """What its interface can do."""

    def register(self, parcel: NewParcel) -> IssuedNumber:
        """Register a parcel and return its number; asking twice for one parcel gives the same number."""

    def hand_over(self, number: str, *, now: datetime) -> None:
        """Tell the carrier that the seller has handed the parcel over; telling twice does it once."""

    def recall(self, number: str, *, now: datetime) -> None:
        """Ask for a parcel on its way to be brought back to its sender; asking twice does it once.

        Its scans tell the rest. Raises Refused where the carrier does not, or its interface can't be asked.
        """

    def fetch_events(self, number: str) -> tuple[CarrierEvent, ...]:
        """Return all that the carrier knows of a parcel, first to last."""

    def parse_webhook(
        self, *, body: bytes, headers: Mapping[str, str], now: datetime
    ) -> tuple[CarrierEvent, ...]:
        """Return the scans in a webhook. Raises BadSignature, or BadPayload for content that is not as agreed."""


@runtime_checkable
class TellsPickupPlaces(Protocol):
    """A carrier that tells where it gives parcels out."""

    @property
    def capabilities(self) -> Capabilities:
        """What its interface can do."""

    def pickup_places(self, *, country: str) -> Iterator[PickupPlace]:
        """Yield the points in a country. Raises as a carrier's other calls do."""
