"""An order as its owner sees it: everything in words, and what may be done now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext

from yarmarka.domain.orders.rules import RECEIVABLE
from yarmarka.domain.orders.types import RECEIVED, OrderStatus, SellerOrderStatus
from yarmarka.domain.protection.types import ClaimCard
from yarmarka.flows.open_claims import claimable_causes
from yarmarka.presentation.countries import country_name
from yarmarka.presentation.locales import current_language
from yarmarka.presentation.money import format_money
from yarmarka.reads.order_page import About, Happening, OrderPage, OrderPart
from yarmarka.reads.orders_list import ListedOrder
from yarmarka.reads.ways_back import WayBack
from yarmarka.vocabulary.goods import in_language
from yarmarka.vocabulary.parcels import ParcelState
from yarmarka.web.shop.order_words import (
    CAUSES,
    CLAIM_CHIPS,
    HAPPENINGS,
    MOVED_BECAUSE,
    ORDER_CHIPS,
    PART_CHIPS,
    TROUBLE,
    TURNED_CHIPS,
    Chip,
)
from yarmarka.web.shop.pickup_view import frozen_words

#: what a happening is about → how a timeline draws it
_KINDS: Final = {About.ORDER: "message", About.MONEY: "money", About.PARCEL: "parcel"}
_ON_THE_WAY: Final = frozenset({SellerOrderStatus.TO_SHIP, SellerOrderStatus.SENT})


@dataclass(frozen=True)
class Entry:
    """A line of a timeline, in words."""

    at: datetime
    title: str
    note: str
    kind: str


@dataclass(frozen=True)
class DateView:
    """The delivery date that holds now, and the one before it with why it is another."""

    from_on: date
    to_on: date
    was_on: date | None = None
    is_later: bool = False
    why: str = ""
    confidence: int | None = None
    deliveries: int = 0


@dataclass(frozen=True)
class PartView:
    """One seller's part with its words and what its owner may do."""

    part: OrderPart
    chip: Chip
    is_returned: bool
    is_late: bool
    may_cancel: bool
    may_confirm: bool
    is_due: bool
    promise: DateView
    #: where the parcel waits for its receiver; empty for one that comes to the door
    waits_at: str
    #: the claim that says how it stands, if there is one: the newest
    claim: ClaimCard | None
    may_claim: bool
    #: once the goods are there, by product: the stars of the reader's review, 0 before they have written one
    stars: Mapping[UUID, int]


@dataclass(frozen=True)
class OrderView:
    """A whole order with its words and what its owner may do."""

    chips: Sequence[Chip]
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


def order_view(page: OrderPage, *, reviewed: Mapping[UUID, int], now: datetime) -> OrderView:
    """Return an order in words, as it stands now; `reviewed` are the stars that its owner gave, by product."""
    is_unpaid = page.order.status is OrderStatus.UNPAID
    sellers = {part.head.id: part.seller.trade_name for part in page.parts}
    parts = [_part_view(part, reviewed, now=now) for part in page.parts]
    return OrderView(
        chips=_head_chips(page, parts),
        parts=parts,
        timeline=[_entry(happening, sellers) for happening in page.timeline],
        returned_minor=sum(part.head.total_minor for part in page.parts if _is_returned(part)),
        may_pay=is_unpaid and now < page.order.pay_by,
        may_cancel=is_unpaid,
    )


def _head_chips(page: OrderPage, parts: Sequence[PartView]) -> Sequence[Chip]:
    """Return what is said at the head: of an order with one seller what its part would say, claims and all."""
    if page.order.status is OrderStatus.PAID and len(parts) == 1:
        return [parts[0].chip]
    return _chips(page.order.status, [(part.head.status, part.way_back) for part in page.parts])


def listed(order: ListedOrder) -> ListedView:
    """Return a line of the list in words; parts in the same state share a chip."""
    status = OrderStatus(order.status)
    return ListedView(
        order=order,
        chips=_chips(status, order.standings),
        is_due=status is OrderStatus.PAID
        and any(part in _ON_THE_WAY and not way for part, way in order.standings),
    )


