"""Words for parcels: UPU S10 item numbers and the one vocabulary that all carriers' events are mapped to."""

import re
from enum import StrEnum
from typing import Final

_S10: Final = re.compile(r"([A-Z]{2})([0-9]{8})([0-9])([A-Z]{2})")
_WEIGHTS: Final = (8, 6, 4, 2, 3, 5, 9, 7)


def s10_check_digit(serial: str) -> int:
    """Return the check digit of an eight-digit serial number (UPU S10)."""
    if len(serial) != len(_WEIGHTS) or not (serial.isascii() and serial.isdigit()):
        raise ValueError("an S10 serial number has eight digits")
    remainder = sum(int(digit) * weight for digit, weight in zip(serial, _WEIGHTS, strict=True)) % 11
    return {0: 5, 1: 0}.get(remainder, 11 - remainder)


def s10(service: str, serial: int, country: str) -> str:
    """Return a whole S10 number: service indicator, serial, check digit, issuing country."""
    digits = f"{serial:08d}"
    return f"{service}{digits}{s10_check_digit(digits)}{country}"


def is_s10(number: str) -> bool:
    """Test if a number has the S10 shape and its check digit is right (the issuer may be unknown)."""
    match = _S10.fullmatch(number)
    return match is not None and s10_check_digit(match[2]) == int(match[3])


class ParcelState(StrEnum):
    """Where a parcel stands; every carrier's events are mapped to these."""

    PRE_TRANSIT = "pre_transit"
    ACCEPTED = "accepted"
    IN_TRANSIT = "in_transit"
    EXPORT_CUSTOMS = "export_customs"
    IMPORT_CUSTOMS = "import_customs"
    CUSTOMS_ACTION_REQUIRED = "customs_action_required"
    ARRIVED_DESTINATION = "arrived_destination"
    AVAILABLE_FOR_PICKUP = "available_for_pickup"
    OUT_FOR_DELIVERY = "out_for_delivery"
    ATTEMPT_FAILED = "attempt_failed"
    DELIVERED = "delivered"
    RETURNING = "returning"
    RETURNED = "returned"
    LOST = "lost"
    DESTROYED = "destroyed"
    SEIZED = "seized"
    EXCEPTION = "exception"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


#: A parcel in one of these moves no more, but for goods that go back after delivery.
TERMINAL: Final = frozenset(
    {
        ParcelState.DELIVERED,
        ParcelState.RETURNED,
        ParcelState.LOST,
        ParcelState.DESTROYED,
        ParcelState.SEIZED,
        ParcelState.CANCELLED,
    }
)
AFTER_DELIVERY: Final = frozenset({ParcelState.RETURNING, ParcelState.RETURNED})
#: How far along its way each state is: of two things said of one instant, the later one on this way counts.
RANK: Final = {state: place for place, state in enumerate(ParcelState)}
