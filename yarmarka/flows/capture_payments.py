"""Taking money that was set aside: for what can still be sold, and no more; the rest is never charged.

Who pays in time pays for everything, its stock is held. Who pays late, when the order has lapsed, pays for those
sellers' parts whose goods are still there. Nothing to sell: the money is let go.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from yarmarka.connectors.payments import connector_for
from yarmarka.connectors.payments.port import PaymentNotice, TwoStepConnector
from yarmarka.domain.inventory.actions import lock_available
from yarmarka.domain.inventory.rules import allocate_in_order
from yarmarka.domain.inventory.types import Wanted
from yarmarka.domain.orders.queries import lines_of, orders, seller_orders_of
from yarmarka.domain.orders.types import OrderCard, OrderStatus, SellerOrderCard
from yarmarka.domain.payments.actions import decide_capture
from yarmarka.domain.payments.queries import attempt
from yarmarka.domain.payments.types import AttemptCard, PaymentKind
from yarmarka.kernel.later import enqueue
from yarmarka.vocabulary.money import Money

_PAYABLE: Final = frozenset({OrderStatus.UNPAID, OrderStatus.LAPSED})


def decide_what_to_capture(found: AttemptCard, order: OrderCard) -> None:
    """Decide for which parts money that was set aside is taken, and have it taken. The caller holds the order's lock.

    Told again, it decides nothing anew and only makes sure that a job takes the money.
    """
    if found.capture_parts is None:
        parts = _sellable(order)
        decide_capture(found.id, parts={part.id: part.total_minor for part in parts})
    enqueue("capture_payment", attempt_id=str(found.id))


def capture_payment(attempt_id: UUID, *, now: datetime) -> PaymentNotice | None:
    """Take, or let go, money that was set aside (a job: it goes over the network); return what the provider says.

    The attempt's id is the provider's key, so that asking again after a crash takes it once. Raises Outside.
    """
    del now  # the provider knows how long it keeps money aside
    found = attempt(attempt_id)
    if found.state is not PaymentKind.AUTHORISED or found.capture_parts is None:
        return None
    connector = connector_for(found.provider)
    assert isinstance(connector, TwoStepConnector), "who sets money aside can take it"
    is_wanted = found.capture_parts and orders([found.order_id])[found.order_id].status in _PAYABLE
    if not is_wanted:
        return connector.cancel_authorisation(attempt_id=found.id, provider_ref=found.provider_ref)
    amount = Money(found.taken_minor, found.currency)
    return connector.capture(attempt_id=found.id, provider_ref=found.provider_ref, amount=amount)


def _sellable(order: OrderCard) -> Sequence[SellerOrderCard]:
    parts = seller_orders_of([order.id])
    if order.status is OrderStatus.UNPAID:
        return parts
    if order.status is not OrderStatus.LAPSED:
        return ()
    place = {part.id: index for index, part in enumerate(parts)}
    wanted = [
        Wanted(request=place[line.seller_order_id], offer_id=line.offer_id, quantity=line.quantity)
        for line in lines_of(list(place))
    ]
    short = allocate_in_order(wanted, lock_available({line.offer_id for line in wanted}))
    return tuple(part for part in parts if short[place[part.id]] is None)
