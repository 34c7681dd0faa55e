"""What carriers owe us for parcels that they lost: they pay it, or they do not and the guarantee fund bears it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from yarmarka.domain.audit.actions import note_deeds
from yarmarka.domain.audit.types import DeedKind, NewDeed, Subject, SubjectKind
from yarmarka.domain.ledger.actions import post
from yarmarka.domain.ledger.rules import carrier_claim_ended, carrier_paid
from yarmarka.domain.orders.queries import orders
from yarmarka.domain.protection.actions import note_carrier
from yarmarka.domain.protection.errors import ClaimClosed
from yarmarka.domain.protection.queries import steps_of
from yarmarka.domain.protection.types import StepKind
from yarmarka.vocabulary.ids import public_id
from yarmarka.vocabulary.money import Money

_SETTLED = frozenset({StepKind.CARRIER_PAID, StepKind.CARRIER_REFUSED, StepKind.FOUND})


def owed_by_carrier(claim_id: UUID) -> tuple[str, Money] | None:
    """Return which carrier owes how much for a claim's parcel; nothing where none does, or does not any more."""
    steps = steps_of([claim_id])
    told = next((step.facts for step in steps if step.kind is StepKind.REFUNDED), {})
    if not told.get("carrier") or any(step.kind in _SETTLED for step in steps):
        return None
    return told["carrier"], Money(told["carrier_owes_minor"], told["currency"])


@transaction.atomic
def settle_with_carrier(
    claim_id: UUID, *, has_paid: bool, bank_account: str, by: UUID, now: datetime
) -> Money:
    """Note that a carrier paid our bank what it owes for a claim's parcel, or will not; return how much that was.

    Raises Missing, ClaimClosed.
    """
    claim = note_carrier(claim_id, has_paid=has_paid, now=now)
    # Nobody else can settle it any more: the claim is locked, and the step was not there before.
    told = next(step.facts for step in steps_of([claim_id]) if step.kind is StepKind.REFUNDED)
    if not told.get("carrier"):
        raise ClaimClosed(status=claim.status)
    amount, carrier = Money(told["carrier_owes_minor"], told["currency"]), told["carrier"]
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
    subject = Subject(SubjectKind.ORDER, orders([claim.order_id])[claim.order_id].number, claim.order_id)
    kind = DeedKind.CARRIER_SETTLED
    after = {
        "part": public_id("slo", part_id),
        "carrier": carrier,
        "amount_minor": amount.minor,
        "currency": amount.currency,
        "what": "paid" if has_paid else "refused",
    }
    note_deeds([NewDeed(kind=kind, subject=subject, by=by, after=after)], now=now)
    return amount
