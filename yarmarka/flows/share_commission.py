"""Sharing a month's commission among partners: by the shares that hold when it ends, to the last kopeck."""

from datetime import UTC, date, datetime, timedelta
from typing import Final

from django.db import transaction

from yarmarka.domain.ledger.actions import post
from yarmarka.domain.ledger.queries import earned_commission
from yarmarka.domain.ledger.rules import commission_shared
from yarmarka.domain.pricing.errors import MonthNotOver, SharesExceedWhole
from yarmarka.domain.pricing.queries import partner_shares
from yarmarka.vocabulary.money import allocate

_WHOLE: Final = 10_000


@transaction.atomic
def share_commission(*, month: date, now: datetime) -> dict[str, dict[str, int]]:
    """Credit each partner its share of what a month's commission came to; return it by currency and partner.

    The rest stays the marketplace's. A month that cost more than it brought is shared as well. Asked again, it moves
    nothing. Raises MonthNotOver, SharesExceedWhole.
    """
    since = datetime(month.year, month.month, 1, tzinfo=UTC)
    until = (since + timedelta(days=32)).replace(day=1)
    if now < until:
        raise MonthNotOver(month=f"{month:%Y-%m}")
    partners = partner_shares(now=until - timedelta(microseconds=1))
    points = [share.basis_points for share in partners.values()]
    if sum(points) > _WHOLE:
        raise SharesExceedWhole(basis_points=sum(points))
    shares = {
        currency: dict(zip(partners, allocate(minor, [*points, _WHOLE - sum(points)]), strict=False))
        for currency, minor in earned_commission(since=since, until=until).items()
        if partners and minor
    }
    post(
        [
            commission_shared(month=since.date(), currency=currency, shares=given)
            for currency, given in shares.items()
        ],
        now=now,
    )
    return shares
