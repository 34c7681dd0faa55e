"""What of orders' money has gone back."""

from collections.abc import Collection
from pathlib import Path
from typing import Final
from uuid import UUID

from yarmarka.domain.orders.models import GivenBack, LineBack
from yarmarka.domain.orders.types import BackCause, DisputedPart, Duties, LineShare, PartShare
from yarmarka.kernel.sql import Statement

_HERE: Final = str(Path(__file__).parent)  # `beside` takes the folder above
_PARTS: Final = Statement.beside(_HERE, "parts_given_back")
_LINES: Final = Statement.beside(_HERE, "lines_given_back")


def given_back_of(seller_order_ids: Collection[UUID]) -> dict[UUID, PartShare]:
    """Return what has gone back of each of these seller orders; nothing for those of which nothing has."""
    return {share.seller_order_id: share for share in _PARTS.rows(PartShare, ids=list(seller_order_ids))}


def lines_given_back(seller_order_ids: Collection[UUID]) -> dict[UUID, LineShare]:
    """Return what has gone back of each line of these seller orders, where anything has."""
    return {share.line_id: share for share in _LINES.rows(LineShare, ids=list(seller_order_ids))}


def disputed_lines(chargeback_id: UUID) -> dict[UUID, DisputedPart]:
    """Return what a chargeback took of each seller order."""
    rows = GivenBack.objects.filter(cause=BackCause.CHARGED_BACK, cause_id=chargeback_id)
    lines: dict[UUID, dict[UUID, int]] = {}
    for line in LineBack.objects.filter(given_back__in=rows):
        lines.setdefault(line.given_back_id, {})[line.line_id] = line.goods_minor
    return {
        row.seller_order_id: DisputedPart(
            lines=lines.get(row.id, {}),
            delivery_minor=row.delivery_minor,
            duties=Duties(row.duty_minor, row.import_tax_minor),
            total_minor=row.goods_minor + row.delivery_minor + row.duty_minor + row.import_tax_minor,
        )
        for row in rows
    }
