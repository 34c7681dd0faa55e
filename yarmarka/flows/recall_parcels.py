"""Calling parcels back that are on their way: the carrier is asked, the money follows, whatever crashes in between.

That a parcel is called back is written down first, in the transaction of its cause; its carrier is asked by a job
afterwards, again and again until it answers. Where a carrier's interface can't be asked, or says no, somebody of the
staff asks it. The carrier's own scans then say that the parcel has turned round and that it is back; when it is, or
at once, as was chosen, all that is left of its price goes back, once.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from yarmarka.connectors.carriers import capabilities_of, connector_for
from yarmarka.connectors.errors import Refused
from yarmarka.domain.audit.actions import note_deeds
from yarmarka.domain.audit.types import DeedKind, NewDeed, Subject, SubjectKind
from yarmarka.domain.orders.actions import close_undelivered, lock_orders, lock_seller_orders
from yarmarka.domain.orders.queries import orders, seller_orders
from yarmarka.domain.orders.rules import IN_ESCROW
from yarmarka.domain.orders.types import Duties, SellerOrderCard
from yarmarka.domain.protection.types import ClaimStatus
from yarmarka.domain.sellers.errors import ReasonMissing
from yarmarka.domain.shipping.actions import call_back, move_recall, move_recalls
from yarmarka.domain.shipping.queries import parcels, parcels_of, recalls_of
from yarmarka.domain.shipping.rules.recalls import TELLING, may_be_recalled, recall_after
from yarmarka.domain.shipping.types import (
    NewRecall,
    ParcelCard,
    ParcelMoved,
    RecallCard,
    RecallStatus,
    Settling,
)
from yarmarka.flows.freeze_money import end_open_claim
from yarmarka.flows.money_of_parts import kept, left_of
from yarmarka.flows.refund_parts import RefundWish, refund_part
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.later import enqueue
from yarmarka.kernel.texts import one_line

#: why a carrier has to be asked by a person, besides what it says itself
NO_INTERFACE: Final = "no_interface"
_LONGEST_NOTE: Final = 500


def can_be_asked(carriers: Iterable[str]) -> Mapping[str, bool]:
    """Return which of these carriers can be asked by their interface to bring a parcel back."""
    return {code: capabilities_of(code).recalls for code in set(carriers)}


def recall_parts(
    seller_order_ids: Sequence[UUID], *, cause_id: UUID, by: UUID | None, settling: Settling, now: datetime
) -> frozenset[UUID]:
    """Call the parcels of these seller orders back, in the caller's transaction; return the parts that may come back.

    Done again, it changes nothing. Money that goes back at once is asked for by a job, as the carrier is.
    """
    wanted = [
        NewRecall(parcel.id, parcel.seller_order_id, cause_id, by, settling)
        for parcel in parcels_of(seller_order_ids)
        if parcel.handed_over_at and may_be_recalled(parcel.state)
    ]
    for one in call_back(wanted, now=now):
        enqueue("recall_parcel", parcel_id=str(one.parcel_id))
        if one.settling is Settling.AT_ONCE:
            enqueue("settle_recall", parcel_id=str(one.parcel_id))
    return frozenset(one.seller_order_id for one in wanted)


def ask_for_return(parcel_id: UUID, *, now: datetime) -> None:
    """Ask a carrier to bring a recalled parcel back (a job: it goes over the network). Raises Outside: try again."""
    recall = recalls_of([parcel_id]).get(parcel_id)
    if recall is None or recall.status is not RecallStatus.WANTED:
        return
    parcel = parcels([parcel_id])[parcel_id]
    if told := recall_after(parcel.state):
        with transaction.atomic():
            move_on([recall], {parcel_id: told}, now=now)
        return
    status, said = _asked(parcel, now=now)
    with transaction.atomic():  # not before: no row is locked while the network is waited for
        move_recall(recall.id, status, note=said, now=now)


def _asked(parcel: ParcelCard, *, now: datetime) -> tuple[RecallStatus, str]:
    """Ask a carrier for a parcel; return how far its recall is by that, and why it is asked by hand if it is."""
    if not capabilities_of(parcel.carrier).recalls:
        return RecallStatus.BY_HAND, NO_INTERFACE
    carrier = connector_for(parcel.carrier)
    try:
        # That it was handed over may be on its way to the carrier still; telling it twice does it once.
        carrier.hand_over(parcel.number, now=parcel.handed_over_at or now)
        carrier.recall(parcel.number, now=now)
    except Refused as refusal:
        said = refusal.facts.get("message") or refusal.facts.get("reason") or refusal.code
        return RecallStatus.BY_HAND, str(said)
    return RecallStatus.AGREED, ""


@transaction.atomic
def note_asked_by_hand(recall_id: UUID, *, parcel_id: UUID, note: str, by: UUID, now: datetime) -> None:
    """Note that one of the staff has asked a carrier, and what it answered. Raises Missing, ReasonMissing."""
    recall = recalls_of([parcel_id]).get(parcel_id)
    if recall is None or recall.id != recall_id:
        raise Missing(what="recall")
    tidy = one_line(note, longest=_LONGEST_NOTE)
    if not tidy:
        raise ReasonMissing(field="note")
    if not move_recall(recall.id, RecallStatus.AGREED, note=tidy, now=now):
        raise Missing(what="recall")
    parcel = parcels([parcel_id])[parcel_id]
    number = orders([parcel.order_id])[parcel.order_id].number
    deed = NewDeed(
        kind=DeedKind.PARCEL_CALLED_BACK,
        subject=Subject(SubjectKind.ORDER, number, parcel.order_id),
        by=by,
        after={"number": parcel.number},
        reason=tidy,
    )
    note_deeds([deed], now=now)


def follow_recalls(moved: Sequence[ParcelMoved], *, now: datetime) -> None:
    """Move recalls on by what became of their parcels; asks nothing unless a parcel turned round or came to an end."""
    states = {move.parcel_id: move.state for move in moved if move.state in TELLING}
    if states:
        told = {key: status for key, state in states.items() if (status := recall_after(state))}
        move_on(list(recalls_of(told).values()), told, now=now)


def move_on(recalls: Sequence[RecallCard], told: Mapping[UUID, RecallStatus], *, now: datetime) -> None:
    """Note how far recalls are, by parcel; the money of those that are back now is asked for by a job."""
    for one in move_recalls({recall.id: told[recall.parcel_id] for recall in recalls}, now=now):
        if one.status is RecallStatus.BACK:
            enqueue("settle_recall", parcel_id=str(one.parcel_id))


@transaction.atomic
def settle_recall(parcel_id: UUID, *, now: datetime) -> UUID | None:
    """Give back all that is left of the price of a recalled parcel whose time has come; return the refund's id.

    Its part is closed once the parcel is back as well. Nothing is given where nothing is left, or the seller was paid
    before: that is for people. Done again, it is once.
    """
    recall = recalls_of([parcel_id]).get(parcel_id)
    if recall is None or not (recall.settling is Settling.AT_ONCE or recall.status is RecallStatus.BACK):
        return None
    part = seller_orders([recall.seller_order_id])[recall.seller_order_id]
    lock_orders([part.order_id])
    part = lock_seller_orders([part.id])[part.id]
    if part.status not in IN_ESCROW:
        return None
    refund_id = _give_all_back(part, recall, now=now)
    if recall.status is RecallStatus.BACK:
        close_undelivered([part.id], now=now)
    return refund_id


def _give_all_back(part: SellerOrderCard, recall: RecallCard, *, now: datetime) -> UUID | None:
    left = kept([part])[part.id]
    if not left.total_minor:
        return None
    end_open_claim(part, ClaimStatus.OVERTAKEN, now=now)  # the money goes back by the recall
    wish = RefundWish(
        seller_order_id=part.id,
        request_key=recall.id,
        by=recall.by,
        reason="recalled",
        goods={line.id: minor for line, minor in left_of([part])[part.id] if minor},
        delivery_minor=left.delivery_minor,
        duties=Duties(left.duty_minor, left.import_tax_minor),
    )
    return refund_part(wish, now=now)
