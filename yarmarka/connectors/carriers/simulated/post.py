"""Speaks to Simulated Post over HTTP."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from yarmarka.connectors.caller import Caller
from yarmarka.connectors.carriers.port import Capabilities, CarrierEvent, IssuedNumber, NewParcel
from yarmarka.connectors.carriers.simulated.events import CARRIER, events_in, parse_webhook
from yarmarka.connectors.errors import UnexpectedAnswer
from yarmarka.vocabulary.parcels import is_s10
from yarmarka.vocabulary.places import PostalAddress

#: Codes of our delivery services → S10 service indicators; an indicator itself is taken as it is.
INDICATORS: Final = {
    "economy": "LP",
    "epacket": "LP",
    "registered": "RX",
    "standard": "CX",
    "parcel": "CX",
    "express": "EX",
    "ems": "EX",
}
#: A service by any other name travels as a parcel.
_PARCEL: Final = "CX"
_INDICATOR: Final = re.compile(r"[CEHLRV][A-Z]")


class SimulatedPost:
    """The connector (see `carriers.port.CarrierConnector`)."""

    code: Final = CARRIER
    capabilities: Final = Capabilities(recalls=True, compensates=True)

    def __init__(self, *, address: str, secret: str) -> None:
        self._secret = secret
        self._carrier = Caller(service="carrier", address=address, secret=secret)

    def register(self, parcel: NewParcel) -> IssuedNumber:
        """Register a parcel and return its number. Names, streets and phones stay with us: they are on the label."""
        facts = self._carrier.post(
            "shipments",
            facts={
                "reference": str(parcel.id),
                "service": _indicator(parcel.service),
                "sender": {"country": parcel.sender.country, "city": parcel.sender.city},
                "recipient": _destination(parcel.recipient),
                "weight_g": parcel.weight_g,
                "box_cm": _box(parcel.box_cm),
                "declared_value_minor": parcel.declared.minor,
                "currency": parcel.declared.currency,
            },
        )
        if not is_s10(facts.text("number")):
            raise UnexpectedAnswer(service="carrier", reason="not_an_s10_number")
        return IssuedNumber(number=facts.text("number"), raw=facts.raw)

    def hand_over(self, number: str, *, now: datetime) -> None:
        """Tell the carrier that the seller has handed the parcel over."""
        self._carrier.post("shipments", number, "handover", facts={"occurred_at": now.isoformat()})

    def recall(self, number: str, *, now: datetime) -> None:
        """Ask for a parcel to be brought back; one that has turned round already stays so."""
        self._carrier.post("shipments", number, "recall", facts={})

    def fetch_events(self, number: str) -> tuple[CarrierEvent, ...]:
        """Return all scans of a parcel, first to last."""
        return events_in(self._carrier.get("shipments", number, "events"))

    def parse_webhook(
        self, *, body: bytes, headers: Mapping[str, str], now: datetime
    ) -> tuple[CarrierEvent, ...]:
        """Return the scans in a webhook, once its signature is right."""
        return parse_webhook(body, headers, now, secret=self._secret)


def _indicator(service: str) -> str:
    """Return the service indicator of the number that a service's parcels get."""
    return service if _INDICATOR.fullmatch(service) else INDICATORS.get(service, _PARCEL)


def _box(box_cm: tuple[int, int, int] | None) -> dict[str, int] | None:
    """Return the sides of a parcel; nothing where nobody told them."""
    return dict(zip(("length", "width", "height"), box_cm, strict=True)) if box_cm else None


def _destination(address: PostalAddress) -> dict[str, Any]:
    return {"country": address.country, "city": address.city, "postal_code": address.postal_code}
