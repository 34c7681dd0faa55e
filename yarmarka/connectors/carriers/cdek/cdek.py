"""CDEK as a carrier: orders that are made later, tariffs, pick-up points, and webhooks that are read again."""

import hmac
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, Final
from uuid import UUID

from yarmarka.connectors.carriers.cdek.api import SERVICE, Api, first_error
from yarmarka.connectors.carriers.cdek.words import WORDS
from yarmarka.connectors.carriers.port import (
    SECRET_HEADER,
    Capabilities,
    CarrierEvent,
    CarrierQuote,
    IssuedNumber,
    NewParcel,
    OpenHours,
    ParcelGoods,
    PickupPlace,
)
from yarmarka.connectors.errors import BadPayload, BadSignature, Refused, UnexpectedAnswer, Unreachable
from yarmarka.connectors.facts import Facts
from yarmarka.vocabulary.goods import in_language
from yarmarka.vocabulary.money import Money, minor_units
from yarmarka.vocabulary.parcels import ParcelState
from yarmarka.vocabulary.places import PostalAddress

CARRIER: Final = "cdek"
#: our services' codes → CDEK's tariffs for online shops, from office to office; others go from office to door
_TARIFFS: Final = {"office": 136, "locker": 368, "economy": 234}
_TO_DOOR: Final = 137
#: offsets come without a colon
_OFFSET: Final = re.compile(r"([+-]\d{2})(\d{2})$")
_UUID: Final = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
#: no run of days that differ is longer
_MOST_DAYS: Final = 92
#: how many lines of goods an order may have, and how long a name
_MOST_LINES, _LONGEST_NAME = 126, 255
#: how many points a page has
_PAGE: Final = 1_000
_DONE, _WRONG = "SUCCESSFUL", "INVALID"
_GOING_BACK: Final = frozenset({ParcelState.RETURNING, ParcelState.RETURNED})


class Cdek:
    """The connector (see `carriers.port.CarrierConnector`)."""

    code: Final = CARRIER
    capabilities: Final = Capabilities(quotes=True, has_pickup_points=True, recalls=True)

    def __init__(self, *, api: Api, webhook_secret: str) -> None:
        self._api = api
        self._secret = webhook_secret

    def register(self, parcel: NewParcel) -> IssuedNumber:
        """Order a parcel and return its number. CDEK takes an order first and makes it later.

        Raises Unreachable while it is being made: asked again with the same parcel, it is not ordered anew.
        """
        if (known := self._known(parcel.id)) is None:
            said = self._api.object("POST", "orders", facts=order_facts(parcel))
            _check_state(said)
            known = self._api.object("GET", "orders", said.group("entity").text("uuid"))
        _check_state(known)
        number = known.group("entity").text_or_empty("cdek_number")
        if not number:
            raise Unreachable(service=SERVICE, reason="order_is_being_made")
        return IssuedNumber(number=number, raw={"uuid": known.group("entity").text("uuid")})

    def hand_over(self, number: str, *, now: datetime) -> None:
        """Nothing is to be told: the office's first scan says it."""

    def recall(self, number: str, *, now: datetime) -> None:
        """Register the shop's refusal of an order, which CDEK then brings back; one that turned round stays so."""
        known = self._api.object("GET", "orders", query={"cdek_number": number})
        if any(event.state in _GOING_BACK for event in events_in(known)):
            return
        said = self._api.object("POST", "orders", known.group("entity").text("uuid"), "refusal")
        _check_state(said)

    def quote(
        self,
        *,
        service: str,
        sender: PostalAddress,
        recipient: PostalAddress,
        weight_g: int,
        box_cm: tuple[int, int, int] | None = None,
    ) -> CarrierQuote:
        """Return what a parcel costs, and how many days CDEK names."""
        said = self._api.object(
            "POST",
            "calculator",
            "tariff",
            facts={
                "tariff_code": tariff_of(service),
                "from_location": _location(sender),
                "to_location": _location(recipient),
                "packages": [_package(weight_g, box_cm)],
            },
        )
        if said.raw.get("errors"):
            error = said.groups("errors")[0]
            raise Refused(service=SERVICE, reason=error.text("code"), message=error.text_or_empty("message"))
        # Without a currency of its own the contract's is meant, which is the rouble.
        price = minor_units_of(said.raw.get("total_sum"))
        return CarrierQuote(
            service=service,
            price=Money(price, said.text_or_empty("currency") or "RUB"),
            min_days=said.raw.get("period_min"),
            max_days=said.raw.get("period_max"),
        )

    def fetch_events(self, number: str) -> tuple[CarrierEvent, ...]:
        """Return all that CDEK knows of a parcel, first to last."""
        return events_in(self._api.object("GET", "orders", query={"cdek_number": number}))

    def parse_webhook(
        self, *, body: bytes, headers: Mapping[str, str], now: datetime
    ) -> tuple[CarrierEvent, ...]:
        """Return what CDEK itself says of the order that a webhook names; nothing else in it is believed."""
        self._check_secret(headers)
        try:
            message = Facts(json.loads(body))
        except ValueError:
            raise BadPayload(field="body", reason="not_json") from None
        if message.text("type") != "ORDER_STATUS":
            return ()
        uuid = message.text("uuid")
        if not _UUID.fullmatch(uuid):
            raise message.bad("uuid", "not_a_uuid")
        return events_in(self._api.object("GET", "orders", uuid))

    def pickup_places(self, *, country: str) -> Iterator[PickupPlace]:
        """Yield the points where parcels are given out in a country, page by page."""
        page = 0
        while True:
            query = {
                "country_code": country,
                "type": "ALL",
                "is_handout": "true",
                "size": str(_PAGE),
                "page": str(page),
            }
            found = self._api.ask("GET", "deliverypoints", query=query)
            if not isinstance(found, list):
                raise UnexpectedAnswer(service=SERVICE, reason="not_a_list")
            yield from (place for one in found if (place := pickup_place(Facts(one))) is not None)
            if len(found) < _PAGE:
                return
            page += 1

    def _known(self, parcel_id: UUID) -> Facts | None:
        try:
            return self._api.object("GET", "orders", query={"im_number": str(parcel_id)})
        except Refused as trouble:
            if "not_found" in str(trouble.facts.get("reason")):
                return None
            raise

    def _check_secret(self, headers: Mapping[str, str]) -> None:
        if not self._secret:
            raise BadSignature(reason="no_secret_configured")
        given = next((value for name, value in headers.items() if name.lower() == SECRET_HEADER.lower()), "")
        if not given:
            raise BadSignature(reason="missing")
        if not hmac.compare_digest(given.encode(), self._secret.encode()):
            raise BadSignature(reason="wrong")


