"""Which of several sellers' offers of one product stands first: docs/algorithms/featured-offer.md.

The whole delivered price, plus a little for each day that others come sooner and for a seller whose orders went badly.
Nobody can pay for the place.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final
from uuid import UUID

from yarmarka.domain.catalogue.types import Contender, Featured, Reliability

#: what a promised day later than the soonest counts as, in hundredths of a percent of the price
DAY_BP: Final = 50
#: what is later still is too late to compare
MOST_DAYS: Final = 30
#: what a seller's orders of late count as, in hundredths of a percent of the price
RELIABILITY_BP: Final[Mapping[Reliability, int]] = MappingProxyType(
    {
        Reliability.GOOD: 0,
        Reliability.TOO_FEW: 200,
        Reliability.WARNING: 500,
        Reliability.SERIOUS: 1_500,
    }
)
#: so many of the cheapest offers of a product compete on a list
MOST_CONTENDERS: Final = 8


def featured_offer(contenders: Iterable[Contender]) -> Featured | None:
    """Return the offer that stands first, or nothing where there is none.

    Offers that can be brought to the reader come before all others. Of those that count the same the cheaper one
    stands first, then the sooner one, then the older one: the same offers always give the same answer.
    """
    there = list(contenders)
    brought = [one for one in there if one.whole_minor is not None] or there
    if not brought:
        return None
    soonest = min((one.by_on for one in brought if one.by_on is not None), default=None)
    return Featured(
        chosen=min(brought, key=lambda one: (counted(one, soonest), *_plain(one))),
        cheapest=min(brought, key=_plain),
        soonest_on=soonest,
        among=len(brought),
    )


def counted(contender: Contender, soonest: date | None) -> int:
    """Return what an offer counts as, in ten-thousandths of minor units: no rounding decides."""
    price = contender.goods_minor if contender.whole_minor is None else contender.whole_minor
    return price * (10_000 + DAY_BP * _days_later(contender, soonest) + RELIABILITY_BP[contender.reliability])


def _days_later(contender: Contender, soonest: date | None) -> int:
    if contender.by_on is None or soonest is None:
        return 0
    return min((contender.by_on - soonest).days, MOST_DAYS)


def _plain(contender: Contender) -> tuple[int, date, UUID]:
    price = contender.goods_minor if contender.whole_minor is None else contender.whole_minor
    return price, contender.by_on or date.max, contender.offer_id
