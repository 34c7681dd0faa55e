"""What the platform asks of any carrier, and the frozen words in which it hears back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from yarmarka.vocabulary.money import Money
from yarmarka.vocabulary.parcels import ParcelState
from yarmarka.vocabulary.places import PostalAddress


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


class CarrierConnector(Protocol):
    """A carrier.

    Calls raise `errors.Unreachable` or `UnexpectedAnswer` (both `Outside`: try again later) or `Refused` (final).
    """

    @property
    def code(self) -> str:
        """The carrier's code in our records."""

    def register(
        self,
        *,
        parcel_id: UUID,
        service: str,
        sender: PostalAddress,
        recipient: PostalAddress,
        weight_g: int,
        declared: Money,
    ) -> IssuedNumber:
        """Register a parcel and return its number; asking twice for one parcel gives the same number."""

    def hand_over(self, number: str, *, now: datetime) -> None:
        """Tell the carrier that the seller has handed the parcel over; telling twice does it once."""

    def fetch_events(self, number: str) -> tuple[CarrierEvent, ...]:
        """Return all that the carrier knows of a parcel, first to last."""

    def parse_webhook(
        self, *, body: bytes, headers: Mapping[str, str], now: datetime
    ) -> tuple[CarrierEvent, ...]:
        """Return the scans in a webhook. Raises BadSignature, or BadPayload for content that is not as agreed."""
