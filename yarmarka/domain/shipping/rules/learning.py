"""What a service's deliveries teach about the next one."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import Final

import numpy as np

from yarmarka.domain.shipping.rules.history import NEVER, history_of, thinned
from yarmarka.domain.shipping.rules.rolling import promise_all
from yarmarka.domain.shipping.types import LearntDays, PastDelivery

#: with fewer deliveries of its own, a service's dates are the carrier's
ENOUGH: Final = 15
#: with fewer deliveries to a place, its dates are the service's; how far they are drawn to it decides the model
ENOUGH_THERE: Final = 5
#: promises are practised on what came after this share of the history
_PRACTICE: Final = 0.25
#: a night reads a fair part of what there is, so that it takes as long for a large shop as for a small one
_MOST: Final = 20_000

Service = tuple[str, str, str, str]


def learn(
    past: Sequence[PastDelivery], *, services: Collection[Service], today: date
) -> tuple[LearntDays, ...]:
    """Return within how many days what is ordered today comes, for services that have deliveries enough.

    A service is its carrier, code, origin and destination. Places that some deliveries of it went to have days of their
    own: drawn towards the service's, and these towards the lane's, the more the fewer deliveries there are.
    """
    came, there = _deliveries(past, today=today)
    known = sorted(service for service in set(services) if came[service] >= ENOUGH)
    if not known:
        return ()
    asked = [(service, "") for service in known]
    asked += sorted(key for key, count in there.items() if key[0] in set(known) and count >= ENOUGH_THERE)
    past, stand_for = _fair_part(past)
    keys = [*((_service(one), one.place) for one in past), *asked]
    history = history_of(
        ordered=[*(one.ordered_on.toordinal() for one in past), *([today.toordinal()] * len(asked))],
        delivered=[*(_ordinal(one.delivered_on) for one in past), *([None] * len(asked))],
        keys=[(f"{origin}→{destination}", code, place) for (_, code, origin, destination), place in keys],
        origins=[service[2] for service, _ in keys],
        destinations=[service[3] for service, _ in keys],
        seen_until=today.toordinal(),
        stand_for=[*stand_for, *([1.0] * len(asked))],
    )
    start = int(np.quantile(history.ordered[history.delivered < NEVER], _PRACTICE))
    # Whoever is asked about is the youngest of all: the sort is stable, and they were given last.
    usual, sure = promise_all(history, since=start)[:, -len(asked) :]
    return tuple(
        LearntDays(
            *service,
            usual_days=int(half),
            sure_days=int(max(half, nine)),
            deliveries=round(there[service, place] if place else came[service]),
            place=place,
        )
        for (service, place), half, nine in zip(asked, usual, sure, strict=True)
    )


def _deliveries(
    past: Sequence[PastDelivery], *, today: date
) -> tuple[dict[Service, float], dict[tuple[Service, str], float]]:
    """Return how many had come before today, by service and by place that a service goes to."""
    came: dict[Service, float] = defaultdict(float)
    there: dict[tuple[Service, str], float] = defaultdict(float)
    for one in past:
        if one.delivered_on and one.delivered_on < today:
            came[_service(one)] += one.stands_for
            if one.place:
                there[_service(one), one.place] += one.stands_for
    return came, there


def _fair_part(past: Sequence[PastDelivery]) -> tuple[list[PastDelivery], list[float]]:
    """Return as many deliveries as a night reads, oldest first, and of how many each is one."""
    oldest_first = sorted(past, key=lambda one: one.ordered_on)
    numbers: dict[tuple[Service, str], int] = {}
    groups = [numbers.setdefault((_service(one), one.place), len(numbers)) for one in oldest_first]
    rows, stand_for = thinned(np.array(groups, dtype=np.int64), _MOST)
    kept = [oldest_first[row] for row in rows]
    return kept, [one.stands_for * each for one, each in zip(kept, stand_for.tolist(), strict=True)]


def _service(one: PastDelivery) -> Service:
    return one.carrier, one.code, one.origin_country, one.destination_country


def _ordinal(day: date | None) -> int | None:
    return day.toordinal() if day else None
