"""What an order's statuses and happenings are called, and what its owner can do now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from yarmarka.domain.orders.types import OrderStatus, SellerOrderStatus
from yarmarka.presentation.countries import country_name
from yarmarka.presentation.locales import current_language
from yarmarka.presentation.money import format_money
from yarmarka.reads.order_page import About, Happening, OrderPage, OrderPart
from yarmarka.reads.orders_list import ListedOrder
from yarmarka.vocabulary.goods import in_language


class Chip(NamedTuple):
    """A status as a chip shows it."""

    kind: str
    words: Promise | str


ORDER_CHIPS: Final = {
    OrderStatus.UNPAID: Chip("wait", pgettext_lazy("order", "Waiting for payment")),
    OrderStatus.PAID: Chip("good", pgettext_lazy("order", "Paid")),
    OrderStatus.LAPSED: Chip("off", pgettext_lazy("order", "Not paid in time")),
    OrderStatus.CANCELLED: Chip("off", pgettext_lazy("order", "Cancelled")),
}

PART_CHIPS: Final = {
    SellerOrderStatus.UNPAID: Chip("wait", pgettext_lazy("part", "Waiting for payment")),
    SellerOrderStatus.TO_SHIP: Chip("wait", pgettext_lazy("part", "Being packed")),
    SellerOrderStatus.SENT: Chip("good", pgettext_lazy("part", "On its way")),
    SellerOrderStatus.DELIVERED: Chip("good", pgettext_lazy("part", "Delivered")),
    SellerOrderStatus.COMPLETED: Chip("done", pgettext_lazy("part", "Received")),
    SellerOrderStatus.CANCELLED: Chip("off", pgettext_lazy("part", "Cancelled, money returned")),
    SellerOrderStatus.LAPSED: Chip("off", pgettext_lazy("part", "Not paid in time")),
}

#: what happened → words; the facts of the happening go in as %(name)s
HAPPENINGS: Final[dict[str, Promise | str]] = {
    "placed": _("Order placed for %(amount)s"),
    "paid": _("Paid %(amount)s: we hold the money until the goods are with you"),
    "payment_challenged": _("The bank asked for a confirmation"),
    "payment_declined": _("The bank declined a payment"),
    "payment_expired": _("A payment was not finished in time"),
    "order_lapsed": _("Not paid in time: the order is closed, the goods went back to the shelf"),
    "order_cancelled": _("Order cancelled before paying"),
    "part_completed": _("Receipt confirmed: the seller gets the money"),
    "part_cancelled": _("Cancelled before shipping"),
    "refund_requested": _("Refund of %(amount)s asked for"),
    "refund_succeeded": _("Refunded %(amount)s"),
    "refund_failed": _("The bank did not take the refund of %(amount)s; we are on it"),
    "labelled": _("Parcel %(number)s is registered with the carrier"),
    "handed_over": _("The seller handed the parcel over"),
    "pre_transit": _("The carrier expects the parcel"),
    "accepted": _("The carrier took the parcel"),
    "in_transit": _("On the way"),
    "export_customs": _("Export customs"),
    "import_customs": _("Import customs"),
    "customs_action_required": _("Customs ask for something: the carrier will tell you what"),
    "arrived_destination": _("Arrived in the country of delivery"),
    "available_for_pickup": _("Waiting for you to pick it up"),
    "out_for_delivery": _("Out for delivery"),
    "attempt_failed": _("The courier did not reach you"),
    "delivered": pgettext_lazy("parcel", "Delivered"),
    "returning": _("Going back to the seller"),
    "returned": _("Back with the seller"),
    "lost": _("The carrier lost the parcel"),
    "destroyed": _("The parcel was destroyed"),
    "seized": _("Seized by customs"),
    "exception": _("Something went wrong on the way"),
    "expired": _("No news from the carrier for a long time"),
    "cancelled": _("The parcel's registration was cancelled"),
}

_TROUBLE: Final = frozenset(
    {
        "payment_declined",
        "payment_expired",
        "refund_failed",
        "customs_action_required",
        "attempt_failed",
        "returning",
        "returned",
        "lost",
        "destroyed",
        "seized",
        "exception",
        "expired",
    }
)
_KINDS: Final = {About.ORDER: "message", About.MONEY: "money", About.PARCEL: "parcel"}


@dataclass(frozen=True)
class Entry:
    """A line of a timeline, in words."""

    at: datetime
    title: str
    note: str
    kind: str


@dataclass(frozen=True)
class PartView:
    """One seller's part with its words and what its owner may do."""

    part: OrderPart
    chip: Chip
    is_late: bool
    may_cancel: bool
    may_confirm: bool
    is_due: bool


