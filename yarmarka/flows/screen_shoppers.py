"""Shoppers' names are compared with lists of denied parties after they paid and before anything is sent.

A purchase never waits for it: a job looks every minute at who has paid. Label and hand-over see that it has, and have
a job look at whom it missed: comparing takes an index of the lists, which the web server does not build. Who could be
on a list keeps their order, paid; what waits is the parcel, until two people have closed the case. Nobody is told that
they are on a list: only that we look at the order first.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from yarmarka.domain.compliance.errors import HeldForReview
from yarmarka.domain.orders.queries import orders
from yarmarka.domain.orders.types import SellerOrderCard
from yarmarka.domain.screening.actions import screen
from yarmarka.domain.screening.errors import BeingCompared
from yarmarka.domain.screening.queries import held, is_anybody_screened, not_compared
from yarmarka.domain.screening.types import Kind, Party, ScreenedKind, Subject
from yarmarka.kernel.later import enqueue
from yarmarka.reads.recipients import Recipient, recipients_of, unsent_recipients

#: how far back the job of every minute looks; what it misses, after a long pause, label and hand-over don't
LOOK_BACK: Final = timedelta(minutes=10)


@transaction.atomic
def screen_who_paid(*, now: datetime) -> int:
    """Compare those who paid lately, and whom their parcels are for, with the lists; return how many cases are new."""
    if not is_anybody_screened():
        return 0
    return screen(subjects_of(unsent_recipients(paid_since=now - LOOK_BACK)), now=now)


@transaction.atomic
def screen_recipients(order_ids: Collection[UUID], *, now: datetime) -> int:
    """Compare those of some orders with the lists; return how many cases are new."""
    return screen(subjects_of(recipients_of(order_ids)), now=now)


def screen_all_who_wait(*, now: datetime) -> int:
    """Compare everybody whose parcel was not sent yet with the lists, in the caller's transaction: one has changed."""
    return screen(subjects_of(unsent_recipients()), now=now)


def check_recipients(parts: Sequence[SellerOrderCard], *, now: datetime) -> None:
    """Raise HeldForReview for the first of these parts whose shopper or recipient could be on a list.

    Raises BeingCompared where that is not known yet: a job looks, and it may be tried again in a minute. Call it
    outside of the transaction that sends, or the job is rolled back with it.
    """
    if not parts or not is_anybody_screened():
        return
    heads = orders({part.order_id for part in parts})
    if not_compared(subjects_of(recipients_of(heads.keys()))):
        enqueue("screen_recipients", order_ids=[str(key) for key in heads])
        raise BeingCompared(number=", ".join(head.number for head in heads.values()))
    waiting = who_is_looked_at({head.person_id for head in heads.values()})
    for part in parts:
        if heads[part.order_id].person_id in waiting:
            raise HeldForReview(number=heads[part.order_id].number)


def who_is_looked_at(people: Iterable[UUID]) -> frozenset[UUID]:
    """Return those of these people for whom somebody has to look at a case first; nothing is asked without lists."""
    if not is_anybody_screened():
        return frozenset()
    return held(kind=ScreenedKind.SHOPPER, ids=list(people))


def subjects_of(recipients: Iterable[Recipient]) -> list[Subject]:
    """Return people as they are compared with lists: by their own name and by that on the parcel."""
    return [
        Subject(
            kind=ScreenedKind.SHOPPER,
            id=one.person_id,
            party=Party(
                names=tuple(dict.fromkeys(filter(None, (one.full_name, one.recipient)))),
                kind=Kind.PERSON,
                countries=frozenset({one.country.lower()}),
            ),
        )
        for one in recipients
        if one.full_name or one.recipient
    ]
