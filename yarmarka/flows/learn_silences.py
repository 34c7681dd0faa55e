"""When to stop waiting for a parcel follows what really happened: every night the lanes' silences teach it."""

from datetime import datetime

from yarmarka.domain.shipping.actions import note_silences
from yarmarka.domain.shipping.queries import services_on_offer
from yarmarka.reads.past_silences import past_silences


def learn_silences(*, now: datetime) -> int:
    """Learn after which silence a parcel hardly comes any more; return for how many legs of services it is known."""
    # Numbers for the night only: no page needs to load them.
    from yarmarka.domain.shipping.rules.silence import learn_silences as learn

    offered = {
        (card.carrier, card.code, card.origin_country, card.destination_country)
        for card in services_on_offer(now=now)
    }
    learnt = learn(past_silences(now=now), services=offered)
    note_silences(learnt, now=now)
    return len(learnt)
