"""Turns Simulated Post's scans into our words. Pure."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from yarmarka.connectors.carriers.port import CarrierEvent
from yarmarka.connectors.errors import BadPayload
from yarmarka.connectors.facts import Facts
from yarmarka.connectors.signatures import check_signature
from yarmarka.vocabulary.parcels import ParcelState

CARRIER: Final = "simulated"
#: UPU EMSEVT events, and the carrier's own X-codes → what they mean to us
STATES: Final = {
    "EMA": ParcelState.ACCEPTED,
    "EMB": ParcelState.IN_TRANSIT,
    "EDD": ParcelState.IN_TRANSIT,
    "EDE": ParcelState.IN_TRANSIT,
    "EXA": ParcelState.EXPORT_CUSTOMS,
    "EXB": ParcelState.EXPORT_CUSTOMS,
    "EXC": ParcelState.IN_TRANSIT,
    "EMC": ParcelState.IN_TRANSIT,
    "EMJ": ParcelState.IN_TRANSIT,
    "EMK": ParcelState.IN_TRANSIT,
    "EMD": ParcelState.ARRIVED_DESTINATION,
    "EDB": ParcelState.IMPORT_CUSTOMS,
    "EME": ParcelState.CUSTOMS_ACTION_REQUIRED,
    "EDC": ParcelState.IN_TRANSIT,
    "EMF": ParcelState.IN_TRANSIT,
    "EMG": ParcelState.IN_TRANSIT,
    "EDF": ParcelState.IN_TRANSIT,
    "EDG": ParcelState.OUT_FOR_DELIVERY,
    "EDH": ParcelState.AVAILABLE_FOR_PICKUP,
    "EMH": ParcelState.ATTEMPT_FAILED,
    "EMI": ParcelState.DELIVERED,
    "XRS": ParcelState.RETURNING,
    "XRD": ParcelState.RETURNED,
    "XLO": ParcelState.LOST,
    "XDS": ParcelState.DESTROYED,
    "XSZ": ParcelState.SEIZED,
    "XCA": ParcelState.CANCELLED,
    "XXX": ParcelState.EXCEPTION,
}
_LONGEST_PLACE: Final = 200


def parse_webhook(
    body: bytes, headers: Mapping[str, str], now: datetime, *, secret: str
) -> tuple[CarrierEvent, ...]:
    """Return the scans in a signed webhook, in the order of their time."""
    check_signature(secret, body=body, headers=headers, now=now)
    try:
        message = Facts(json.loads(body))
    except ValueError:
        raise BadPayload(field="body", reason="not_json") from None
    return events_in(message)


def events_in(message: Facts) -> tuple[CarrierEvent, ...]:
    """Return the scans in a list of them, in the order of their time."""
    return tuple(sorted(map(_event, message.groups("events")), key=lambda event: event.occurred_at))


def _event(facts: Facts) -> CarrierEvent:
    code, country = facts.text("code"), facts.text_or_empty("country")
    if country and not (len(country) == 2 and country.isascii() and country.isupper()):
        raise facts.bad("country", "not_a_country_code")
    texts = facts.group("text")
    return CarrierEvent(
        carrier=CARRIER,
        number=facts.text("number"),
        # A word that we do not know stops nothing, but a person should look at it.
        state=STATES.get(code, ParcelState.EXCEPTION),
        raw_code=code,
        texts={language: texts.text(language) for language in texts.raw},
        place=facts.text_or_empty("place")[:_LONGEST_PLACE],
        country=country,
        occurred_at=facts.instant("occurred_at"),
        raw=facts.raw,
    )
