"""Which parcels should have come by now, or are said to be gone, and has anything been done about them?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from yarmarka.domain.shipping.rules.lateness import STRETCH_OF
from yarmarka.domain.shipping.types import Astray, Ground
from yarmarka.kernel.sql import Statement
from yarmarka.vocabulary.parcels import ParcelState

_ASTRAY: Final = Statement.beside(__file__, "parcels_astray")


@dataclass(frozen=True)
class StrayParcel:
    """A parcel that did not come, with the open case about it, if there is one."""

    parcel: Astray
    open_claim: UUID | None
    #: its shopper has said before that they wait on
    is_waited_for: bool


def parcels_astray(*, now: datetime, after: UUID | None, limit: int) -> tuple[StrayParcel, ...]:
    """Return so many parcels beyond their promised date, or said to be gone, in the order of their parts' ids.

    Those whose case is settled, or says already what there is to say, are left out.
    """
    rows = _ASTRAY.rows(
        dict,
        today=now.date(),
        after=after or UUID(int=0),
        limit=limit,
        states=[state.value for state in STRETCH_OF],
        stretches=[stretch.value for stretch in STRETCH_OF.values()],
    )
    return tuple(_stray(**row) for row in rows)


def _stray(
    *, open_claim: UUID | None, is_waited_for: bool, state: str, ground: str, **facts: Any
) -> StrayParcel:
    parcel = Astray(state=ParcelState(state), ground=Ground(ground), **facts)
    return StrayParcel(parcel, open_claim, is_waited_for)
