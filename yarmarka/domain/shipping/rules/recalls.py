"""How a recall moves: by what its carrier answers, and by what becomes of the parcel."""

from typing import Final

from yarmarka.domain.shipping.types import RecallStatus
from yarmarka.vocabulary.parcels import TERMINAL, ParcelState

_S: Final = RecallStatus
RECALL_NEXT: Final = {
    _S.WANTED: {_S.BY_HAND, _S.AGREED, _S.BACK, _S.MISSED},
    _S.BY_HAND: {_S.AGREED, _S.BACK, _S.MISSED},
    _S.AGREED: {_S.BACK, _S.MISSED},
    _S.BACK: set(),
    _S.MISSED: set(),
}
#: words of a carrier that move a recall
TELLING: Final = TERMINAL | {ParcelState.RETURNING}


def may_be_recalled(state: ParcelState) -> bool:
    """Test if a parcel that stands so can still come back."""
    return state not in TERMINAL


def recall_after(state: ParcelState) -> RecallStatus | None:
    """Return how far a parcel that stands so is called back; None where its state says nothing of it."""
    if state is ParcelState.RETURNED:
        return _S.BACK
    if state is ParcelState.RETURNING:
        return _S.AGREED
    return _S.MISSED if state in TERMINAL else None