def tariff_of(service: str) -> int:
    """Return the tariff that a service of ours is."""
    return _TARIFFS.get(service, _TO_DOOR)


def order_facts(parcel: NewParcel) -> dict[str, Any]:
    """Return an order of an online shop: one package, its goods paid for already."""
    if len(parcel.goods) > _MOST_LINES:
        raise Refused(service=SERVICE, field="goods", reason="too_many_lines", message=str(len(parcel.goods)))
    to = (
        {"delivery_point": parcel.pickup_point}
        if parcel.pickup_point
        else {"to_location": _location(parcel.recipient)}
    )
    return {
        "type": 1,
        "number": str(parcel.id),
        "tariff_code": tariff_of(parcel.service),
        "recipient": {"name": parcel.recipient.recipient, "phones": [{"number": parcel.recipient.phone}]},
        "from_location": _location(parcel.sender),
        **to,
        "packages": [
            {
                "number": "1",
                **_package(parcel.weight_g, parcel.box_cm),
                "items": [_item(one) for one in parcel.goods],
            }
        ],
    }


def _package(weight_g: int, box_cm: tuple[int, int, int] | None) -> dict[str, int]:
    """Return a package in grams and whole centimetres; CDEK takes all three sides or none."""
    sides = dict(zip(("length", "width", "height"), box_cm, strict=True)) if box_cm else {}
    return {"weight": weight_g, **sides}


def _item(goods: ParcelGoods) -> dict[str, Any]:
    """Return a line of goods; cost and weight are of one piece. Nothing is to be paid at the door."""
    item = {
        "name": in_language(goods.titles, "ru")[:_LONGEST_NAME],
        "ware_key": goods.article,
        "payment": {"value": 0},
        "cost": goods.price.minor / 100,
        "weight": goods.weight_g,
        "amount": goods.quantity,
    }
    if goods.hs_code:
        item["feacn_code"] = goods.hs_code
    if goods.origin_country:
        item["country_code"] = goods.origin_country
    return item


