"""How long was nothing heard of parcels, and what came of it?"""

from datetime import datetime, timedelta
from typing import Final

from yarmarka.domain.shipping.rules.lateness import LONGEST_SILENCE, STRETCH_OF
from yarmarka.domain.shipping.types import PastSilence, Stretch
from yarmarka.kernel.sql import Statement

_PAST: Final = Statement.beside(__file__, "past_silences")
_YEARS: Final = timedelta(days=2 * 365)
#: the newest so many parcels are enough
_MOST: Final = 20_000


def past_silences(*, now: datetime) -> tuple[PastSilence, ...]:
    """Return the silences of the newest 20,000 parcels of the last two years, one for each word of their carriers."""
    rows = _PAST.rows(
        dict,
        since=now - _YEARS,
        until=now,
        most=_MOST,
        given_up_before=now - timedelta(days=LONGEST_SILENCE),
        states=[state.value for state in STRETCH_OF],
        stretches=[stretch.value for stretch in STRETCH_OF.values()],
    )
    return tuple(PastSilence(**row | {"stretch": Stretch(row["stretch"])}) for row in rows)
