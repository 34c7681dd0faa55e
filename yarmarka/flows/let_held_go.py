"""One of the staff has looked at an order that waits for that, and lets it go on; who it was and why stays on record.

One person does it, since a restriction that wants a look was put in force by two. What needs a licence waits for one.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from yarmarka.domain.audit.actions import note_deeds
from yarmarka.domain.audit.types import DeedKind, NewDeed, Subject, SubjectKind
from yarmarka.domain.compliance.actions import clear
from yarmarka.domain.orders.queries import orders
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.sql import hold_name
from yarmarka.kernel.texts import one_line
from yarmarka.reads.held_orders import held_order


@transaction.atomic
def let_held_go(order_id: UUID, *, reason: str, by: UUID, now: datetime) -> None:
    """Let a held order go on. Raises Missing for one that waits for no look, RestrictionIncomplete without a reason."""
    hold_name(f"look at {order_id}")
    held = held_order(order_id)
    if held is None or held.needs_licence:
        raise Missing(what="order")
    clear(order_id=order_id, reason=reason, by=by, now=now)
    subject = Subject(SubjectKind.ORDER, orders([order_id])[order_id].number, order_id)
    deed = NewDeed(kind=DeedKind.ORDER_LET_GO, subject=subject, by=by, reason=one_line(reason, longest=500))
    note_deeds([deed], now=now)
