"""What is there when all is quiet: in our tables, in the bank's own records, and in people's letter-boxes."""

import http.client
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from yarmarka.bench.soak.notebook import Heard
from yarmarka.bench.soak.proxy import LOOPBACK
from yarmarka.kernel.sql import Statement
from yarmarka.reads.verify import Finding

_ORDERS: Final = Statement.beside(__file__, "orders")
_SHELVES: Final = Statement.beside(__file__, "shelves")
_HOLDS: Final = Statement.beside(__file__, "holds")
_ATTEMPTS: Final = Statement.beside(__file__, "attempts")
_REFUNDS: Final = Statement.beside(__file__, "refunds")
_MESSAGES: Final = Statement.beside(__file__, "messages")
_PAGE: Final = 500


@dataclass(frozen=True)
class OrderRow:
    """An order, and what of its money it may keep."""

    id: UUID
    key: str
    status: str
    keeps_minor: int


@dataclass(frozen=True)
class Shelf:
    """An offer's stock, and how many of its pieces paid orders have."""

    offer_id: UUID
    on_hand: int
    held: int
    bought: int


@dataclass(frozen=True)
class LiveHold:
    """A hold that is still live."""

    id: UUID
    order_id: UUID
    order_status: str


@dataclass(frozen=True)
class AttemptRow:
    """A try to pay, as our books have it."""

    id: UUID
    order_id: UUID
    provider_ref: str
    amount_minor: int
    is_approved: bool


@dataclass(frozen=True)
class RefundRow:
    """A refund, as our books have it."""

    id: UUID
    attempt_id: UUID
    amount_minor: int
    status: str


@dataclass(frozen=True)
class MessageRow:
    """A message of the outbox."""

    id: UUID
    topic: str
    is_delivered: bool


@dataclass(frozen=True)
class BankPayment:
    """A payment, as the bank has it; `key` is what we asked for it under: the attempt's id."""

    id: str
    key: str
    amount_minor: int
    status: str


@dataclass(frozen=True)
class BankRefund:
    """A refund, as the bank has it; `key` is our refund's id."""

    id: str
    key: str
    payment_id: str
    amount_minor: int
    status: str


@dataclass(frozen=True)
class Evidence:
    """All that the judge looks at."""

    heard: tuple[Heard, ...]
    unanswered: tuple[str, ...]  # keys that even a quiet shop did not answer
    counted: Mapping[UUID, int]  # what lay on each shelf at the beginning
    orders: tuple[OrderRow, ...]
    shelves: tuple[Shelf, ...]
    holds: tuple[LiveHold, ...]
    attempts: tuple[AttemptRow, ...]
    refunds: tuple[RefundRow, ...]
    messages: tuple[MessageRow, ...]
    letters: tuple[str, ...]  # the key in each letter's Message-ID
    bank_payments: tuple[BankPayment, ...]
    bank_refunds: tuple[BankRefund, ...]
    findings: tuple[Finding, ...]
    happened: Mapping[str, int]  # how often each thing happened that a soak is for


def shelves() -> tuple[Shelf, ...]:
    """Return what lies on every shelf."""
    return tuple(_SHELVES.rows(Shelf))


def rows() -> dict[str, Any]:
    """Return what our own tables hold."""
    return {
        "orders": tuple(_ORDERS.rows(OrderRow)),
        "shelves": shelves(),
        "holds": tuple(_HOLDS.rows(LiveHold)),
        "attempts": tuple(_ATTEMPTS.rows(AttemptRow)),
        "refunds": tuple(_REFUNDS.rows(RefundRow)),
        "messages": tuple(_MESSAGES.rows(MessageRow)),
    }


def letters_in(folder: Path) -> tuple[str, ...]:
    """Return the key in the Message-ID of each letter that was sent."""
    return tuple(_key_of(file) for file in sorted(folder.glob("*.eml")))


def _key_of(file: Path) -> str:
    with file.open("rb") as letter:
        for line in letter:
            if line.lower().startswith(b"message-id:"):
                return line.partition(b"<")[2].partition(b"@")[0].decode()
    return f"no key: {file.name}"


@dataclass(frozen=True)
class BankRecords:
    """The bank's own records, read over its HTTP API."""

    port: int
    secret: str

    def payments(self) -> tuple[BankPayment, ...]:
        """Return all payments."""
        return tuple(
            BankPayment(
                id=facts["id"],
                key=facts["idempotency_key"],
                amount_minor=facts["amount_minor"],
                status=facts["status"],
            )
            for facts in self._all("payments")
        )

    def refunds(self) -> tuple[BankRefund, ...]:
        """Return all refunds."""
        return tuple(
            BankRefund(
                id=facts["id"],
                key=facts["idempotency_key"],
                payment_id=facts["payment_id"],
                amount_minor=facts["amount_minor"],
                status=facts["status"],
            )
            for facts in self._all("refunds")
        )

    def _all(self, what: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        connection = http.client.HTTPConnection(LOOPBACK, self.port, timeout=30)
        try:
            while True:
                connection.request(
                    "GET",
                    f"/v1/{what}?offset={len(found)}&limit={_PAGE}",
                    headers={"Authorization": f"Bearer {self.secret}"},
                )
                page = json.loads(connection.getresponse().read())["items"]
                found += page
                if len(page) < _PAGE:
                    return found
        finally:
            connection.close()
