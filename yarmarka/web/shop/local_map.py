"""Draws points of a town as a vector picture: in their true places to each other, with a net of degrees and a scale.

The projection is equidistant about the middle of what is shown: at a town's size nobody sees the difference from a
better one. Streets and borders are not drawn: we have none of our own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Final

#: the picture's size, and the room that is left about the outermost points
WIDTH, HEIGHT = 360, 300
_MARGIN: Final = 34
_KM_A_DEGREE: Final = 111.195
#: no picture shows less: a single point does not fill a town
_LEAST_KM: Final = 1.5
#: how far apart lines of the net may be, in degrees, and lengths that a scale may have, in kilometres
_NET: Final = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0)
_SCALES: Final = (0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200)
_MOST_LINES: Final = 5
#: marks closer than so would lie on one another: the later one steps aside
_APART: Final = 24


@dataclass(frozen=True)
class LocalMap:
    """A picture of some points: where each is, the net, and the scale."""

    #: across and down, in the order of the points
    dots: tuple[tuple[float, float], ...]
    #: (where it is drawn, its degrees): going down (longitudes), and across (latitudes)
    meridians: tuple[tuple[float, str], ...]
    parallels: tuple[tuple[float, str], ...]
    #: how long the scale is in the picture, and in kilometres
    scale: tuple[float, float]
    width: int = WIDTH
    height: int = HEIGHT


def local_map(points: Sequence[tuple[float, float]]) -> LocalMap | None:
    """Return the picture of some points (latitude, longitude); None of none."""
    if not points:
        return None
    south, north = min(lat for lat, _ in points), max(lat for lat, _ in points)
    west, east = min(lon for _, lon in points), max(lon for _, lon in points)
    middle = ((south + north) / 2, (west + east) / 2)
    narrow = max(0.01, cos(radians(middle[0])))
    wide_km = max((east - west) * narrow * _KM_A_DEGREE, _LEAST_KM)
    high_km = max((north - south) * _KM_A_DEGREE, _LEAST_KM)
    per_km = min((WIDTH - 2 * _MARGIN) / wide_km, (HEIGHT - 2 * _MARGIN) / high_km)

    def across(lon: float) -> float:
        return round(WIDTH / 2 + (lon - middle[1]) * narrow * _KM_A_DEGREE * per_km, 1)

    def down(lat: float) -> float:
        return round(HEIGHT / 2 - (lat - middle[0]) * _KM_A_DEGREE * per_km, 1)

    wide_deg, high_deg = WIDTH / (per_km * _KM_A_DEGREE * narrow), HEIGHT / (per_km * _KM_A_DEGREE)
    return LocalMap(
        dots=_apart([(across(lon), down(lat)) for lat, lon in points]),
        meridians=tuple(
            (across(lon), _degrees(lon)) for lon in _net(middle[1] - wide_deg / 2, middle[1] + wide_deg / 2)
        ),
        parallels=tuple(
            (down(lat), _degrees(lat)) for lat in _net(middle[0] - high_deg / 2, middle[0] + high_deg / 2)
        ),
        scale=next(
            (round(km * per_km, 1), km)
            for km in reversed(_SCALES)
            if km * per_km < WIDTH / 3 or km == _SCALES[0]
        ),
    )


def _net(first: float, last: float) -> list[float]:
    step = next((one for one in _NET if (last - first) / one <= _MOST_LINES), _NET[-1])
    start = int(first // step) + 1
    return [round(number * step, 4) for number in range(start, int(last // step) + 1)]


def _degrees(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".") + "°"


def _apart(dots: Sequence[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    """Return places for marks none of which lies on another one: the same each time for the same points."""
    placed: list[tuple[float, float]] = []
    for x, y in dots:
        at = (x, y)
        for step in range(40):
            if all(abs(at[0] - px) >= _APART or abs(at[1] - py) >= _APART for px, py in placed):
                break
            ring, side = step // 8 + 1, step % 8
            dx, dy = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, -1), (1, -1), (-1, 1))[side]
            at = (
                min(max(x + dx * ring * _APART, 14), WIDTH - 14),
                min(max(y + dy * ring * _APART, 14), HEIGHT - 14),
            )
        placed.append((round(at[0], 1), round(at[1], 1)))
    return tuple(placed)
