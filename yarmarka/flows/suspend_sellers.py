"""Staff suspend a merchant, or restore it: with a reason that it is told."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from yarmarka.domain.audit.actions import note_deeds
from yarmarka.domain.audit.types import DeedKind, NewDeed, Subject, SubjectKind
from yarmarka.domain.sellers.actions import change_standing
from yarmarka.domain.sellers.types import Standing
from yarmarka.flows.tell import to_seller
from yarmarka.kernel.outbox import publish


@transaction.atomic
def suspend_seller(*, seller_id: UUID, reason: str, by: UUID, now: datetime) -> None:
    """Take a merchant's goods off every shelf; what is sold is still sent, and paid out.

    Raises Missing, StandingElsewhere, ReasonMissing.
    """
    _become(Standing.SUSPENDED, "seller_suspended", seller_id=seller_id, reason=reason, by=by, now=now)


@transaction.atomic
def restore_seller(*, seller_id: UUID, reason: str, by: UUID, now: datetime) -> None:
    """Put a suspended merchant's goods back on the shelves. Raises Missing, StandingElsewhere, ReasonMissing."""
    _become(Standing.APPROVED, "seller_restored", seller_id=seller_id, reason=reason, by=by, now=now)


def _become(becomes: Standing, topic: str, *, seller_id: UUID, reason: str, by: UUID, now: datetime) -> None:
    seller = change_standing(seller_id=seller_id, becomes=becomes, reason=reason, by=by, now=now)
    suspended = becomes is Standing.SUSPENDED
    was = Standing.APPROVED if suspended else Standing.SUSPENDED
    deed = NewDeed(
        kind=DeedKind.SELLER_SUSPENDED if suspended else DeedKind.SELLER_RESTORED,
        subject=Subject(SubjectKind.SELLER, seller.trade_name, seller.id),
        by=by,
        before={"standing": was.value},
        after={"standing": becomes.value},
        reason=reason.strip(),
    )
    note_deeds([deed], now=now)
    publish([to_seller(topic, seller, reason=reason.strip())], now=now)
