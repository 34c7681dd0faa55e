"""Stopping deliveries to a place, and resuming them: one of the staff proposes, another approves, the minute decides.

A stop holds from its instant on by itself: whoever evaluates restrictions sees it. A job then carries out what was
chosen for orders that stand, and tells everybody touched why, and what becomes of their orders.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from yarmarka.domain.accounts.queries import people
from yarmarka.domain.compliance import actions
from yarmarka.domain.compliance.errors import RestrictionInThePast
from yarmarka.domain.compliance.queries import as_terms, restriction, wish_from
from yarmarka.domain.compliance.rules import check_wish, extent_of, handling_of
from yarmarka.domain.compliance.types import Extent, Handling, Restriction, RestrictionWish
from yarmarka.domain.governance.types import NewProposal
from yarmarka.domain.inventory.actions import release_held
from yarmarka.domain.orders.actions import close_unpaid, lock_orders
from yarmarka.domain.orders.queries import seller_orders
from yarmarka.domain.orders.types import OrderStatus
from yarmarka.domain.places.queries import place
from yarmarka.domain.sellers.queries import sellers
from yarmarka.domain.shipping.queries import recalls_of_parts
from yarmarka.domain.shipping.types import Settling
from yarmarka.flows.cancel_orders import Caller, cancel_pieces
from yarmarka.flows.decide_together import propose, say
from yarmarka.flows.money_of_parts import pieces_left
from yarmarka.flows.recall_parcels import recall_parts
from yarmarka.flows.tell import to_person, to_seller
from yarmarka.flows.touched_by import Touched, touched_by
from yarmarka.kernel.outbox import Message, publish
from yarmarka.reads.touched import OpenPart

STOP: Final = "stop_deliveries"
RESUME: Final = "resume_deliveries"
#: in a proposal's facts: that it takes effect when it is approved, however long that takes
AT_ONCE: Final = "at_once"
_FATES: Final = {
    ("unpaid", Handling.REFUND): "cancelled",
    ("to_ship", Handling.REFUND): "refunded",
    ("to_ship", Handling.HOLD): "held",
    ("sent", Handling.FINISH): "on_its_way",
    ("sent", Handling.RECALL): "recalled",
    ("sent", Handling.REFUND): "recalled_refunded",
}
_SETTLINGS: Final = {"recalled": Settling.WHEN_BACK, "recalled_refunded": Settling.AT_ONCE}


def preview_of(wish: RestrictionWish, *, by: UUID, now: datetime) -> Mapping[str, Any]:
    """Return what a restriction would touch now, as figures. Raises what `propose_stop` would."""
    check_wish(wish, now=now)
    for code in wish.places:
        place(code)
    return touched_by(_imagined(wish, by)).counted()


@transaction.atomic
def propose_stop(wish: RestrictionWish, *, by: UUID, now: datetime, at_once: bool = False) -> UUID:
    """Propose a restriction, with what it touches now; return the proposal's id. `at_once` is when it is approved.

    Raises RestrictionIncomplete, RestrictionInThePast, and Missing for a place that there is not.
    """
    asked = NewProposal(
        matter=STOP,
        facts=as_terms(wish) | {AT_ONCE: at_once},
        source=wish.legal_basis,
        effective_at=wish.since,
        preview=preview_of(wish, by=by, now=now),
    )
    return propose(asked, by=by, now=now)


@transaction.atomic
def propose_resumption(
    restriction_id: UUID, *, at: datetime, reason: str, by: UUID, now: datetime, at_once: bool = False
) -> UUID:
    """Propose that a restriction holds no longer than to an instant, or to when this is approved.

    Raises Missing, RestrictionInThePast, RuleWithoutSource.
    """
    if at < now:
        raise RestrictionInThePast(field="at")
    one = restriction(restriction_id)
    asked = NewProposal(
        matter=RESUME,
        facts={"restriction": str(one.id), "places": list(one.wish.places), AT_ONCE: at_once},
        source=reason,
        effective_at=at,
        preview=touched_by(one).counted(),
    )
    return propose(asked, by=by, now=now)


@transaction.atomic
def decide(proposal_id: UUID, *, approve: bool, by: UUID, now: datetime) -> None:
    """Say yes or no to a stop or a resumption as a second person; enough who say yes put it in force.

    Raises Missing, ProposalDecided, OwnProposal, NotAnApprover, RestrictionInThePast when its minute has passed
    meanwhile, RestrictionsOverlap.
    """
    card = say(proposal_id=proposal_id, matters=(STOP, RESUME), is_for=approve, by=by, now=now)
    if not card.is_approved:
        return
    facts, begins = card.asked.facts, card.asked.effective_at
    if facts.get(AT_ONCE):
        begins = max(begins, now)
    if card.asked.matter == STOP:
        wish = replace(wish_from(facts), since=begins)
        actions.put_in_force(wish, author=card.proposed_by, approver=by, now=now)
    else:
        actions.end(UUID(facts["restriction"]), at=begins, now=now)


@transaction.atomic
def take_effect(*, now: datetime) -> int:
    """Carry out and tell of what has begun or ended since the last time; return how many restrictions that was."""
    begun, ended = actions.take_untold(now=now)
    for one in begun:
        touched = touched_by(one)
        fates = {part.id: _carry_out(one, part, now=now) for part in touched.parts}
        publish(list(_letters("place_stopped", one, touched, fates)), now=now)
    for one in ended:
        if extent_of(one.wish) is Extent.TOLD:
            continue
        touched = touched_by(one)
        coming_back = recalls_of_parts([part.id for part in touched.parts if part.status == "sent"])
        going_on = {part.id: "comes_back" if part.id in coming_back else "resumed" for part in touched.parts}
        publish(list(_letters("place_resumed", one, touched, going_on)), now=now)
    return len(begun) + len(ended)


def _carry_out(one: Restriction, part: OpenPart, *, now: datetime) -> str:
    """Do what was chosen for orders in this state, and return what became of it.

    Where nothing is forbidden there is nothing to choose: orders go on, once a person has looked where that is asked.
    """
    if (extent := extent_of(one.wish)) in {Extent.LOOKED_AT, Extent.TOLD}:
        return "looked_at" if extent is Extent.LOOKED_AT and part.status != "sent" else "goes_on"
    chosen = handling_of(one, part.status)
    fate = _FATES.get((part.status, chosen), "goes_on")
    if fate == "cancelled":
        order = lock_orders([part.order_id])[part.order_id]
        if order.status is OrderStatus.UNPAID:
            close_unpaid([order.id], status=OrderStatus.CANCELLED, now=now)
            release_held([order.id], now=now)
    if fate == "refunded":
        card = seller_orders([part.id])[part.id]
        caller = Caller(staff=one.approver)
        cancel_pieces(
            seller_order_id=part.id, pieces=pieces_left(card), caller=caller, reason="cannot_ship", now=now
        )
    if settling := _SETTLINGS.get(fate):
        # What can't come back any more, or was not given to the carrier yet, is told what becomes of it as it stands.
        called = recall_parts([part.id], cause_id=one.id, by=one.approver, settling=settling, now=now)
        return fate if part.id in called else "on_its_way"
    return fate


def _letters(topic: str, one: Restriction, touched: Touched, fates: dict[UUID, str]) -> Iterator[Message]:
    """Return one letter for everybody touched: with the reason, and what becomes of each of their orders."""
    extent = extent_of(one.wish)
    shared: dict[str, Any] = {
        "place": dict(place(one.wish.places[0]).names),
        "since": one.since,
        "extent": extent.value,
        "way": one.wish.direction.value,
    }
    if one.until:
        shared["until"] = one.until
    by_person: dict[UUID, list[OpenPart]] = defaultdict(list)
    by_seller: dict[UUID, list[OpenPart]] = defaultdict(list)
    for part in touched.parts:
        by_person[part.person_id].append(part)
        by_seller[part.seller_id].append(part)
    # Whom certain goods, or a look at them, do not concern is not written to for having an address there.
    named = people({*touched.people, *by_person} if extent is Extent.EVERYTHING else by_person)
    merchants = sellers(by_seller)

    def told(parts: list[OpenPart]) -> list[dict[str, str]]:
        return [{"number": part.number, "fate": fates[part.id]} for part in parts]

    for key, person in named.items():
        why = dict(one.wish.shopper_texts)
        yield to_person(topic, person, why=why, orders=told(by_person[key]), **shared)
    for key, merchant in merchants.items():
        why = dict(one.wish.seller_texts)
        yield to_seller(f"{topic}_seller", merchant, why=why, orders=told(by_seller[key]), **shared)


def _imagined(wish: RestrictionWish, by: UUID) -> Restriction:
    return Restriction(id=by, wish=wish, since=wish.since, until=None, author=by, approver=None)
