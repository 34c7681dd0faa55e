"""Russian Post as a carrier: parcels are ordered by Otpravka, and followed by the tracking service."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from yarmarka.connectors.carriers.port import Capabilities, CarrierEvent, IssuedNumber, NewParcel
from yarmarka.connectors.carriers.russian_post.otpravka import Otpravka
from yarmarka.connectors.carriers.russian_post.soap import CARRIER
from yarmarka.connectors.carriers.russian_post.tracking import Tracking
from yarmarka.connectors.errors import BadSignature, Refused


class RussianPost:
    """The connector (see `carriers.port.CarrierConnector`)."""

    code: Final = CARRIER
    capabilities: Final = Capabilities(
        tells_by_webhook=False,
        tracks_by_ticket=True,
        quotes=True,
        normalises_addresses=True,
        prints_labels=True,
        # What an account has without a contract; more is agreed on, and asked with tickets.
        asks_a_day=100,
    )

    def __init__(self, *, otpravka: Otpravka, tracking: Tracking, index_from: str) -> None:
        self.otpravka = otpravka
        self.tracking = tracking
        self._index_from = index_from

    def register(self, parcel: NewParcel) -> IssuedNumber:
        """Order a parcel and return its number."""
        return self.otpravka.order(parcel, index_from=parcel.sender.postal_code or self._index_from)

    def hand_over(self, number: str, *, now: datetime) -> None:
        """Nothing is to be told: the office's first scan says it."""

    def recall(self, number: str, *, now: datetime) -> None:
        """Refuse: Otpravka publishes no such call. The sender applies for it at a post office."""
        raise Refused(service=CARRIER, reason="not_offered")

    def fetch_events(self, number: str) -> tuple[CarrierEvent, ...]:
        """Return all that is known of a parcel, first to last."""
        return self.tracking.history(number)

    def parse_webhook(
        self, *, body: bytes, headers: Mapping[str, str], now: datetime
    ) -> tuple[CarrierEvent, ...]:
        """Believe nobody: Russian Post sends no webhooks."""
        raise BadSignature(reason="carrier_sends_none")
