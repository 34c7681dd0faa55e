"""Reconciling with a provider: take its registry in, find what differs, and book what two people agree on."""

import hashlib
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from io import TextIOWrapper
from typing import IO, Final
from uuid import UUID

from django.db import transaction

from yarmarka.connectors.payments import configured, connector_for
from yarmarka.connectors.payments.registry import RefusedLine as BadLine
from yarmarka.connectors.payments.registry import RegistryConnector, RegistryRow
from yarmarka.domain.audit.actions import note_deeds
from yarmarka.domain.audit.types import DeedKind, NewDeed, Subject, SubjectKind
from yarmarka.domain.governance.actions import propose, say
from yarmarka.domain.governance.queries import proposal
from yarmarka.domain.governance.types import NewProposal
from yarmarka.domain.ledger.actions import post
from yarmarka.domain.ledger.rules import provider_difference, provider_fees
from yarmarka.domain.ledger.types import NewPosting
from yarmarka.domain.reconciliation import actions
from yarmarka.domain.reconciliation.errors import NothingToPropose
from yarmarka.domain.reconciliation.queries import covered_until, oldest_open
from yarmarka.domain.reconciliation.rules import effect_minor
from yarmarka.domain.reconciliation.types import (
    Booking,
    BookingKind,
    Counted,
    DifferenceCard,
    NewRow,
    RefusedLine,
)
from yarmarka.kernel.errors import Missing, YarmarkaError
from yarmarka.kernel.telemetry import log
from yarmarka.reads.reconcile import differences
from yarmarka.vocabulary.money import Money

#: what governance calls it
BOOKING: Final = "booking"
#: So many rows are kept in one statement; so many refused ones are kept to be shown.
_CHUNK: Final = 1_000
_SHOWN: Final = 500


@dataclass(frozen=True)
class TakenRegistry:
    """What taking a registry in did: `is_new` is false for the very file that was taken in before."""

    registry_id: UUID
    is_new: bool
    rows: int
    refused: int
    differences: int


def fetch_registry(
    *, provider: str, since: datetime, until: datetime, by: UUID | None, now: datetime
) -> TakenRegistry:
    """Ask a provider for its registry of a time and take it in. Raises Missing for one that has none, Outside."""
    connector = _registry_of(provider)
    with tempfile.SpooledTemporaryFile(max_size=5_000_000, mode="w+b") as file:
        # All of it is here before a transaction begins: the provider may be slow.
        for line in connector.fetch_registry(since=since, until=until):
            file.write(f"{line}\n".encode())
        file.seek(0)
        return take_registry(file, provider=provider, since=since, until=until, by=by, now=now)


def providers_with_registry() -> tuple[str, ...]:
    """Return the names of the configured providers that publish a registry."""
    return tuple(name for name in sorted(configured()) if isinstance(connector_for(name), RegistryConnector))


def fetch_due_registries(*, now: datetime) -> int:
    """Take in what each configured provider counts from where we stopped until today; return how many did.

    A provider that is away is asked again the next time, for all that is missing.
    """
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    taken = 0
    for provider in providers_with_registry():
        since = covered_until(provider=provider) or today - timedelta(days=1)
        if since >= today:
            continue
        try:
            fetch_registry(provider=provider, since=since, until=today, by=None, now=now)
            taken += 1
        except YarmarkaError as error:
            log.error("registry not taken", provider=provider, reason=error.code)
    return taken


@transaction.atomic
def take_registry(
    file: IO[bytes], *, provider: str, since: datetime, until: datetime, by: UUID | None, now: datetime
) -> TakenRegistry:
    """Take a provider's registry of a time in, row by row, and note what differs.

    Taking the same one again, or one that overlaps, keeps no row twice. Raises Missing, PeriodInvalid, BadPayload.
    """
    connector = _registry_of(provider)
    digest = hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]  # any file that reads bytes
    file.seek(0)
    registry_id, is_new = actions.begin_registry(
        provider=provider, since=since, until=until, digest=digest, by=by, now=now
    )
    rows = refused = 0
    shown: list[RefusedLine] = []
    lines = TextIOWrapper(file, encoding="utf-8", errors="replace", newline="")
    for chunk in _chunks(connector.read_registry(lines)):
        bad = [RefusedLine(row.line, row.reason, row.text) for row in chunk if isinstance(row, BadLine)]
        good = [_new(row) for row in chunk if isinstance(row, RegistryRow)]
        bad += actions.store_rows(good, registry_id=registry_id, provider=provider, now=now)
        rows, refused = rows + len(chunk), refused + len(bad)
        shown += bad[: _SHOWN - len(shown)]
    lines.detach()
    if is_new:
        actions.end_registry(registry_id, rows=rows, refused=refused, shown=shown, now=now)
    found = _find(provider=provider, since=since, until=until, now=now)
    if by is not None:
        counts = {"rows": rows, "refused": refused, "differences": found}
        subject = Subject(SubjectKind.REGISTRY, provider, registry_id)
        note_deeds([NewDeed(kind=DeedKind.REGISTRY_TAKEN, subject=subject, by=by, after=counts)], now=now)
    return TakenRegistry(registry_id, is_new, rows, refused, found)


