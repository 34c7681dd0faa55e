"""Which of a carrier's parcels have been quiet for longer than their lane leaves them alone?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from yarmarka.domain.shipping.rules import GIVEN_UP_AFTER
from yarmarka.domain.shipping.rules.asking import ASKS_UNTIL_LOST, SLOWEST_PACE, USUAL_PACE
from yarmarka.domain.shipping.rules.lateness import STRETCH_OF
from yarmarka.kernel.sql import Statement

_TO_ASK: Final = Statement.beside(__file__, "parcels_to_ask")


@dataclass(frozen=True)
class QuietParcel:
    """A parcel that its carrier is to be asked about."""

    id: UUID
    number: str


def parcels_to_ask(carrier: str, *, limit: int, now: datetime) -> list[QuietParcel]:
    """Return so many parcels of a carrier, those that have waited longest for their lane first.

    Those silent for very long are left to people. Paces: `shipping.rules.asking`.
    """
    return _TO_ASK.rows(
        QuietParcel,
        carrier=carrier,
        limit=limit,
        now=now,
        given_up=now - GIVEN_UP_AFTER,
        asks=ASKS_UNTIL_LOST,
        slowest=SLOWEST_PACE,
        usual=USUAL_PACE,
        states=[state.value for state in STRETCH_OF],
        stretches=[stretch.value for stretch in STRETCH_OF.values()],
    )
