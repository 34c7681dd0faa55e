"""Writing down what of an order's money went back."""

from collections.abc import Sequence
from datetime import datetime

from yarmarka.domain.orders.models import GivenBack, LineBack
from yarmarka.domain.orders.types import NewGivenBack
from yarmarka.kernel.ids import new_id


def record_given_back(news: Sequence[NewGivenBack], *, now: datetime) -> None:
    """Write down money that goes back. The caller holds the seller orders' locks and has seen that it can."""
    rows = [
        GivenBack(
            id=new_id(now),
            seller_order_id=one.seller_order_id,
            cause=one.cause,
            cause_id=one.cause_id,
            goods_minor=sum(line.goods_minor for line in one.lines),
            delivery_minor=one.delivery_minor,
            commission_minor=sum(line.commission_minor for line in one.lines),
            commission_tax_minor=sum(line.commission_tax_minor for line in one.lines),
            payout_minor=one.payout_minor,
            covered_minor=one.covered_minor,
            duty_minor=one.duties.duty_minor,
            import_tax_minor=one.duties.import_tax_minor,
            at=now,
        )
        for one in news
    ]
    GivenBack.objects.bulk_create(rows)
    LineBack.objects.bulk_create(
        LineBack(
            id=new_id(now),
            given_back=row,
            line_id=line.line_id,
            quantity=line.quantity,
            goods_minor=line.goods_minor,
            commission_minor=line.commission_minor,
            commission_tax_minor=line.commission_tax_minor,
        )
        for row, one in zip(rows, news, strict=True)
        for line in one.lines
        if line.goods_minor or line.quantity
    )
