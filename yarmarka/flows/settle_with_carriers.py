"""What carriers owe us for parcels that they lost: they pay it, or they do not and the guarantee fund bears it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from yarmarka.domain.audit.actions import note_deeds
from yarmarka.domain.audit.types import DeedKind, NewDeed, Subject, SubjectKind
from yarmarka.domain.ledger.actions import post
from yarmarka.domain.ledger.rules import carrier_claim_ended, carrier_paid
from yarmarka.domain.orders.actions import lock_orders, lock_seller_orders
from yarmarka.domain.protection.actions import note_carrier
from yarmarka.domain.protection.errors import ClaimClosed
from yarmarka.domain.protection.queries import claim as claim_of
from yarmarka.domain.protection.queries import steps_of
from yarmarka.domain.protection.rules import owed_by_carrier
from yarmarka.vocabulary.ids import public_id
from yarmarka.vocabulary.money import Money


@transaction.atomic
def settle_with_carrier(
    claim_id: UUID, *, has_paid: bool, bank_account: str, by: UUID, now: datetime
) -> Money:
    """Note that a carrier paid our bank what it owes for a claim's parcel, or will not; return how much that was.

    Raises Missing, ClaimClosed.
    """
    known = claim_of(claim_id)
    order = lock_orders([known.order_id])[known.order_id]
    lock_seller_orders([known.seller_order_id])  # so that the parcel does not turn up at this very moment
    owed = owed_by_carrier(steps_of([claim_id]))
    if owed is None:
        raise ClaimClosed(status=known.status)
    carrier, amount = owed
    claim = note_carrier(claim_id, has_paid=has_paid, now=now)
    part_id = claim.seller_order_id
    ended = (
        carrier_paid(
            claim_id=claim_id,
            seller_order_id=part_id,
            amount=amount,
            carrier=carrier,
            bank_account=bank_account,
        )
        if has_paid
        else carrier_claim_ended(claim_id=claim_id, seller_order_id=part_id, amount=amount, carrier=carrier)
    )
    post([ended], now=now)
    subject = Subject(SubjectKind.ORDER, order.number, order.id)
    kind = DeedKind.CARRIER_SETTLED
    after: dict[str, str | int] = {
        "part": public_id("slo", part_id),
        "carrier": carrier,
        "amount_minor": amount.minor,
        "currency": amount.currency,
        "what": "paid" if has_paid else "refused",
    }
    note_deeds([NewDeed(kind=kind, subject=subject, by=by, after=after)], now=now)
    return amount