def events_in(said: Facts) -> tuple[CarrierEvent, ...]:
    """Return the statuses of an order, first to last."""
    order = said.group("entity")
    number = order.text_or_empty("cdek_number")
    if not number:
        return ()
    return tuple(
        sorted(
            (_event(number, status) for status in order.groups("statuses")),
            key=lambda event: event.occurred_at,
        )
    )


def _event(number: str, status: Facts) -> CarrierEvent:
    code = status.text("code")
    return CarrierEvent(
        carrier=CARRIER,
        number=number,
        state=WORDS.get(code, ParcelState.EXCEPTION),
        raw_code=code,
        texts={"ru": status.text_or_empty("name") or code},
        place=status.text_or_empty("city")[:200],
        country="",
        occurred_at=instant(status, "date_time"),
        raw=status.raw,
    )


def instant(facts: Facts, name: str) -> datetime:
    """Return an instant whose offset may lack its colon."""
    return Facts({name: _OFFSET.sub(r"\1:\2", facts.text(name))}).instant(name)


def pickup_place(facts: Facts) -> PickupPlace | None:
    """Return a point, or nothing for one that can't be shown: it has no place on the map, or no address."""
    where = facts.raw.get("location")
    if not isinstance(where, dict) or not where.get("address"):
        return None
    try:
        latitude, longitude = float(where["latitude"]), float(where["longitude"])
    except (KeyError, TypeError, ValueError):
        return None
    return PickupPlace(
        carrier=CARRIER,
        code=facts.text("code"),
        kind="locker" if facts.raw.get("type") == "POSTAMAT" else "office",
        country=str(where.get("country_code") or ""),
        region=str(where.get("region") or ""),
        city=str(where.get("city") or ""),
        address=str(where["address"]),
        postal_code=str(where.get("postal_code") or ""),
        latitude=latitude,
        longitude=longitude,
        hours=tuple(_hours(facts.raw.get("work_time_list") or ())),
        max_weight_g=int(float(facts.raw["weight_max"]) * 1000) if facts.raw.get("weight_max") else None,
        raw=facts.raw,
        exceptions=dict(_exceptions(facts.raw.get("work_time_exception_list") or ())),
        takes_cards=facts.raw["have_cashless"] if isinstance(facts.raw.get("have_cashless"), bool) else None,
        max_side_mm=_longest_mm(facts.raw.get("dimensions") or ()),
    )


def _exceptions(days: Any) -> Iterator[tuple[date, tuple[time, time] | None]]:
    """Yield each day that differs, of each run of days that CDEK names; one it words in another way is left out."""
    for told in days:
        try:
            day, last = date.fromisoformat(told["date_start"][:10]), date.fromisoformat(told["date_end"][:10])
            hours = None
            if told.get("is_working"):
                hours = time.fromisoformat(told["time_start"]), time.fromisoformat(told["time_end"])
        except (KeyError, TypeError, ValueError):
            continue
        for _ in range(_MOST_DAYS):
            if day > last:
                break
            yield day, hours
            day += timedelta(days=1)


def _longest_mm(sizes: Any) -> int | None:
    """Return the longest side that goes into any of a locker's cells, which CDEK tells in centimetres."""
    try:
        sides = [float(size[name]) for size in sizes for name in ("width", "height", "depth")]
    except (KeyError, TypeError, ValueError):
        return None
    return int(max(sides) * 10) if sides else None


def _hours(days: Any) -> Iterator[OpenHours]:
    for day in days:
        opens, _, closes = str(day.get("time", "")).partition("/")
        try:
            yield OpenHours(
                weekday=int(day["day"]), opens=time.fromisoformat(opens), closes=time.fromisoformat(closes)
            )
        except (KeyError, TypeError, ValueError):
            continue  # closed, or said in words that nobody agreed on


def minor_units_of(amount: Any) -> int:
    """Return a decimal amount from JSON in minor units."""
    try:
        return minor_units(Decimal(str(amount)))
    except (InvalidOperation, ValueError):
        raise UnexpectedAnswer(service=SERVICE, reason="not_an_amount") from None


def _location(address: PostalAddress) -> dict[str, str]:
    facts = {
        "country_code": address.country,
        "city": address.city,
        "postal_code": address.postal_code,
        "address": address.street,
    }
    return {name: value for name, value in facts.items() if value}


def _check_state(said: Facts) -> None:
    if any(request.raw.get("state") == _WRONG for request in said.groups("requests")):
        error = first_error(said)
        raise Refused(
            service=SERVICE, reason=error.code if error else "invalid", message=error.message if error else ""
        )
