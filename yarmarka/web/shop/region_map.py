"""A country's regions as tiles: each place of our own table is one shape of its own, about where it lies.

A tile says nothing of borders, and a contested place is a tile like any other, marked as what it is. Tiles are as large
for a small region as for a large one: what is shown is a promise to the people of each.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

#: a tile's side, and the room between two
SIDE: Final = 34
_GAP: Final = 2

_ROWS: Final[Mapping[str, Sequence[Mapping[str, int]]]] = {
    "RU": (
        {"RU-MUR": 4, "RU-NEN": 8, "RU-YAN": 11, "RU-CHU": 18},
        {
            "RU-KR": 4,
            "RU-ARK": 6,
            "RU-KO": 8,
            "RU-KHM": 11,
            "RU-KYA": 13,
            "RU-SA": 15,
            "RU-MAG": 17,
            "RU-KAM": 18,
        },
        {
            "RU-SPE": 2,
            "RU-LEN": 3,
            "RU-VLG": 5,
            "RU-KIR": 8,
            "RU-PER": 9,
            "RU-SVE": 10,
            "RU-TYU": 11,
            "RU-TOM": 12,
            "RU-KEM": 13,
            "RU-IRK": 14,
            "RU-AMU": 16,
            "RU-KHA": 17,
            "RU-SAK": 18,
        },
        {
            "RU-PSK": 2,
            "RU-NGR": 3,
            "RU-TVE": 4,
            "RU-YAR": 5,
            "RU-KOS": 6,
            "RU-NIZ": 7,
            "RU-ME": 8,
            "RU-UD": 9,
            "RU-CHE": 10,
            "RU-KGN": 11,
            "RU-OMS": 12,
            "RU-NVS": 13,
            "RU-KK": 14,
            "RU-BU": 15,
            "RU-ZAB": 16,
            "RU-YEV": 17,
        },
        {
            "RU-KGD": 0,
            "RU-SMO": 3,
            "RU-MOS": 4,
            "RU-MOW": 5,
            "RU-VLA": 6,
            "RU-IVA": 7,
            "RU-CU": 8,
            "RU-TA": 9,
            "RU-BA": 10,
            "RU-ALT": 13,
            "RU-AL": 14,
            "RU-TY": 15,
            "RU-PRI": 18,
        },
        {
            "RU-BRY": 3,
            "RU-KLU": 4,
            "RU-TUL": 5,
            "RU-RYA": 6,
            "RU-MO": 7,
            "RU-ULY": 8,
            "RU-SAM": 9,
            "RU-ORE": 10,
        },
        {"RU-KRS": 3, "RU-ORL": 4, "RU-LIP": 5, "RU-TAM": 6, "RU-PNZ": 7, "RU-SAR": 8},
        {"RU-BEL": 4, "RU-VOR": 5, "RU-VGG": 7, "RU-AST": 8},
        {
            "kherson-oblast": 1,
            "zaporizhzhia-oblast": 2,
            "donetsk-oblast": 3,
            "luhansk-oblast": 4,
            "RU-ROS": 5,
            "RU-KL": 7,
        },
        {"sevastopol": 1, "crimea": 2, "RU-KDA": 4, "RU-AD": 5, "RU-STA": 6},
        {"RU-KC": 4, "RU-KB": 5, "RU-SE": 6, "RU-IN": 7, "RU-CE": 8, "RU-DA": 9},
    ),
}


@dataclass(frozen=True)
class Tile:
    """Where a place's tile is drawn; its middle is where words go."""

    code: str
    x: int
    y: int

    @property
    def middle(self) -> int:
        """Across, to the middle of the tile."""
        return self.x + (SIDE - _GAP) // 2


@dataclass(frozen=True)
class RegionMap:
    """The tiles of a country and how large the picture is."""

    tiles: tuple[Tile, ...]
    width: int
    height: int
    side: int = SIDE - _GAP


def region_map(country: str) -> RegionMap | None:
    """Return the tiles of a country; None where no regions of it are known."""
    rows = _ROWS.get(country)
    if rows is None:
        return None
    tiles = tuple(
        Tile(code, column * SIDE + _GAP, row * SIDE + _GAP)
        for row, places in enumerate(rows)
        for code, column in places.items()
    )
    return RegionMap(
        tiles=tiles,
        width=max(tile.x for tile in tiles) + SIDE,
        height=max(tile.y for tile in tiles) + SIDE,
    )
