"""The letters that flows send: one outbox message for each thing that somebody should know."""

from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from yarmarka.domain.accounts.types import PersonCard
from yarmarka.domain.orders.types import OrderCard, SellerOrderCard
from yarmarka.domain.sellers.types import SellerCard
from yarmarka.kernel.outbox import Message

#: What merchants of a country are written to in, until they say otherwise; all others in English.
_SPOKEN_IN: Final = {"RU": "ru", "CN": "zh"}


def to_shopper(topic: str, order: OrderCard, **facts: Any) -> Message:
    """Return a letter to the shopper of an order, in the language and from the shop that they ordered in."""
    return Message(
        topic=topic,
        facts={
            "to": order.email,
            "locale": order.locale,
            "storefront": order.storefront,
            "order_id": str(order.id),
            "number": order.number,
            "total_minor": order.total_minor,
            "currency": order.currency,
            **_plain(facts),
        },
    )


def to_seller(topic: str, merchant: SellerCard, **facts: Any) -> Message:
    """Return a letter to a merchant: in Russian to those in Russia, in Chinese to those in China, else in English."""
    return Message(
        topic=topic,
        facts={
            "to": merchant.contact_email,
            "locale": _SPOKEN_IN.get(merchant.country, "en"),
            "seller_id": str(merchant.id),
            "seller": merchant.trade_name,
            **_plain(facts),
        },
    )


def to_person(topic: str, person: PersonCard, **facts: Any) -> Message:
    """Return a letter to somebody, in the language of their account, from the shop that they opened it in."""
    return Message(
        topic=topic,
        facts={
            "to": person.email,
            "locale": person.locale,
            "storefront": person.storefront,
            "person_id": str(person.id),
            "name": person.full_name,
            **_plain(facts),
        },
    )


def part_facts(part: SellerOrderCard, seller: SellerCard) -> dict[str, Any]:
    """Return what a letter says of one seller's part of an order."""
    return {
        "seller_order_id": part.id,
        "seller": seller.trade_name,
        "amount_minor": part.total_minor,
        "currency": part.currency,
        "promised_from": part.promised_from,
        "promised_to": part.promised_to,
    }


def _plain(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: _plain_value(value) for name, value in facts.items()}


def _plain_value(value: Any) -> Any:
    if isinstance(value, UUID):
        return str(value)
    return value.isoformat() if isinstance(value, date | datetime) else value