def _chips(status: OrderStatus, parts: Sequence[tuple[SellerOrderStatus, WayBack | None]]) -> Sequence[Chip]:
    """Return what an order's state is called: its own until it is paid, from then on that of its parts."""
    if status is not OrderStatus.PAID:
        return [ORDER_CHIPS[status]]
    going = {part for part, way in parts if not way}
    turned = {way for _, way in parts}
    return [
        *(chip for part, chip in PART_CHIPS.items() if part in going),
        *(chip for way, chip in TURNED_CHIPS.items() if way in turned),
    ]


def _is_returned(part: OrderPart) -> bool:
    """Test if a part was paid for and then called off, so that its money goes back."""
    return part.head.status is SellerOrderStatus.CANCELLED and bool(part.head.cancel_reason)


def _part_chip(part: OrderPart) -> Chip:
    """Return what a part's state is called; what was never paid for is just cancelled, no money returns."""
    status = part.head.status
    if status is SellerOrderStatus.CANCELLED and not _is_returned(part):
        return ORDER_CHIPS[OrderStatus.CANCELLED]
    return TURNED_CHIPS[part.way_back] if part.way_back else PART_CHIPS[status]


def _is_with_seller(part: OrderPart) -> bool:
    """Test if a part's parcel is back with its seller: nobody else can have received it."""
    return bool(part.parcels) and part.parcels[-1].state == ParcelState.RETURNED


def _part_view(part: OrderPart, reviewed: Mapping[UUID, int], *, now: datetime) -> PartView:
    status = part.head.status
    # What has turned round on its way is promised to nobody any more.
    is_due = status in _ON_THE_WAY and not part.way_back
    promise = _date_view(part)
    claim = part.claims[-1] if part.claims else None
    return PartView(
        part=part,
        chip=CLAIM_CHIPS.get(claim.status, _part_chip(part)) if claim else _part_chip(part),
        is_returned=_is_returned(part),
        is_late=is_due and now.date() > promise.to_on,
        may_cancel=status is SellerOrderStatus.TO_SHIP,
        may_confirm=status in RECEIVABLE and not _is_with_seller(part),
        is_due=is_due or status is SellerOrderStatus.UNPAID,
        promise=promise,
        waits_at=frozen_words(part.head.pickup),
        claim=claim,
        may_claim=(claim is None or not claim.is_open) and _may_claim(part, now=now),
        stars={line.product_id: reviewed.get(line.product_id, 0) for line in part.lines}
        if status in RECEIVED and part.head.delivered_at
        else {},
    )


def _date_view(part: OrderPart) -> DateView:
    """Return the date that holds: the order's own, or the one that the parcel's way gave since."""
    head, told = part.head, part.promises
    newest = next((one for one in told if one.is_current), None)
    if newest is None:
        return DateView(head.promised_from, head.promised_to)
    before = next((one for one in told if one.made_at < newest.made_at and one.to_on != newest.to_on), None)
    if newest.reason == "sold" or before is None:
        return DateView(newest.from_on, newest.to_on)
    return DateView(
        from_on=newest.from_on,
        to_on=newest.to_on,
        was_on=before.to_on,
        is_later=newest.to_on > before.to_on,
        why=str(MOVED_BECAUSE.get(newest.reason, HAPPENINGS.get(newest.reason, ""))),
        confidence=newest.confidence,
        deliveries=newest.deliveries,
    )


def _may_claim(part: OrderPart, *, now: datetime) -> bool:
    alive = [parcel.state for parcel in part.parcels if parcel.state != ParcelState.CANCELLED]
    state = ParcelState(alive[-1]) if alive else None
    return bool(claimable_causes(part.head, state, now=now))


def _entry(happening: Happening, sellers: dict[UUID, str]) -> Entry:
    wording = HAPPENINGS.get(happening.what)
    facts = _said(happening.facts)
    return Entry(
        at=happening.at,
        title=str(wording) % facts if wording else gettext("News from the carrier"),
        note=_note(happening, sellers),
        kind="problem" if happening.what in TROUBLE else _KINDS[About(happening.about)],
    )


def _said(facts: dict[str, Any]) -> dict[str, str]:
    amount = facts.get("amount_minor")
    money = format_money(int(amount), facts["currency"], current_language()) if amount is not None else ""
    cause = str(CAUSES.get(facts.get("cause", ""), ""))
    return {"amount": money, "number": str(facts.get("number", "")), "cause": cause}


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
