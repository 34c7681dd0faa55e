"""Reconciling with a provider: take its registry in, find what differs, and book what two people agree on."""

import hashlib
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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
from yarmarka.domain.ledger.actions import post
from yarmarka.domain.ledger.rules import provider_difference, provider_fees
from yarmarka.domain.reconciliation import actions
from yarmarka.domain.reconciliation.queries import covered_until, oldest_open, proposal
from yarmarka.domain.reconciliation.types import Counted, NewRow, ProposalKind, RefusedLine
from yarmarka.kernel.errors import Missing, YarmarkaError
from yarmarka.kernel.telemetry import log
from yarmarka.reads.reconcile import differences

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
    proposal_id = actions.propose_fees(provider=provider, currency=currency, by=by, now=now)
    _note(DeedKind.BOOKING_PROPOSED, proposal_id, by=by, now=now)
    return proposal_id


@transaction.atomic
def propose_difference(*, difference_id: UUID, reason: str, by: UUID, now: datetime) -> UUID:
    """Propose to book a difference, or to book it back once it is explained. Raises Missing, NothingToPropose."""
    proposal_id = actions.propose_difference(difference_id=difference_id, reason=reason, by=by, now=now)
    _note(DeedKind.BOOKING_PROPOSED, proposal_id, by=by, reason=reason, now=now)
    return proposal_id


@transaction.atomic
def decide_proposal(*, proposal_id: UUID, approve: bool, by: UUID, now: datetime) -> None:
    """Book a proposal as its second person, or turn it down. Raises Missing, ProposalDecided, OwnProposal."""
    card = actions.decide_proposal(proposal_id=proposal_id, approve=approve, by=by, now=now)
    decided = DeedKind.BOOKING_APPROVED if card.is_approved else DeedKind.BOOKING_DECLINED
    _note(decided, card.id, by=by, now=now)
    if not card.is_approved:
        return
    if card.kind is ProposalKind.FEES:
        posting = provider_fees(proposal_id=card.id, provider=card.provider, amount=-card.effect)
    else:
        posting = provider_difference(proposal_id=card.id, provider=card.provider, effect=card.effect)
    post([posting], now=now)


def _note(kind: DeedKind, proposal_id: UUID, *, by: UUID, reason: str = "", now: datetime) -> None:
    card = proposal(proposal_id)
    after = {"what": card.kind.value, "amount_minor": card.effect.minor, "currency": card.effect.currency}
    subject = Subject(SubjectKind.PROPOSAL, card.provider, card.id)
    note_deeds([NewDeed(kind=kind, subject=subject, by=by, after=after, reason=reason)], now=now)


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
