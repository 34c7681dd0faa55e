"""Follows parcels of carriers that we don't speak to ourselves, by an aggregator that does (17TRACK's protocol)."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from yarmarka.connectors.caller import Caller, Complaint, Speech
from yarmarka.connectors.carriers.aggregator.words import state_of
from yarmarka.connectors.carriers.port import Capabilities, CarrierEvent, IssuedNumber, NewParcel
from yarmarka.connectors.errors import BadPayload, BadSignature, Refused, UnexpectedAnswer
from yarmarka.connectors.facts import Facts

SERVICE: Final = "aggregator"
#: our carriers' codes → the aggregator's numbers for them
CARRIERS: Final = {"cainiao": 190271, "4px": 190094, "yunexpress": 190008}
SIGNATURE_HEADER: Final = "sign"
_KNOWN_ALREADY: Final = -18019901
_NO_MORE_TODAY: Final = frozenset({-18019907, -18019908})


def _complaint(facts: Facts) -> Complaint:
    errors = facts.group("data").groups("errors")
    return Complaint(str(errors[0].whole("code")), None, errors[0].text_or_empty("message"))


class Tracker:
    """The connector of one carrier that is followed so (see `carriers.port.CarrierConnector`)."""

    capabilities: Final = Capabilities(registers=False)

    def __init__(self, *, carrier: str, address: str, key: str) -> None:
        self.code = carrier
        self._key = key
        self._caller = Caller(
            service=SERVICE, address=address, speech=Speech(root="/track/v2.2/", complaint=_complaint)
        )

    def register(self, parcel: NewParcel) -> IssuedNumber:
        """Refuse: the seller orders at the carrier and tells us the number."""
        raise Refused(service=SERVICE, reason="not_offered")

    def hand_over(self, number: str, *, now: datetime) -> None:
        """Ask the aggregator to follow a number; asking again changes nothing. Raises Refused past a quota."""
        said = self._ask("register", number)
        for refused in said.group("data").groups("rejected"):
            code = refused.group("error").whole("code")
            if code != _KNOWN_ALREADY:
                raise _refusal(code, refused.group("error").text_or_empty("message"))

    def recall(self, number: str, *, now: datetime) -> None:
        """Refuse: an aggregator only follows; the seller asks the carrier."""
        raise Refused(service=SERVICE, reason="not_offered")

    def fetch_events(self, number: str) -> tuple[CarrierEvent, ...]:
        """Return all that the aggregator knows of a parcel, first to last; nothing of one that it doesn't follow."""
        said = self._ask("gettrackinfo", number)
        data = said.group("data")
        for refused in data.groups("rejected"):
            code = refused.group("error").whole("code")
            if code in _NO_MORE_TODAY:
                raise _refusal(code, "")
        return tuple(
            event for parcel in data.groups("accepted") for event in events_in(parcel, carrier=self.code)
        )

    def parse_webhook(
        self, *, body: bytes, headers: Mapping[str, str], now: datetime
    ) -> tuple[CarrierEvent, ...]:
        """Return the events of a signed push."""
        self._check_signature(body, headers)
        try:
            message = Facts(json.loads(body))
        except ValueError:
            raise BadPayload(field="body", reason="not_json") from None
        if message.text("event") != "TRACKING_UPDATED":
            return ()
        return events_in(message.group("data"), carrier=self.code)

    def _check_signature(self, body: bytes, headers: Mapping[str, str]) -> None:
        if not self._key:
            raise BadSignature(reason="no_secret_configured")
        given = next((value for name, value in headers.items() if name.lower() == SIGNATURE_HEADER), "")
        if not given:
            raise BadSignature(reason="missing")
        expected = hashlib.sha256(body + b"/" + self._key.encode()).hexdigest()
        if not hmac.compare_digest(given.encode(), expected.encode()):
            raise BadSignature(reason="wrong")

    def _ask(self, what: str, number: str) -> Facts:
        asked: list[dict[str, Any]] = [{"number": number, "carrier": CARRIERS[self.code]}]
        try:
            return Facts(self._caller.exchange("POST", what, facts=asked, headers={"17token": self._key}))
        except BadPayload:
            raise UnexpectedAnswer(service=SERVICE, reason="not_an_object") from None


def events_in(parcel: Facts, *, carrier: str) -> tuple[CarrierEvent, ...]:
    """Return what all the parcel's carriers said, first to last."""
    number = parcel.text("number")
    providers = parcel.group("track_info").group("tracking").groups("providers")
    events = [_event(event, number, carrier) for provider in providers for event in provider.groups("events")]
    return tuple(sorted(events, key=lambda event: event.occurred_at))


def _event(facts: Facts, number: str, carrier: str) -> CarrierEvent:
    status = facts.text_or_empty("sub_status") or facts.text_or_empty("stage") or "InTransit_Other"
    where = facts.raw.get("address") or {}
    return CarrierEvent(
        carrier=carrier,
        number=number,
        state=state_of(status),
        raw_code=status,
        texts={"en": facts.text_or_empty("description") or status},
        place=facts.text_or_empty("location")[:200],
        country=str(where.get("country") or "")[:2] if isinstance(where, dict) else "",
        occurred_at=facts.instant("time_iso"),
        raw=facts.raw,
    )


def _refusal(code: int, message: str) -> Refused:
    reason = "quota_used_up" if code in _NO_MORE_TODAY else str(code)
    return Refused(service=SERVICE, reason=reason, message=message)
