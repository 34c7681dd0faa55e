"""Reads Sandbox Bank's registry, a CSV file, row by row. Pure."""

import csv
from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Final
from uuid import UUID

from yarmarka.connectors.errors import BadPayload
from yarmarka.connectors.payments.registry import RefusedLine, RegistryKind, RegistryRow
from yarmarka.vocabulary.money import CURRENCIES, Money, minor_units

COLUMNS: Final = ("type", "id", "request_key", "payment_id", "amount", "currency", "occurred_at")
_LONGEST_REF: Final = 80
_LONGEST_TEXT: Final = 300
_MOST: Final = Decimal(10) ** 13


class _Refusal(Exception):
    """A cell that can't be taken."""


def read_registry(lines: Iterable[str]) -> Iterator[RegistryRow | RefusedLine]:
    """Yield a row for each line, or why it can't be one. Raises BadPayload for a file with other columns."""
    cells = csv.reader(lines)
    try:
        head = next(cells, [])
        if tuple(name.strip().lstrip("\ufeff") for name in head) != COLUMNS:
            raise BadPayload(field="file", reason="not_registry")
        for row in cells:
            if row:
                yield _row_or_refusal(row, cells.line_num)
    except csv.Error:
        raise BadPayload(field="file", reason="not_registry") from None


def _row_or_refusal(cells: list[str], line: int) -> RegistryRow | RefusedLine:
    try:
        return _row(cells, line)
    except _Refusal as refusal:
        return RefusedLine(line, str(refusal), ",".join(cells).replace("\x00", "")[:_LONGEST_TEXT])


def _row(cells: list[str], line: int) -> RegistryRow:
    if len(cells) != len(COLUMNS):
        raise _Refusal("columns")
    kind, reference, own, payment, amount, currency, at = (cell.strip() for cell in cells)
    if kind not in set(RegistryKind):
        raise _Refusal("type")
    if not reference.isprintable() or not 1 <= len(reference) <= _LONGEST_REF or len(payment) > _LONGEST_REF:
        raise _Refusal("id")
    return RegistryRow(
        line=line,
        kind=RegistryKind(kind),
        provider_ref=reference,
        own_id=_own_id(own),
        payment_ref=payment if payment.isprintable() else "",
        amount=_amount(amount, currency),
        occurred_at=_instant(at),
    )


def _amount(text: str, currency: str) -> Money:
    if currency not in CURRENCIES:
        raise _Refusal("currency")
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise _Refusal("amount") from None
    if not value.is_finite() or not 0 < value < _MOST or value != round(value, 2):
        raise _Refusal("amount")
    return Money(minor_units(value), currency)


def _instant(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise _Refusal("occurred_at") from None
    if at.tzinfo is None:
        raise _Refusal("occurred_at")
    return at


def _own_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
