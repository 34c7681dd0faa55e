"""The stages of a parcel's journey, at home and across a border. Pure tables."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from yarmarka.vocabulary.parcels import ParcelState


class Spot(StrEnum):
    """Where on the way a scan is made."""

    SENDER = "sender"
    OUTWARD = "outward office of exchange"
    INWARD = "inward office of exchange"
    RECIPIENT = "recipient"


@dataclass(frozen=True)
class Stage:
    """One scan: the carrier's code, what it means, and where it is made."""

    code: str
    state: ParcelState
    spot: Spot


_START: Final = (
    Stage("EMA", ParcelState.ACCEPTED, Spot.SENDER),
    Stage("EDD", ParcelState.IN_TRANSIT, Spot.SENDER),
)
_ABROAD: Final = (
    Stage("EXA", ParcelState.EXPORT_CUSTOMS, Spot.OUTWARD),
    Stage("EMC", ParcelState.IN_TRANSIT, Spot.OUTWARD),
    Stage("EMD", ParcelState.ARRIVED_DESTINATION, Spot.INWARD),
    Stage("EDB", ParcelState.IMPORT_CUSTOMS, Spot.INWARD),
    Stage("EDC", ParcelState.IN_TRANSIT, Spot.INWARD),
    Stage("EMF", ParcelState.IN_TRANSIT, Spot.INWARD),
)
_AT_HOME: Final = (Stage("EDE", ParcelState.IN_TRANSIT, Spot.SENDER),)
_COURIER: Final = (
    Stage("EDG", ParcelState.OUT_FOR_DELIVERY, Spot.RECIPIENT),
    Stage("EMI", ParcelState.DELIVERED, Spot.RECIPIENT),
)
_COUNTER: Final = (
    Stage("EDH", ParcelState.AVAILABLE_FOR_PICKUP, Spot.RECIPIENT),
    Stage("EMI", ParcelState.DELIVERED, Spot.RECIPIENT),
)
_ARRIVAL: Final = (Stage("EMG", ParcelState.IN_TRANSIT, Spot.RECIPIENT),)

#: First letters of the S10 service indicators that this carrier takes: EMS, parcels, e-commerce, tracked,
#: registered, insured.
SERVICES: Final = "ECHLRV"
#: Those of them that a courier brings; the others wait at a counter.
BY_COURIER: Final = "EC"

#: Where a country's mail crosses its border: in Russian or Chinese for their readers, else in English.
OFFICES: Final = {
    "RU": {"ru": "Москва, ММПО", "en": "Moscow, exchange office", "zh": "莫斯科互换局"},
    "CN": {"ru": "Гуанчжоу", "en": "Guangzhou", "zh": "广州"},
    "GB": {"ru": "Лондон, Хитроу", "en": "London, Heathrow", "zh": "伦敦希思罗"},
    "DE": {"ru": "Франкфурт", "en": "Frankfurt", "zh": "法兰克福"},
    "TR": {"ru": "Стамбул", "en": "Istanbul", "zh": "伊斯坦布尔"},
    "BY": {"ru": "Минск", "en": "Minsk", "zh": "明斯克"},
    "KZ": {"ru": "Алматы", "en": "Almaty", "zh": "阿拉木图"},
}
_READ: Final = {"RU": "ru", "BY": "ru", "KZ": "ru", "CN": "zh"}


def journey(service: str, sender_country: str, recipient_country: str) -> tuple[Stage, ...]:
    """Return the stages of a parcel's way, first to last."""
    middle = _AT_HOME if sender_country == recipient_country else _ABROAD
    end = _COURIER if service[0] in BY_COURIER else _COUNTER
    return (*_START, *middle, *_ARRIVAL, *end)


def office_of_exchange(country: str, *, reader_country: str) -> str:
    """Return the name of the place where a country's mail crosses its border."""
    language = _READ.get(reader_country, "en")
    return OFFICES[country][language] if country in OFFICES else ""
