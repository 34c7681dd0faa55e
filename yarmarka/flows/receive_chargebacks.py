"""A shopper's bank takes money back: whoever had it gives it, until it is decided who was right.

What is held of the order goes first and by share, then everybody who was paid gives their part, as with a refund; what
no sale covers any more is the marketplace's loss, and so is the provider's fee. Money that is won comes again the same
way. Nothing is asked of the shopper here: evidence is sent by people, and the log calls them.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from yarmarka.connectors.payments.port import ChargebackKind, ChargebackNotice
from yarmarka.domain.ledger.actions import post
from yarmarka.domain.ledger.rules import (
    Disputed,
    chargeback,
    chargeback_fee,
    chargeback_won,
    surplus_received,
)
from yarmarka.domain.orders.actions import lock_orders, lock_seller_orders, record_given_back
from yarmarka.domain.orders.queries import disputed_lines
from yarmarka.domain.orders.rules import IN_ESCROW
from yarmarka.domain.orders.types import (
    BackCause,
    Duties,
    OrderCard,
    SellerOrderCard,
    SellerOrderStatus,
)
from yarmarka.domain.payments.actions import open_chargeback, request_refund, settle_chargeback
from yarmarka.domain.payments.queries import attempt, attempt_by_ref, chargeback_by_ref, paid_by
from yarmarka.domain.payments.types import AttemptCard, ChargebackCard, ChargebackStatus
from yarmarka.domain.protection.types import ClaimStatus
from yarmarka.domain.sellers.queries import sellers
from yarmarka.flows.freeze_money import end_open_claim
from yarmarka.flows.money_of_parts import GoingBack, going_back, kept, left_of
from yarmarka.flows.tell import part_facts, to_seller
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.later import enqueue
from yarmarka.kernel.outbox import publish
from yarmarka.kernel.telemetry import log
from yarmarka.vocabulary.money import Money, allocate

_ENDS: Final = {ChargebackKind.WON: ChargebackStatus.WON, ChargebackKind.LOST: ChargebackStatus.LOST}
_BACKS = Sequence[GoingBack]
#: a line, or what is paid for a whole seller order
_Slot = UUID | str
_DELIVERY, _DUTY, _IMPORT_TAX = "delivery", "duty", "import_tax"


@transaction.atomic
def receive_chargeback(notice: ChargebackNotice, *, provider: str, now: datetime) -> None:
    """Act on what a provider says of a chargeback; repeats change nothing. Raises Missing."""
    paid = _attempt_of(notice, provider=provider)
    if not notice.takes_money:
        # A person must answer, or the bank will take the money.
        log.error(
            "chargeback inquiry", provider=provider, dispute=notice.provider_ref, kind=notice.kind.value
        )
        return
    order = lock_orders([paid.order_id])[paid.order_id]
    parts = list(lock_seller_orders(paid_by(paid.id)).values())
    known = chargeback_by_ref(provider=provider, provider_ref=notice.provider_ref)
    if known is None:
        known = _open(notice, paid, order, parts, now=now)
    end = _ENDS.get(notice.kind)
    if end is None or not settle_chargeback(known.id, status=end, now=now):
        return
    if end is ChargebackStatus.WON:
        _take_again(known, paid, parts, now=now)
    _tell(f"chargeback_{end.value}", order, known, parts, now=now)


def _attempt_of(notice: ChargebackNotice, *, provider: str) -> AttemptCard:
    if notice.own_id is not None:
        return attempt(notice.own_id)
    found = attempt_by_ref(provider=provider, provider_ref=notice.payment_ref)
    if found is None:
        raise Missing(what="payment")
    return found


def _open(
    notice: ChargebackNotice,
    paid: AttemptCard,
    order: OrderCard,
    parts: Sequence[SellerOrderCard],
    *,
    now: datetime,
) -> ChargebackCard:
    card = open_chargeback(
        attempt_id=paid.id,
        provider=paid.provider,
        provider_ref=notice.provider_ref,
        amount=notice.amount,
        fee=notice.fee,
        reason=notice.reason,
        due_by=notice.due_by,
        now=now,
    )
    for part in parts:
        end_open_claim(part, ClaimStatus.OVERTAKEN, now=now)  # the bank decides now
    backs = _spread(parts, notice.amount.minor)
    record_given_back([back.as_record(BackCause.CHARGED_BACK, cause_id=card.id) for back in backs], now=now)
    taken = chargeback(
        chargeback_id=card.id, provider=paid.provider, amount=notice.amount, disputed=_disputed(backs)
    )
    post([taken], now=now)
    if notice.fee is not None and notice.fee.minor:
        post([chargeback_fee(chargeback_id=card.id, provider=paid.provider, fee=notice.fee)], now=now)
    # A person must look before the evidence is due.
    due_by = notice.due_by.isoformat() if notice.due_by else ""
    log.error(
        "chargeback", provider=paid.provider, dispute=notice.provider_ref, order=order.number, due_by=due_by
    )
    _tell("chargeback_opened", order, card, parts, now=now)
    return card


def _spread(parts: Sequence[SellerOrderCard], amount_minor: int) -> _BACKS:
    """Return what goes back of each seller order, by what is left of its lines, its delivery and its duties."""
    left = [(part, slot, minor) for part in parts for slot, minor in _left_of(part).items() if minor]
    whole = sum(minor for _, _, minor in left)
    if not whole:
        return ()
    taken: dict[UUID, dict[_Slot, int]] = {part.id: {} for part in parts}
    shares = allocate(min(amount_minor, whole), [minor for _, _, minor in left])
    for (part, slot, _), minor in zip(left, shares, strict=True):
        if minor:
            taken[part.id][slot] = minor
    return tuple(_taken_of(part, taken[part.id]) for part in parts if taken[part.id])


def _left_of(part: SellerOrderCard) -> dict[_Slot, int]:
    """Return what is left of a seller order by line, and of what is paid for the whole of it."""
    rest = kept([part])[part.id]
    lines: dict[_Slot, int] = {line.id: minor for line, minor in left_of([part])[part.id]}
    return lines | {
        _DELIVERY: rest.delivery_minor,
        _DUTY: rest.duty_minor,
        _IMPORT_TAX: rest.import_tax_minor,
    }


def _taken_of(part: SellerOrderCard, taken: Mapping[_Slot, int]) -> GoingBack:
    return going_back(
        part,
        goods={slot: minor for slot, minor in taken.items() if isinstance(slot, UUID)},
        delivery_minor=taken.get(_DELIVERY, 0),
        duties=Duties(taken.get(_DUTY, 0), taken.get(_IMPORT_TAX, 0)),
    )


def _take_again(
    card: ChargebackCard, paid: AttemptCard, parts: Sequence[SellerOrderCard], *, now: datetime
) -> None:
    """Book what a won chargeback brings again; for a part that was called off meanwhile it is the shopper's."""
    taken = disputed_lines(card.id)
    goes_on = [part for part in parts if part.id in taken and part.status is not SellerOrderStatus.CANCELLED]
    backs = tuple(
        going_back(
            part,
            goods={line: -minor for line, minor in taken[part.id].lines.items()},
            delivery_minor=-taken[part.id].delivery_minor,
            duties=-taken[part.id].duties,
        )
        for part in goes_on
    )
    record_given_back([back.as_record(BackCause.CHARGEBACK_WON, cause_id=card.id) for back in backs], now=now)
    owed = {part.id: taken[part.id].total_minor for part in parts if part.id in taken and part not in goes_on}
    amount = Money(card.amount_minor - sum(owed.values()), card.currency)
    post(
        [
            chargeback_won(
                chargeback_id=card.id, provider=card.provider, amount=amount, disputed=_disputed(backs)
            )
        ],
        now=now,
    )
    _give_to_shopper(owed, card, paid, now=now)


