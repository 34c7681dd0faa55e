"""An order as an app asks for it in one go, read without the framework: exactly what AskedOrder takes, or nothing."""

from typing import Annotated
from uuid import UUID

import msgspec

from yarmarka.domain.orders.types import BasketLine
from yarmarka.vocabulary.ids import parse_public_id
from yarmarka.vocabulary.money import CURRENCIES

_Quantity = Annotated[int, msgspec.Meta(ge=1, le=999)]
_Total = Annotated[int, msgspec.Meta(ge=0, le=10**18)]


class _Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    offer_id: str
    quantity: _Quantity


class _Way(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    seller_id: str
    service_id: str


class _Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    address_id: str
    deliveries: Annotated[list[_Way], msgspec.Meta(max_length=100)]
    expected_total_minor: _Total
    lines: Annotated[list[_Line], msgspec.Meta(min_length=1, max_length=100)] | None = None
    currency: str | None = None


class Wish(msgspec.Struct, frozen=True):
    """What somebody wants sent where, by which services, for which price; without lines, what is in the basket."""

    lines: tuple[BasketLine, ...]
    address_id: UUID
    deliveries: dict[UUID, UUID]
    expected_total_minor: int
    currency: str | None


class _NotPlain(Exception):
    """A value that is not what it should be; the framework will say what is wrong with it."""


_DECODER = msgspec.json.Decoder(_Body)


def read_wish(body: bytes) -> Wish | None:
    """Return what a body asks for, or nothing where it is not plainly an order."""
    try:
        asked = _DECODER.decode(body)
        return _wish(asked)
    except (msgspec.MsgspecError, UnicodeDecodeError, _NotPlain):
        return None


def _wish(asked: _Body) -> Wish:
    if asked.currency is not None and asked.currency not in CURRENCIES:
        raise _NotPlain
    pieces: dict[UUID, int] = {}
    for line in asked.lines or ():
        offer = _key("off", line.offer_id)
        pieces[offer] = pieces.get(offer, 0) + line.quantity
    return Wish(
        lines=tuple([BasketLine(offer, quantity) for offer, quantity in pieces.items()]),
        address_id=_key("adr", asked.address_id),
        deliveries={_key("slr", way.seller_id): _key("dsv", way.service_id) for way in asked.deliveries},
        expected_total_minor=asked.expected_total_minor,
        currency=asked.currency,
    )


def _key(prefix: str, text: str) -> UUID:
    key = parse_public_id(prefix, text)
    if key is None:
        raise _NotPlain
    return key