@dataclass(frozen=True)
class OrderView:
    """A whole order with its words and what its owner may do."""

    chip: Chip
    parts: Sequence[PartView]
    timeline: Sequence[Entry]
    returned_minor: int
    may_pay: bool
    may_cancel: bool


@dataclass(frozen=True)
class ListedView:
    """A line of the list with its chips: the order's own, or its parts' once it is paid."""

    order: ListedOrder
    chips: Sequence[Chip]
    is_due: bool


def order_view(page: OrderPage, *, now: datetime) -> OrderView:
    """Return an order in words, as it stands now."""
    is_unpaid = page.order.status is OrderStatus.UNPAID
    sellers = {part.head.id: part.seller.trade_name for part in page.parts}
    return OrderView(
        chip=ORDER_CHIPS[page.order.status],
        parts=[_part_view(part, now=now) for part in page.parts],
        timeline=[_entry(happening, sellers) for happening in page.timeline],
        returned_minor=sum(part.head.total_minor for part in page.parts if _is_returned(part)),
        may_pay=is_unpaid and now < page.order.pay_by,
        may_cancel=is_unpaid,
    )


def listed(order: ListedOrder) -> ListedView:
    """Return a line of the list in words; parts in the same state share a chip."""
    status = OrderStatus(order.status)
    if status is not OrderStatus.PAID:
        return ListedView(order=order, chips=[ORDER_CHIPS[status]], is_due=False)
    found = {SellerOrderStatus(part) for part in order.part_statuses}
    on_the_way = {SellerOrderStatus.TO_SHIP, SellerOrderStatus.SENT}
    return ListedView(
        order=order,
        chips=[chip for part, chip in PART_CHIPS.items() if part in found],
        is_due=bool(found & on_the_way),
    )


def _is_returned(part: OrderPart) -> bool:
    """Test if a part was paid for and then called off, so that its money goes back."""
    return part.head.status is SellerOrderStatus.CANCELLED and bool(part.head.cancel_reason)


def _part_view(part: OrderPart, *, now: datetime) -> PartView:
    status = part.head.status
    is_due = status in {SellerOrderStatus.TO_SHIP, SellerOrderStatus.SENT}
    return PartView(
        part=part,
        chip=PART_CHIPS[status],
        is_late=is_due and now.date() > part.head.promised_to,
        may_cancel=status is SellerOrderStatus.TO_SHIP,
        may_confirm=status in {SellerOrderStatus.SENT, SellerOrderStatus.DELIVERED},
        is_due=is_due or status is SellerOrderStatus.UNPAID,
    )


def _entry(happening: Happening, sellers: dict[UUID, str]) -> Entry:
    wording = HAPPENINGS.get(happening.what)
    facts = _said(happening.facts)
    return Entry(
        at=happening.at,
        title=str(wording) % facts if wording else gettext("News from the carrier"),
        note=_note(happening, sellers),
        kind="problem" if happening.what in _TROUBLE else _KINDS[About(happening.about)],
    )


def _said(facts: dict[str, Any]) -> dict[str, str]:
    amount = facts.get("amount_minor")
    money = format_money(int(amount), facts["currency"], current_language()) if amount is not None else ""
    return {"amount": money, "number": str(facts.get("number", ""))}


def _note(happening: Happening, sellers: dict[UUID, str]) -> str:
    """Return whose part it was, where, and what the carrier itself said."""
    facts, language = happening.facts, current_language()
    place = ", ".join(
        part
        for part in (
            facts.get("place", ""),
            country_name(facts["country"], language) if facts.get("country") else "",
        )
        if part
    )
    said = in_language(facts.get("texts") or {}, language)
    seller = sellers.get(happening.seller_order_id, "") if happening.seller_order_id else ""
    return " · ".join(part for part in (seller, place, said) if part)
