"""What becomes of a proposal, and which are worth a person's time.

| a proposal is | and becomes | by |
|---|---|---|
| open, later | confirmed, refused | a person of the staff |
| open | later | a person who wants to know more first |
| open, later | lapsed | a change of the cards |
| confirmed | undone | a person who takes a join back |
"""

from collections.abc import Mapping
from typing import Final

from yarmarka.domain.matching.errors import MatchDecided
from yarmarka.domain.matching.types import Band, MatchStatus

MATCH_NEXT: Final[Mapping[MatchStatus, frozenset[MatchStatus]]] = {
    MatchStatus.OPEN: frozenset(
        {MatchStatus.LATER, MatchStatus.CONFIRMED, MatchStatus.REFUSED, MatchStatus.LAPSED}
    ),
    MatchStatus.LATER: frozenset({MatchStatus.CONFIRMED, MatchStatus.REFUSED, MatchStatus.LAPSED}),
    MatchStatus.CONFIRMED: frozenset({MatchStatus.UNDONE}),
    MatchStatus.REFUSED: frozenset(),
    MatchStatus.LAPSED: frozenset(),
    MatchStatus.UNDONE: frozenset(),
}
#: the least score of each band; what has less than the last one is not proposed
BANDS: Final[Mapping[Band, int]] = {Band.STRONG: 85, Band.LIKELY: 65, Band.DOUBTFUL: 50}
LONGEST_REASON: Final = 500


def band_of(score: int) -> Band | None:
    """Return how sure a score is; nothing for one that is not worth a look."""
    return next((band for band, least in BANDS.items() if score >= least), None)


def check_next(now: MatchStatus, then: MatchStatus) -> None:
    """Raise MatchDecided unless a proposal may become so."""
    if then not in MATCH_NEXT[now]:
        raise MatchDecided()
