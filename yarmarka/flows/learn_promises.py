"""Delivery dates follow what really happened: every night the services' deliveries teach the next ones."""

from datetime import datetime

from yarmarka.domain.shipping.actions import note_learnt
from yarmarka.domain.shipping.queries import services_on_offer
from yarmarka.reads.past_deliveries import past_deliveries


def learn_promises(*, now: datetime) -> int:
    """Learn within how many days the offered services bring what is ordered today; return for how many it is known.

    Services with too few deliveries keep the carrier's window.
    """
    # Numbers for the night only: no page that shows a date needs to load them.
    from yarmarka.domain.shipping.rules.learning import learn

    offered = {
        (card.carrier, card.code, card.origin_country, card.destination_country)
        for card in services_on_offer(now=now)
    }
    learnt = learn(past_deliveries(now=now), services=offered, today=now.date())
    note_learnt(learnt, now=now)
    return len(learnt)
