"""What a provider counts: its registry of payments, refunds, payouts and fees, row by row."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol, runtime_checkable
from uuid import UUID

from yarmarka.vocabulary.money import Money


class RegistryKind(StrEnum):
    """What a row of a registry tells of."""

    PAYMENT = "payment"
    REFUND = "refund"
    PAYOUT = "payout"
    FEE = "fee"


@dataclass(frozen=True)
class RegistryRow:
    """A row: `own_id` is ours (of the attempt, refund or payout), where the provider tells it."""

    line: int
    kind: RegistryKind
    provider_ref: str
    own_id: UUID | None
    payment_ref: str
    amount: Money
    occurred_at: datetime


@dataclass(frozen=True)
class RefusedLine:
    """A row that can't be taken, and why."""

    line: int
    reason: str
    text: str


@runtime_checkable
class RegistryConnector(Protocol):
    """An acquirer that publishes a registry."""

    def fetch_registry(self, *, since: datetime, until: datetime) -> Iterator[str]:
        """Yield the registry's lines for a time, as they come. Raises Outside, also in the middle."""

    def read_registry(self, lines: Iterable[str]) -> Iterator[RegistryRow | RefusedLine]:
        """Yield what stands in the lines of a registry. Raises BadPayload for what is no registry."""
