"""What a service's deliveries teach about the next one."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date
from typing import Final

import numpy as np

from yarmarka.domain.shipping.rules.history import NEVER, history_of
from yarmarka.domain.shipping.rules.rolling import promise_all
from yarmarka.domain.shipping.types import LearntDays, PastDelivery

#: with fewer deliveries of its own, a service's dates are the carrier's
ENOUGH: Final = 15
#: promises are practised on what came after this share of the history
_PRACTICE: Final = 0.25

Service = tuple[str, str, str, str]


def learn(
    past: Sequence[PastDelivery], *, services: Collection[Service], today: date
) -> tuple[LearntDays, ...]:
    """Return within how many days what is ordered today comes, for services that have deliveries enough.

    A service is its carrier, code, origin and destination.
    """
    came = Counter(_service(one) for one in past if one.delivered_on and one.delivered_on < today)
    known = sorted(service for service in set(services) if came[service] >= ENOUGH)
    if not known:
        return ()
    keys = [*(_service(one) for one in past), *known]
    history = history_of(
        ordered=[*(one.ordered_on.toordinal() for one in past), *([today.toordinal()] * len(known))],
        delivered=[*(_ordinal(one.delivered_on) for one in past), *([None] * len(known))],
        keys=[(f"{origin}→{destination}", code) for _, code, origin, destination in keys],
        origins=[key[2] for key in keys],
        destinations=[key[3] for key in keys],
        seen_until=today.toordinal(),
    )
    start = int(np.quantile(history.ordered[history.delivered < NEVER], _PRACTICE))
    # Whoever is asked about is the youngest of all: the sort is stable, and they were given last.
    usual, sure = promise_all(history, since=start)[:, -len(known) :]
    return tuple(
        LearntDays(*service, usual_days=int(half), sure_days=int(max(half, nine)), deliveries=came[service])
        for service, half, nine in zip(known, usual, sure, strict=True)
    )


def _service(one: PastDelivery) -> Service:
    return one.carrier, one.code, one.origin_country, one.destination_country


def _ordinal(day: date | None) -> int | None:
    return day.toordinal() if day else None
