"""Starting to pay: write the attempt down, ask the provider for its page, send the shopper there."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from yarmarka.connectors.payments import connector_for, two_step_connector_for
from yarmarka.domain.orders.actions import lock_order_for
from yarmarka.domain.orders.errors import OrderNotPayable
from yarmarka.domain.orders.types import OrderCard, OrderStatus
from yarmarka.domain.payments.actions import note_provider, open_attempt
from yarmarka.domain.payments.queries import attempts_of
from yarmarka.domain.payments.rules import FAILED
from yarmarka.domain.payments.types import AttemptCard
from yarmarka.vocabulary.money import Money


def start_payment(
    *,
    order_id: UUID,
    viewer: UUID,
    locale: str,
    return_url: Callable[[UUID], str],
    now: datetime,
    provider: str = "sandbox",
) -> AttemptCard:
    """Return an attempt whose `confirmation_url` the shopper goes to; an open one is used again.

    `return_url` makes the address that the provider sends the shopper back to from the attempt's id.
    Raises Missing, OrderNotPayable, Outside.
    """
    card, order = _begin(order_id=order_id, viewer=viewer, provider=provider, now=now)
    if card.confirmation_url:
        return card
    # The attempt's id is the provider's idempotency key: asking again after a crash makes no second payment.
    in_two_steps = two_step_connector_for(provider)
    ask = in_two_steps.authorise_payment if in_two_steps else connector_for(provider).create_payment
    page = ask(
        attempt_id=card.id,
        amount=Money(card.amount_minor, card.currency),
        description=order.number,
        return_url=return_url(card.id),
        locale=locale,
    )
    note_provider(card.id, provider_ref=page.provider_ref, confirmation_url=page.confirmation_url)
    return replace(card, provider_ref=page.provider_ref, confirmation_url=page.confirmation_url)


@transaction.atomic
def _begin(*, order_id: UUID, viewer: UUID, provider: str, now: datetime) -> tuple[AttemptCard, OrderCard]:
    order = lock_order_for(person_id=viewer, order_id=order_id)
    if order.status is not OrderStatus.UNPAID or now >= order.pay_by:
        raise OrderNotPayable(status=order.status.value, number=order.number)
    for earlier in attempts_of([order.id]):
        if earlier.state not in FAILED:
            return earlier, order
    total = Money(order.total_minor, order.currency)
    return open_attempt(order_id=order.id, provider=provider, amount=total, now=now), order