@transaction.atomic
def propose_fees(*, provider: str, currency: str, by: UUID, now: datetime) -> UUID:
    """Propose to book a provider's fees that nobody proposed yet. Raises NothingToPropose."""
    fees = actions.lock_open_fees(provider=provider, currency=currency)
    rows = len(fees.row_ids)
    proposal_id = _propose(
        fees.booking, source=f"{provider}: fee × {rows}", preview={"rows": rows}, by=by, now=now
    )
    actions.name_fees(fees.row_ids, proposal_id=proposal_id)
    return proposal_id


@transaction.atomic
def propose_difference(*, difference_id: UUID, reason: str, by: UUID, now: datetime) -> UUID:
    """Propose to book a difference until it is explained, or to book it back when it is.

    Raises Missing, NothingToPropose.
    """
    card = actions.lock_difference(difference_id)
    counts = {"ours_minor": card.ours_minor, "theirs_minor": card.theirs_minor}
    proposal_id = _propose(
        replace(_what_may_be_booked(card), reason=reason.strip()),
        source=f"{card.provider}: {card.counted} {card.provider_ref}",
        preview=counts,
        by=by,
        now=now,
    )
    actions.name_difference(card.id, proposal_id=proposal_id, is_back=card.is_explained)
    return proposal_id


@transaction.atomic
def decide_proposal(*, proposal_id: UUID, approve: bool, by: UUID, now: datetime) -> None:
    """Book a proposal as its second person, or turn it down: then it may be proposed again.

    Raises Missing, ProposalDecided, OwnProposal, NotAnApprover.
    """
    card = say(proposal_id=proposal_id, matters=(BOOKING,), is_for=approve, by=by, now=now)
    booking = booking_from(card.asked)
    if card.is_approved:
        post([_posting(booking, card.id)], now=now)
    elif card.is_approved is False:
        actions.forget_proposal(card.id)
    decided = DeedKind.BOOKING_APPROVED if approve else DeedKind.BOOKING_DECLINED
    _note(decided, booking, card.id, by=by, now=now)


def booking_from(asked: NewProposal) -> Booking:
    """Return the booking that a proposal asks for."""
    facts = asked.facts
    effect = Money(facts["effect_minor"], facts["currency"])
    return Booking(facts["provider"], BookingKind(facts["kind"]), effect, facts["reason"])


def _what_may_be_booked(card: DifferenceCard) -> Booking:
    """Return what of a difference is neither booked nor proposed. Raises NothingToPropose."""
    if not card.is_explained and card.proposal_id is None:
        minor = effect_minor(card.counted, ours_minor=card.ours_minor, theirs_minor=card.theirs_minor)
        return Booking(card.provider, BookingKind.DIFFERENCE, Money(minor, card.currency))
    if card.is_explained and card.proposal_id and card.proposal_back_id is None:
        first = proposal(card.proposal_id)
        if first.is_approved:
            return Booking(card.provider, BookingKind.EXPLAINED, -booking_from(first.asked).effect)
    raise NothingToPropose(currency=card.currency)


def _propose(booking: Booking, *, source: str, preview: Mapping[str, int], by: UUID, now: datetime) -> UUID:
    facts = {
        "provider": booking.provider,
        "kind": booking.kind.value,
        "effect_minor": booking.effect.minor,
        "currency": booking.effect.currency,
        "reason": booking.reason,
    }
    # It is booked in the minute in which the second person agrees.
    proposal_id = propose(
        NewProposal(BOOKING, facts, source=source, effective_at=now, preview=preview), by=by, now=now
    )
    _note(DeedKind.BOOKING_PROPOSED, booking, proposal_id, by=by, now=now)
    return proposal_id


def _posting(booking: Booking, proposal_id: UUID) -> NewPosting:
    provider, effect = booking.provider, booking.effect
    if booking.kind is BookingKind.FEES:
        return provider_fees(proposal_id=proposal_id, provider=provider, amount=-effect)
    return provider_difference(proposal_id=proposal_id, provider=provider, effect=effect)


def _note(kind: DeedKind, booking: Booking, proposal_id: UUID, *, by: UUID, now: datetime) -> None:
    effect = booking.effect
    after = {"what": booking.kind.value, "amount_minor": effect.minor, "currency": effect.currency}
    subject = Subject(SubjectKind.PROPOSAL, booking.provider, proposal_id)
    deed = NewDeed(kind=kind, subject=subject, by=by, after=after, reason=booking.reason)
    note_deeds([deed], now=now)


def _find(*, provider: str, since: datetime, until: datetime, now: datetime) -> int:
    """Note what differs in a time and, as this registry may explain it, since the oldest open difference."""
    since = min(since, oldest_open(provider=provider) or since)
    found = differences(provider=provider, since=since, until=until)
    actions.note_differences(found, provider=provider, since=since, until=until, now=now)
    return len(found)


def _registry_of(provider: str) -> RegistryConnector:
    connector = connector_for(provider)
    if not isinstance(connector, RegistryConnector):
        raise Missing(what="registry")
    return connector


def _new(row: RegistryRow) -> NewRow:
    return NewRow(
        kind=Counted(row.kind.value),
        provider_ref=row.provider_ref,
        own_id=row.own_id,
        payment_ref=row.payment_ref,
        amount_minor=row.amount.minor,
        currency=row.amount.currency,
        occurred_at=row.occurred_at,
        line=row.line,
    )


def _chunks(rows: Iterable[RegistryRow | BadLine]) -> Iterator[list[RegistryRow | BadLine]]:
    chunk = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == _CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
