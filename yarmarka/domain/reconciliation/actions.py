"""Keeping registries, noting differences, and which proposals book what of them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from yarmarka.domain.reconciliation.errors import NothingToPropose, PeriodInvalid
from yarmarka.domain.reconciliation.models import Difference, RefusedRow, Registry, RegistryRow
from yarmarka.domain.reconciliation.queries import difference_card
from yarmarka.domain.reconciliation.rules import effect_minor
from yarmarka.domain.reconciliation.types import (
    Booking,
    BookingKind,
    Counted,
    DifferenceCard,
    FoundDifference,
    NewRow,
    OpenFees,
    RefusedLine,
)
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.ids import new_id
from yarmarka.kernel.sql import Statement
from yarmarka.vocabulary.money import Money

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


def lock_open_fees(*, provider: str, currency: str) -> OpenFees:
    """Lock all fees in a currency that are neither booked nor proposed; return what booking them comes to.

    Raises NothingToPropose.
    """
    rows = RegistryRow.objects.select_for_update().filter(
        provider=provider, kind=Counted.FEE, currency=currency, proposal=None
    )
    amounts = dict(rows.values_list("id", "amount_minor"))
    if not amounts:
        raise NothingToPropose(currency=currency)
    effect = effect_minor(Counted.FEE, ours_minor=0, theirs_minor=sum(amounts.values()))
    return OpenFees(tuple(amounts), Booking(provider, BookingKind.FEES, Money(effect, currency)))


def name_fees(row_ids: Collection[UUID], *, proposal_id: UUID) -> None:
    """Note by which proposal these fees are booked."""
    RegistryRow.objects.filter(id__in=list(row_ids)).update(proposal_id=proposal_id)


def lock_difference(difference_id: UUID) -> DifferenceCard:
    """Lock a difference and return it. Raises Missing."""
    row = Difference.objects.select_for_update().filter(id=difference_id).first()
    if row is None:
        raise Missing(what="difference")
    return difference_card(row)


def name_difference(difference_id: UUID, *, proposal_id: UUID, is_back: bool) -> None:
    """Note by which proposal a difference is booked, or booked back."""
    column = "proposal_back_id" if is_back else "proposal_id"
    Difference.objects.filter(id=difference_id).update(**{column: proposal_id})


def forget_proposal(proposal_id: UUID) -> None:
    """Let what a proposal was about be proposed again: it was turned down."""
    RegistryRow.objects.filter(proposal_id=proposal_id).update(proposal=None)
    Difference.objects.filter(proposal_id=proposal_id).update(proposal=None)
    Difference.objects.filter(proposal_back_id=proposal_id).update(proposal_back=None)
