"""The end of a sale: the shopper confirms or the time for inspection is over, and escrow goes to the seller."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from yarmarka.domain.ledger.actions import post
from yarmarka.domain.ledger.rules import release, set_aside
from yarmarka.domain.ledger.types import Held, NewPosting
from yarmarka.domain.orders.actions import complete_seller_orders, inspected_past_time, lock_seller_orders
from yarmarka.domain.orders.errors import NotReceivable
from yarmarka.domain.orders.queries import order_for, orders, seller_orders
from yarmarka.domain.orders.rules import RECEIVABLE
from yarmarka.domain.orders.types import SellerOrderCard
from yarmarka.domain.pricing.queries import term_at
from yarmarka.domain.pricing.types import Portion, TermKind
from yarmarka.domain.protection.queries import parts_under_claim
from yarmarka.domain.protection.types import ClaimStatus
from yarmarka.domain.sellers.queries import sellers
from yarmarka.flows.freeze_money import end_open_claim
from yarmarka.flows.money_of_parts import kept, terms_of
from yarmarka.flows.tell import part_facts, to_shopper
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.outbox import publish
from yarmarka.vocabulary.money import Money, part_in_basis_points


@transaction.atomic
def confirm_receipt(*, seller_order_id: UUID, viewer: UUID, now: datetime) -> None:
    """Note that the shopper has the goods and is content: the seller is paid, and a claim is over.

    Raises Missing, NotReceivable.
    """
    part = seller_orders([seller_order_id]).get(seller_order_id)
    if part is None:
        raise Missing(what="seller order")
    order = order_for(person_id=viewer, order_id=part.order_id)
    part = lock_seller_orders([part.id])[part.id]
    if part.status not in RECEIVABLE:
        raise NotReceivable(status=part.status.value, number=order.number)
    end_open_claim(part, ClaimStatus.WITHDRAWN, now=now)  # who is content claims nothing
    _release([part], now=now)


@transaction.atomic
def release_inspected(*, now: datetime, limit: int = 500) -> int:
    """Pay the sellers of orders delivered long enough ago; return how many orders that were."""
    parts = inspected_past_time(now=now, limit=limit, but=parts_under_claim())
    claimed = parts_under_claim([part.id for part in parts])  # those claimed before they were locked
    parts = [part for part in parts if part.id not in claimed]
    _release(parts, now=now)
    return len(parts)


def _release(parts: Sequence[SellerOrderCard], *, now: datetime) -> None:
    if not parts:
        return
    complete_seller_orders([part.id for part in parts], now=now)
    left, fund = kept(parts), term_at(TermKind.GUARANTEE_FUND, now=now)
    post([_release_posting(part, left[part.id]) for part in parts], now=now)
    if fund is not None:
        aside = [_set_aside(part, left[part.id], fund) for part in parts]
        post([posting for posting in aside if posting.entries], now=now)
    merchants = sellers({part.seller_id for part in parts})
    heads = orders({part.order_id for part in parts})
    letters = [
        to_shopper("order_completed", heads[part.order_id], **part_facts(part, merchants[part.seller_id]))
        for part in parts
    ]
    publish(letters, now=now)


def _release_posting(part: SellerOrderCard, held: Held) -> NewPosting:
    return release(
        seller_order_id=part.id,
        seller_id=part.seller_id,
        held=held,
        terms=terms_of(part),
        duty_to=part.duty_to,
    )


def _set_aside(part: SellerOrderCard, held: Held, fund: Portion) -> NewPosting:
    minor = part_in_basis_points(held.commission_minor, fund.basis_points)
    return set_aside(seller_order_id=part.id, amount=Money(minor, part.currency))
