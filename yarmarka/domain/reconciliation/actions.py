"""Keeping registries, noting differences, and proposing and deciding what is booked of them."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db.models import Sum

from yarmarka.domain.reconciliation.errors import (
    NothingToPropose,
    OwnProposal,
    PeriodInvalid,
    ProposalDecided,
)
from yarmarka.domain.reconciliation.models import Difference, Proposal, RefusedRow, Registry, RegistryRow
from yarmarka.domain.reconciliation.queries import proposal_card
from yarmarka.domain.reconciliation.rules import effect_minor
from yarmarka.domain.reconciliation.types import (
    Counted,
    FoundDifference,
    NewRow,
    ProposalCard,
    ProposalKind,
    RefusedLine,
)
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.ids import new_id
from yarmarka.kernel.sql import Statement

_STORE = Statement.beside(__file__, "store_rows")
_NOTE = Statement.beside(__file__, "note_differences")


def begin_registry(
    *, provider: str, since: datetime, until: datetime, digest: str, by: UUID | None, now: datetime
) -> tuple[UUID, bool]:
    """Begin to take a registry in; return its id, and whether the very file was not taken in before.

    Raises PeriodInvalid.
    """
    if since >= until:
        raise PeriodInvalid(field="until")
    same = {"provider": provider, "digest": digest, "since": since, "until": until}
    row, is_new = Registry.objects.get_or_create(
        **same, defaults={"id": new_id(now), "rows": 0, "refused": 0, "taken_at": now, "taken_by_id": by}
    )
    return row.id, is_new


def store_rows(
    rows: Sequence[NewRow], *, registry_id: UUID, provider: str, now: datetime
) -> list[RefusedLine]:
    """Keep a registry's rows, each once; return those that were told otherwise before, which stay as they were."""
    if not rows:
        return []
    changed = set(
        _STORE.column(
            ids=[new_id(now) for _ in rows],
            kinds=[row.kind.value for row in rows],
            refs=[row.provider_ref for row in rows],
            amounts=[row.amount_minor for row in rows],
            currencies=[row.currency for row in rows],
            instants=[row.occurred_at for row in rows],
            own_ids=[row.own_id for row in rows],
            payment_refs=[row.payment_ref for row in rows],
            lines=[row.line for row in rows],
            registry_id=registry_id,
            provider=provider,
        )
    )
    return [
        RefusedLine(row.line, "told_otherwise", f"{row.kind} {row.provider_ref}")
        for row in rows
        if row.line in changed
    ]


def end_registry(
    registry_id: UUID, *, rows: int, refused: int, shown: Sequence[RefusedLine], now: datetime
) -> None:
    """Note how many rows a registry has, how many were refused, and the refused ones (as many as are shown)."""
    RefusedRow.objects.bulk_create(
        RefusedRow(id=new_id(now), registry_id=registry_id, line=bad.line, reason=bad.reason, text=bad.text)
        for bad in shown
    )
    Registry.objects.filter(id=registry_id).update(rows=rows, refused=refused)


def note_differences(
    found: Sequence[FoundDifference], *, provider: str, since: datetime, until: datetime, now: datetime
) -> None:
    """Bring the open differences between two instants in step with what was found."""
    _NOTE.run(
        ids=[new_id(now) for _ in found],
        kinds=[each.kind.value for each in found],
        counted=[each.counted.value for each in found],
        refs=[each.provider_ref for each in found],
        ours=[each.ours_minor for each in found],
        theirs=[each.theirs_minor for each in found],
        currencies=[each.currency for each in found],
        instants=[each.occurred_at for each in found],
        own_ids=[each.own_id for each in found],
        provider=provider,
        since=since,
        until=until,
        now=now,
    )


def propose_fees(*, provider: str, currency: str, by: UUID, now: datetime) -> UUID:
    """Propose to book all fees in a currency that are neither booked nor proposed. Raises NothingToPropose."""
    open_rows = RegistryRow.objects.select_for_update().filter(
        provider=provider, kind=Counted.FEE, currency=currency, proposal=None
    )
    ids = list(open_rows.values_list("id", flat=True))
    chosen = RegistryRow.objects.filter(id__in=ids)
    total = chosen.aggregate(total=Sum("amount_minor"))["total"]
    if not total:
        raise NothingToPropose(currency=currency)
    effect = effect_minor(Counted.FEE, ours_minor=0, theirs_minor=total)
    made = _propose(
        ProposalKind.FEES, effect, provider=provider, currency=currency, reason="", by=by, now=now
    )
    chosen.update(proposal_id=made)
    return made


def propose_difference(*, difference_id: UUID, reason: str, by: UUID, now: datetime) -> UUID:
    """Propose to book a difference until it is explained, or to book it back when it is.

    Raises Missing, NothingToPropose.
    """
    row = Difference.objects.select_for_update().filter(id=difference_id).first()
    if row is None:
        raise Missing(what="difference")
    propose = partial(_propose, provider=row.provider, currency=row.currency, reason=reason, by=by, now=now)
    if row.explained_at is None and row.proposal_id is None:
        effect = effect_minor(Counted(row.counted), ours_minor=row.ours_minor, theirs_minor=row.theirs_minor)
        row.proposal_id = made = propose(ProposalKind.DIFFERENCE, effect)
    elif row.explained_at and row.proposal and row.proposal.is_approved and row.proposal_back_id is None:
        row.proposal_back_id = made = propose(ProposalKind.EXPLAINED, -row.proposal.effect_minor)
    else:
        raise NothingToPropose(currency=row.currency)
    row.save(update_fields=["proposal", "proposal_back"])
    return made


def decide_proposal(*, proposal_id: UUID, approve: bool, by: UUID, now: datetime) -> ProposalCard:
    """Approve a proposal or turn it down, once, as another person than proposed it; return it.

    What is turned down may be proposed again. Raises Missing, ProposalDecided, OwnProposal.
    """
    row = Proposal.objects.select_for_update().filter(id=proposal_id).first()
    if row is None:
        raise Missing(what="proposal")
    if row.decided_at is not None:
        raise ProposalDecided(proposal=str(row.id))
    if row.proposed_by_id == by:
        raise OwnProposal(proposal=str(row.id))
    row.decided_at, row.decided_by_id, row.is_approved = now, by, approve
    row.save(update_fields=["decided_at", "decided_by", "is_approved"])
    if not approve:
        RegistryRow.objects.filter(proposal=row).update(proposal=None)
        Difference.objects.filter(proposal=row).update(proposal=None)
        Difference.objects.filter(proposal_back=row).update(proposal_back=None)
    return proposal_card(row)


def _propose(
    kind: ProposalKind, effect: int, *, provider: str, currency: str, reason: str, by: UUID, now: datetime
) -> UUID:
    return Proposal.objects.create(
        id=new_id(now),
        provider=provider,
        kind=kind,
        effect_minor=effect,
        currency=currency,
        reason=reason.strip(),
        proposed_at=now,
        proposed_by_id=by,
    ).id