def _give_to_shopper(
    owed: Mapping[UUID, int], card: ChargebackCard, paid: AttemptCard, *, now: datetime
) -> None:
    for part, minor in owed.items():
        amount = Money(minor, card.currency)
        refund_id = request_refund(
            attempt_id=paid.id,
            order_id=paid.order_id,
            seller_order_id=part,
            amount=amount,
            reason="chargeback_won",
            now=now,
        )
        post([surplus_received(refund_id=refund_id, provider=card.provider, amount=amount)], now=now)
        enqueue("send_refund", refund_id=str(refund_id))


def _disputed(backs: _BACKS) -> Disputed:
    return Disputed(
        held={back.part.id: back.back for back in backs if back.part.status in IN_ESCROW},
        settled=[back.change for back in backs if back.part.status not in IN_ESCROW],
    )


def _tell(
    topic: str, order: OrderCard, card: ChargebackCard, parts: Sequence[SellerOrderCard], *, now: datetime
) -> None:
    merchants, taken = sellers({part.seller_id for part in parts}), disputed_lines(card.id)
    letters = [
        to_seller(
            topic,
            merchants[part.seller_id],
            number=order.number,
            **part_facts(part, merchants[part.seller_id]) | {"amount_minor": taken[part.id].total_minor},
        )
        for part in parts
        if part.id in taken
    ]
    publish(letters, now=now)
