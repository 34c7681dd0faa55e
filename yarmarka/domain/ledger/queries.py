"""What stands on the accounts."""

from collections.abc import Collection
from dataclasses import fields
from datetime import datetime
from uuid import UUID

from yarmarka.domain.ledger.models import Payout
from yarmarka.domain.ledger.types import AccountKind, Balance, PayoutCard, PayoutStatus
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.sql import Statement
from yarmarka.vocabulary.payouts import PayoutWay

_EARNED = Statement.beside(__file__, "earned_commission")
_BALANCES = Statement.beside(__file__, "balances")


def balances(*, kind: AccountKind | None = None, owner_id: UUID | None = None) -> tuple[Balance, ...]:
    """Return what stands on every account, or on those of a kind or an owner."""
    return tuple(_BALANCES.rows(Balance, kind=kind, owner_id=owner_id))


def earned_commission(*, since: datetime, until: datetime) -> dict[str, int]:
    """Return what the commission came to between two instants by currency, what was set aside left out."""
    return _EARNED.pairs(since=since, until=until)


def payout(payout_id: UUID) -> PayoutCard:
    """Return a payout. Raises Missing."""
    row = Payout.objects.filter(id=payout_id).first()
    if row is None:
        raise Missing(what="payout")
    return _card(row)


def payouts_of(*, seller_id: UUID, limit: int = 100) -> tuple[PayoutCard, ...]:
    """Return a seller's payouts, the newest first."""
    return tuple(_card(row) for row in Payout.objects.filter(seller_id=seller_id).order_by("-id")[:limit])


def payouts_waiting(*, since: datetime, until: datetime, limit: int) -> tuple[PayoutCard, ...]:
    """Return the payouts asked of a provider between two instants that it has not told the end of."""
    waiting = Payout.objects.filter(
        way=PayoutWay.PROVIDER, status=PayoutStatus.REQUESTED, created_at__gte=since, created_at__lt=until
    ).exclude(provider_ref="")
    return tuple(_card(row) for row in waiting.order_by("id")[:limit])


def payouts_for_the_bank(*, limit: int = 10_000) -> tuple[PayoutCard, ...]:
    """Return the payouts that wait to be paid by a bank's file, or for its answer, the oldest first."""
    waiting = Payout.objects.filter(way=PayoutWay.BANK_FILE, status=PayoutStatus.REQUESTED)
    return tuple(_card(row) for row in waiting.order_by("id")[:limit])


def payouts(ids: Collection[UUID]) -> tuple[PayoutCard, ...]:
    """Return payouts by id."""
    return tuple(_card(row) for row in Payout.objects.filter(id__in=list(ids)).order_by("id"))


def _card(row: Payout) -> PayoutCard:
    shared = {field.name: getattr(row, field.name) for field in fields(PayoutCard)}
    return PayoutCard(**shared | {"status": PayoutStatus(row.status), "way": PayoutWay(row.way)})
