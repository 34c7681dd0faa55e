"""Why a part of an order may not be sent now, as its shopper and its seller read it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext

from yarmarka.domain.compliance.queries import restrictions
from yarmarka.domain.compliance.rules.forwarding import is_forwarding
from yarmarka.domain.compliance.types import Outcome, Restriction
from yarmarka.domain.orders.types import SellerOrderCard, SellerOrderStatus
from yarmarka.domain.screening.queries import is_anybody_screened
from yarmarka.domain.shipping.queries import recalls_of_parts
from yarmarka.domain.shipping.types import RecallCard, RecallStatus, Settling
from yarmarka.flows.foretell import Touch, is_anything_restricted, touches
from yarmarka.flows.screen_shoppers import who_is_looked_at
from yarmarka.presentation.locales import current_language
from yarmarka.presentation.restriction_words import RECALL_MONEY, RECALLED
from yarmarka.reads.ways_back import MAY_TURN
from yarmarka.vocabulary.goods import in_language


@dataclass(frozen=True)
class Wait:
    """That something waits, why, since when if that is known, and what its reader can do."""

    title: str
    why: str
    remedy: str
    since: datetime | None = None
    #: whether it stands still, or goes on
    is_waiting: bool = True
    #: whether its reader can write to whoever looks at it
    may_write: bool = False


def may_anything_wait(*, now: datetime) -> bool:
    """Test if there is any reason to ask `waits_of`: costs nothing while it is remembered."""
    return is_anything_restricted(now=now) or is_anybody_screened() or bool(restrictions())


def waits_of(
    parts: Sequence[SellerOrderCard], *, person_id: UUID, is_seller: bool, now: datetime
) -> dict[UUID, Wait]:
    """Return why parts of a person's orders wait, or go on though deliveries are stopped; the others are left out."""
    found = {key: _in_words(touch, is_seller=is_seller) for key, touch in touches(parts, now=now).items()}
    unsent = [part.id for part in parts if part.status is SellerOrderStatus.TO_SHIP]
    if unsent and who_is_looked_at([person_id]):
        found |= {key: _looked_at(is_seller=is_seller) for key in unsent if key not in found}
    return found | _called_back(parts, is_seller=is_seller)


def _called_back(parts: Sequence[SellerOrderCard], *, is_seller: bool) -> dict[UUID, Wait]:
    """Return what is said of parts whose parcels come back, or are back: a resumption leaves them so."""
    left = [part.id for part in parts if part.status in MAY_TURN and not part.delivered_at]
    causes = {one.id: one for one in restrictions()} if left else {}
    return {
        key: _recall_in_words(recall, causes[recall.cause_id], is_seller=is_seller)
        for key, recall in (recalls_of_parts(left) if causes else {}).items()
        if recall.status is not RecallStatus.MISSED and recall.cause_id in causes
    }


def _recall_in_words(recall: RecallCard, cause: Restriction, *, is_seller: bool) -> Wait:
    texts = cause.wish.seller_texts if is_seller else cause.wish.shopper_texts
    is_back = recall.status is RecallStatus.BACK
    money = "at_once" if recall.settling is Settling.AT_ONCE else "back" if is_back else "when_back"
    reader = "seller" if is_seller else "shopper"
    return Wait(
        title=gettext("The parcel was called back: deliveries there were stopped"),
        why=in_language(texts, current_language()),
        remedy=f"{RECALLED[reader][recall.status]} {RECALL_MONEY[reader][money]}",
        since=cause.since,
        is_waiting=False,
    )


def _in_words(touch: Touch, *, is_seller: bool) -> Wait:
    if touch.verdict.outcome is not Outcome.BLOCK:
        waits = _looked_at(is_seller=is_seller)
        if all(map(is_forwarding, touch.verdict.by)):
            entry = touch.verdict.by[0].wish
            texts = entry.seller_texts if is_seller else entry.shopper_texts
            return replace(waits, why=in_language(texts, current_language()))
        return waits
    first = touch.verdict.by[0]
    texts = first.wish.seller_texts if is_seller else first.wish.shopper_texts
    why = in_language(texts, current_language())
    if not touch.is_waiting:
        return Wait(
            title=gettext("Deliveries there are stopped; this order goes on"),
            why=why,
            remedy=gettext("It was ordered before, and is carried out as usual."),
            since=first.since,
            is_waiting=False,
        )
    if is_seller:
        return Wait(
            title=gettext("Please don't send it yet: deliveries there are stopped"),
            why=why,
            remedy=gettext("Keep the goods. You are told when it can be sent, or if it is called off."),
            since=first.since,
        )
    return Wait(
        title=gettext("It waits: deliveries there are stopped"),
        why=why,
        remedy=gettext(
            "It is paid for and kept for you until deliveries are resumed. You may also call it off below and get"
            " everything back."
        ),
        since=first.since,
    )


def _looked_at(*, is_seller: bool) -> Wait:
    """Say the same to everybody who waits for a person of ours, whatever was found: it proves nothing."""
    if is_seller:
        return Wait(
            title=gettext("Please don't send it yet: we look at this order first"),
            why=gettext("A colleague checks it, usually within a working day."),
            remedy=gettext("Keep the goods; nothing is asked of you."),
        )
    return Wait(
        title=gettext("We look at this order before it is sent"),
        why=gettext("A colleague checks it, usually within a working day. It says nothing against you."),
        remedy=gettext("Nothing is asked of you. You may also call it off below and get everything back."),
        may_write=True,
    )
