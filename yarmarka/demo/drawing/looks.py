"""How one thing looks: which drawing, in which colours and pattern, turned which way, on which stage.

A look is found from what the product says of itself, so that the same product is drawn the same each time; two products
never get the same look, also when they are of one kind and one tint.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Final


@dataclass(frozen=True)
class Palette:
    """The tones of a thing, and of the floor that it stands on."""

    main: str
    shade: str
    light: str
    accent: str
    floor: str
    deep: str
    dark: str = "#24332E"


#: Two palettes for each tint: the one that pages draw with, and its sister.
PALETTES: Final = (
    (
        Palette("#1E7A67", "#135848", "#DDF1EA", "#F2A900", "#E9F3EE", "#CFE4DB"),
        Palette("#4C8C5B", "#356943", "#E6F2DF", "#E9785A", "#EEF4E8", "#D8E7CD"),
    ),
    (
        Palette("#D9583B", "#B03E25", "#FCE7DD", "#F7C65B", "#FBEFE7", "#F5DCCB"),
        Palette("#C94F6D", "#9E3651", "#FBE4EA", "#3E8E84", "#FBEEF1", "#F4D7DF"),
    ),
    (
        Palette("#3F6FB0", "#2C5288", "#E3EDF9", "#F28B50", "#EBF1F8", "#D2E0F1"),
        Palette("#2F8FA8", "#206C81", "#DFF2F6", "#F2B23C", "#E8F4F7", "#CCE5EC"),
    ),
    (
        Palette("#E3A21A", "#B97D08", "#FFF3D2", "#2D7F73", "#FBF4E1", "#F3E4BA"),
        Palette("#B9743A", "#8F5424", "#F9E9D9", "#2F6E63", "#F8F0E7", "#EBD9C5"),
    ),
    (
        Palette("#85608F", "#65456F", "#F2E8F5", "#E5766A", "#F4EEF6", "#E3D5E8"),
        Palette("#6C6BB3", "#504F8C", "#E9E9F7", "#F0A54A", "#EFEFF8", "#D9D9EE"),
    ),
    (
        Palette("#5D6B66", "#434F4B", "#F1F3EF", "#D9583B", "#EEF0EC", "#DADFD7"),
        Palette("#77736A", "#585449", "#F4F2EC", "#2F8B7A", "#F3F1EC", "#E2DED3", "#2B2A26"),
    ),
)

#: Drawings of cloth, leather, wool, clay and paper, whose surface may bear a pattern.
_SOFT: Final = (
    "coat sweater jacket shirt bag tote towels bedding blanket pillow parka snowsuit dress hat shawl scarf slippers"
    " feltboots tallboots sneaker winterboot rucksack wallet shoulderbag suitcase briefcase gloves bathset kite cup mug"
    " teapot gaiwan tea coffee herbs mosaiclamp yogamat lotto masks book primer"
)
SOFT: Final = frozenset(_SOFT.split())
PATTERNS: Final = ("plain", "stripes", "dots", "checks", "weave", "flecks")
#: what is dark in a drawing (a handle, a sole, a frame) may be of another stuff
TRIMS: Final = ("own", "wood", "steel")
TRIM_COLOURS: Final = {"wood": "#7A4F2E", "steel": "#6D7B80"}
#: drawings with letters or figures in them
NEVER_MIRRORED: Final = frozenset({"lotto", "primer", "labeler", "tape"})
TURNS: Final = ("straight", "mirrored", "turned", "turned back")
STAGES: Final = ("plain", "disc", "table", "corner")


@dataclass(frozen=True)
class Look:
    """One of very many ways to draw a thing."""

    drawing: str
    palette: Palette
    pattern: str
    trim: str
    turn: str
    stage: str


def looks_of(things: Iterable[tuple[str, str, int]]) -> Iterator[Look]:
    """Yield a look for each thing, told as its own word (a number, a name), its drawing and its tint.

    Each is unlike all before it, as long as there are ways left: of a kind in one tint there are 48 and more.
    """
    given: set[Look] = set()
    for word, drawing, tint in things:
        ways = _ways(drawing, tint)
        start = int.from_bytes(hashlib.blake2b(word.encode(), digest_size=4).digest()) % len(ways)
        order = (ways[(start + step) % len(ways)] for step in range(len(ways)))
        look = next((look for look in order if look not in given), ways[start])
        given.add(look)
        yield look


def _ways(drawing: str, tint: int) -> list[Look]:
    patterns = PATTERNS if drawing in SOFT else PATTERNS[:1]
    palettes = PALETTES[tint % len(PALETTES)]
    turns = ("straight", "turned") if drawing in NEVER_MIRRORED else TURNS
    return [
        Look(drawing, palette, pattern, trim, turn, stage)
        for stage, turn, pattern, palette, trim in product(STAGES, turns, patterns, palettes, TRIMS)
    ]
