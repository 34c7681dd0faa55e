"""When a parcel counts as overdue, and when as lost: by the promised date and by how long nothing was heard of it.

| finding | when |
|---|---|
| lost | its carrier says so, or that it was destroyed; or it is beyond its date and was silent for too long |
| returned | its carrier says that it went back to its sender |
| overdue | the promised date is over by more than two days (scans are told late), and it is not lost |

Too long is a week at least, and so long that by the silences learnt on this stretch fewer than one parcel in twenty
would still come (`silence`). Where too few silences are known to learn from, `BOUNDS` stand in for them, and whoever
reads the finding is told so.
"""

from datetime import datetime, timedelta
from typing import Final

from yarmarka.domain.shipping.types import Astray, Finding, Ground, Stretch
from yarmarka.vocabulary.parcels import ParcelState

#: a parcel counts as lost when it is less probable than this that it still comes
LOST_BELOW: Final = 0.05
#: for so long after the promised date nobody is alarmed
GRACE: Final = timedelta(days=2)
#: so long must be silence at least, whatever was learnt, and so long it may be at most
LEAST_SILENCE, LONGEST_SILENCE = 7, 120

_S: Final = ParcelState
STRETCHES: Final = {
    Stretch.ORIGIN: (_S.PRE_TRANSIT, _S.ACCEPTED),
    Stretch.ON_THE_WAY: (_S.IN_TRANSIT, _S.EXPORT_CUSTOMS, _S.EXCEPTION, _S.EXPIRED, _S.RETURNING),
    Stretch.CUSTOMS: (_S.IMPORT_CUSTOMS, _S.CUSTOMS_ACTION_REQUIRED),
    Stretch.LAST_MILE: (_S.ARRIVED_DESTINATION, _S.OUT_FOR_DELIVERY, _S.ATTEMPT_FAILED),
    Stretch.TO_COLLECT: (_S.AVAILABLE_FOR_PICKUP,),
}
STRETCH_OF: Final = {state: stretch for stretch, states in STRETCHES.items() for state in states}
#: days of silence that stand in for what is not learnt yet
BOUNDS: Final = {
    Stretch.ORIGIN: 30,
    Stretch.ON_THE_WAY: 45,
    Stretch.CUSTOMS: 60,
    Stretch.LAST_MILE: 30,
    Stretch.TO_COLLECT: 45,
}
_GONE: Final = frozenset({ParcelState.LOST, ParcelState.DESTROYED})


def bound_of(one: Astray) -> tuple[int, Ground]:
    """Return after how many days of silence such a parcel counts as lost, and what says so."""
    if one.lost_after_days is None or one.ground is Ground.NONE:
        return BOUNDS[STRETCH_OF.get(one.state, Stretch.ON_THE_WAY)], Ground.NONE
    return one.lost_after_days, one.ground


def silent_days(one: Astray, *, now: datetime) -> int:
    """Return for how many whole days nothing was heard of it."""
    return (now - one.state_at).days


def found_of(one: Astray, *, now: datetime) -> Finding:
    """Return what is to be found of a parcel that was handed over and has not come."""
    if one.state in _GONE:
        return Finding.LOST
    if one.state is ParcelState.RETURNED:
        return Finding.RETURNED
    if now.date() <= one.promised_to:
        return Finding.ON_TIME
    if silent_days(one, now=now) >= max(LEAST_SILENCE, bound_of(one)[0]):
        return Finding.LOST
    return Finding.OVERDUE if now.date() > one.promised_to + GRACE else Finding.ON_TIME
