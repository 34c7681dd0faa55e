"""Putting restrictions in force, ending them, and writing decisions down."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec
from django.db import IntegrityError, transaction
from psycopg.types.range import TimestamptzRange

from yarmarka.domain.compliance.errors import (
    ForwarderListed,
    RestrictionIncomplete,
    RestrictionInThePast,
    RestrictionsOverlap,
)
from yarmarka.domain.compliance.models import (
    ClearanceRow,
    DecisionRow,
    ForwarderRow,
    LicenceRow,
    ObjectionRow,
    RestrictionRow,
)
from yarmarka.domain.compliance.queries import as_terms, forget_restrictions, restriction_card
from yarmarka.domain.compliance.rules import check_licence, check_wish
from yarmarka.domain.compliance.rules.forwarding import check_forwarder
from yarmarka.domain.compliance.types import (
    ForwarderWish,
    Licence,
    NewDecision,
    Restriction,
    RestrictionWish,
)
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.ids import new_id, new_ids
from yarmarka.kernel.texts import one_line, trimmed

_LONGEST_REASON: Final = 500
_LONGEST_OBJECTION: Final = 2_000


def put_in_force(wish: RestrictionWish, *, author: UUID, approver: UUID, now: datetime) -> UUID:
    """Let a restriction hold from its instant on; return its id.

    Raises RestrictionIncomplete, RestrictionInThePast, RestrictionsOverlap.
    """
    check_wish(wish, now=now)
    try:
        with transaction.atomic():
            row = RestrictionRow.objects.create(
                id=new_id(now),
                code=wish.code,
                terms=as_terms(wish),
                valid=TimestamptzRange(wish.since, None),
                author_id=author,
                approver_id=approver,
            )
    except IntegrityError as error:
        if "restrictions_do_not_overlap" not in str(error):
            raise
        raise RestrictionsOverlap(restriction=wish.code) from error
    transaction.on_commit(forget_restrictions)
    forget_restrictions()
    return row.id


def end(restriction_id: UUID, *, at: datetime, now: datetime) -> Restriction:
    """Let a restriction hold no longer than to an instant; return it. Raises Missing, RestrictionInThePast."""
    row = RestrictionRow.objects.select_for_update().filter(id=restriction_id, valid__upper_inf=True).first()
    if row is None:
        raise Missing(what="restriction")
    if at < now or at <= row.valid.lower:
        raise RestrictionInThePast(field="at")
    row.valid = TimestamptzRange(row.valid.lower, at)
    row.save(update_fields=["valid"])
    transaction.on_commit(forget_restrictions)
    forget_restrictions()
    return restriction_card(row)


def list_forwarders(
    wishes: Iterable[ForwarderWish], *, author: UUID, approver: UUID, now: datetime
) -> tuple[UUID, ...]:
    """Put forwarding addresses on the list, each from its instant or from now on; return their ids.

    Raises ForwarderInvalid, ForwarderListed.
    """
    made = []
    for wish in wishes:
        # Nothing is looked at for days gone by.
        since = max(wish.since or now, now)
        check_forwarder(replace(wish, since=since))
        try:
            with transaction.atomic():
                row = ForwarderRow.objects.create(
                    id=new_id(now),
                    country=wish.country,
                    postal_code=wish.postal_code,
                    words=wish.words,
                    note=wish.note,
                    source=wish.source,
                    valid=TimestamptzRange(since, wish.until),
                    author_id=author,
                    approver_id=approver,
                )
        except IntegrityError as error:
            if "forwarder_is_known_once_at_a_time" not in str(error):
                raise
            raise ForwarderListed(words=wish.words) from error
        made.append(row.id)
    transaction.on_commit(forget_restrictions)
    forget_restrictions()
    return tuple(made)


def end_forwarder(forwarder_id: UUID, *, at: datetime) -> None:
    """Take a forwarding address off the list from an instant on. Raises Missing for one that is not on it then."""
    row = ForwarderRow.objects.select_for_update().filter(id=forwarder_id, valid__contains=at).first()
    if row is None or row.valid.lower == at:
        raise Missing(what="forwarding address")
    row.valid = TimestamptzRange(row.valid.lower, at)
    row.save(update_fields=["valid"])
    transaction.on_commit(forget_restrictions)
    forget_restrictions()


def take_untold(*, now: datetime) -> tuple[list[Restriction], list[Restriction]]:
    """Return restrictions that have begun, and ended, without anybody told; they count as told from now on.

    In the caller's transaction: if telling fails, they are untold again.
    """
    rows = RestrictionRow.objects.select_for_update(skip_locked=True).order_by("valid")
    begun = list(rows.filter(valid__startswith__lte=now, told_at__isnull=True))
    ended = list(rows.filter(valid__endswith__lte=now, ended_told_at__isnull=True))
    RestrictionRow.objects.filter(id__in=[row.id for row in begun]).update(told_at=now)
    RestrictionRow.objects.filter(id__in=[row.id for row in ended]).update(ended_told_at=now)
    forget_restrictions()
    return [restriction_card(row) for row in begun], [restriction_card(row) for row in ended]


def log_decisions(decisions: Sequence[NewDecision], *, now: datetime) -> None:
    """Write decisions down, all at once, with all that is needed to make each of them again."""
    if not decisions:
        return
    DecisionRow.objects.bulk_create(
        DecisionRow(
            id=key,
            at=now,
            step=one.step,
            order_id=one.order_id,
            inputs=msgspec.to_builtins(one.deal),
            restriction_ids=[str(rule.id) for rule in (one.verdict.by or one.verdict.under_licence)],
            outcome=one.verdict.outcome,
        )
        for key, one in zip(new_ids(now, len(decisions)), decisions, strict=True)
    )


def record_licence(licence: Licence, *, author: UUID, approver: UUID, now: datetime) -> UUID:
    """Take a licence down; return its id. Raises RestrictionIncomplete."""
    check_licence(licence)
    row = LicenceRow.objects.create(
        id=new_id(now),
        restriction=licence.restriction,
        number=licence.number,
        issuer=licence.issuer,
        valid=TimestamptzRange(licence.since, licence.until),
        seller_id=licence.seller_id,
        author_id=author,
        approver_id=approver,
    )
    return row.id


def object_to(*, order_id: UUID, words: str, by: UUID, now: datetime) -> None:
    """Keep what somebody writes about an order that is held. Raises RestrictionIncomplete."""
    tidy = trimmed(words)
    if not tidy:
        raise RestrictionIncomplete(field="words")
    ObjectionRow.objects.create(
        id=new_id(now), order_id=order_id, by_id=by, at=now, words=tidy[:_LONGEST_OBJECTION]
    )


def clear(*, order_id: UUID, reason: str, by: UUID, now: datetime) -> None:
    """Let an order go on that was held by restrictions in force now, for a reason."""
    tidy = one_line(reason, longest=_LONGEST_REASON)
    if not tidy:
        raise RestrictionIncomplete(field="reason")
    ClearanceRow.objects.create(id=new_id(now), order_id=order_id, by_id=by, at=now, reason=tidy)
