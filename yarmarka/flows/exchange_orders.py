"""Orders go out to a seller's 1C, and what 1C says became of them comes back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO, Final
from uuid import UUID

from yarmarka.connectors.feeds.commerceml import read_exchange
from yarmarka.connectors.feeds.commerceml.orders import OrderDocument, OrderItem
from yarmarka.connectors.feeds.commerceml.types import OrderNews
from yarmarka.connectors.feeds.types import RefusedRow
from yarmarka.domain.intake.actions import note_taken, tell_orders
from yarmarka.domain.intake.queries import told_orders
from yarmarka.domain.orders.types import SellerOrderStatus
from yarmarka.flows.cancel_orders import cancel_before_shipping
from yarmarka.flows.send_parcels import hand_over
from yarmarka.kernel.errors import Missing, YarmarkaError
from yarmarka.reads.seller_order import SellerOrderSheet, seller_order_sheets
from yarmarka.reads.seller_queue import seller_queue
from yarmarka.reads.ways_back import WayBack
from yarmarka.vocabulary.goods import in_language
from yarmarka.vocabulary.ids import parse_public_id, public_id

#: more wait for the next time: an exchange is repeated every few minutes
AT_ONCE: Final = 200
_HUNDRED: Final = Decimal(100)
_CANCEL_REASON: Final = "other"
#: how 1C's users read the standing of an order
STATUS_WORDS: Final[Mapping[str, str]] = {
    SellerOrderStatus.TO_SHIP: "Принят, оплачен",
    SellerOrderStatus.SENT: "Отправлен",
    SellerOrderStatus.DELIVERED: "Доставлен",
    SellerOrderStatus.COMPLETED: "Выполнен",
    SellerOrderStatus.CANCELLED: "Отменен",
    WayBack.CALLED_BACK: "Отозван",
    WayBack.RETURNING: "Возвращается",
    WayBack.RETURNED: "Вернулся",
    WayBack.REFUNDED: "Отозван, деньги возвращены",
}


@dataclass(frozen=True)
class NewsRefused:
    """What 1C said of an order and could not be done."""

    line: int
    order: str
    reason: str


def orders_to_tell(*, seller_id: UUID, now: datetime) -> list[OrderDocument]:
    """Return the orders that 1C does not have as they stand now, and note that it is told; AT_ONCE at most."""
    told = told_orders(seller_id=seller_id)
    queued = seller_queue(seller_id=seller_id, limit=AT_ONCE * 10)
    news = [
        row.id
        for row in queued
        if row.id not in told or not told[row.id].is_taken or told[row.id].status != row.status
    ][:AT_ONCE]
    sheets = seller_order_sheets(seller_id=seller_id, seller_order_ids=news)
    tell_orders({sheet.id: sheet.status.value for sheet in sheets}, seller_id=seller_id, now=now)
    return [_document(sheet) for sheet in sheets]


def orders_taken(*, seller_id: UUID, now: datetime) -> int:
    """Note that 1C has what it was told; return how many orders that were."""
    return note_taken(seller_id=seller_id, now=now)


def hear_of_orders(
    source: Path | BinaryIO, *, seller_id: UUID, now: datetime
) -> tuple[int, tuple[NewsRefused, ...]]:
    """Do what 1C says of orders: call off, hand over. Return how many changed, and what could not be done, and why.

    An order that stands there already is left alone; one without a label can't be handed over.
    """
    changed, refused = 0, []
    for row in read_exchange(source):
        if isinstance(row, RefusedRow):
            refused.append(NewsRefused(row.line, row.offer, row.code))
        elif isinstance(row, OrderNews):
            try:
                changed += _heard(row, seller_id=seller_id, now=now)
            except YarmarkaError as error:
                refused.append(NewsRefused(row.line, row.number or row.id, error.code))
    return changed, tuple(refused)


def _heard(news: OrderNews, *, seller_id: UUID, now: datetime) -> bool:
    key = parse_public_id("slo", news.id)
    if key is None:
        raise Missing(what="seller order")
    (sheet,) = seller_order_sheets(seller_id=seller_id, seller_order_ids=[key])
    if sheet.status is not SellerOrderStatus.TO_SHIP:
        return False
    if news.is_cancelled:
        cancel_before_shipping(seller_order_id=key, seller_id=seller_id, reason=_CANCEL_REASON, now=now)
        return True
    if news.is_sent:
        hand_over(seller_order_ids=[key], seller_id=seller_id, now=now)
        return True
    return False


def _document(sheet: SellerOrderSheet) -> OrderDocument:
    address = sheet.address
    language = sheet.locale
    return OrderDocument(
        id=public_id("slo", sheet.id),
        number=sheet.number,
        placed_at=sheet.placed_at,
        paid_at=sheet.paid_at,
        currency=sheet.currency,
        total=_major(sheet.total_minor),
        status=STATUS_WORDS[sheet.standing],
        is_cancelled=sheet.status is SellerOrderStatus.CANCELLED,
        buyer_id=public_id("ord", sheet.order_id),
        buyer=address.recipient if address else sheet.number,
        address=_one_line(
            (
                address.postal_code,
                address.country,
                address.region,
                address.city,
                address.district,
                address.street,
            )
        )
        if address
        else "",
        fields=tuple(
            (name, value)
            for name, value in (
                ("Почтовый индекс", address.postal_code),
                ("Страна", address.country),
                ("Регион", address.region),
                ("Город", address.city),
                ("Улица", address.street),
            )
            if value
        )
        if address
        else (),
        phone=address.phone if address else "",
        items=tuple(
            OrderItem(
                id=line.sku,
                title=in_language(line.titles, language),
                quantity=line.quantity,
                unit=_major(line.unit_minor),
                total=_major(line.total_minor),
            )
            for line in sheet.lines
        ),
        delivery=_major(sheet.delivery_minor),
        delivery_title=in_language(sheet.service_names, "ru"),
    )


def _one_line(parts: Iterable[str]) -> str:
    return ", ".join(part for part in parts if part)


def _major(minor: int) -> Decimal:
    return (Decimal(minor) / _HUNDRED).quantize(Decimal("0.01"))
