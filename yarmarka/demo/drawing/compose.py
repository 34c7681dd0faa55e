"""Puts a drawing, its colours and its surroundings together: from the front, from near, and where it is used."""

import re
from typing import Final

from yarmarka.demo.drawing.looks import NEVER_MIRRORED, TRIM_COLOURS, Look
from yarmarka.demo.drawing.scenes import scene_of
from yarmarka.demo.drawing.sheets import symbols
from yarmarka.web.shared.drawings import FOLDER, SHEET_OF

_GROUND: Final = re.compile(r"\s*<ellipse[^>]*goods-ground[^>]*/>")
_COLOUR: Final = re.compile(r"var\(--goods-(\w+)\)")
_SIDE: Final = 720

#: how a drawing is turned, about the point where it stands
_TURNS: Final = {
    "straight": "",
    "mirrored": "translate(160 0) scale(-1 1)",
    "turned": "translate(80 130) skewY(-5) scale(.92 1) translate(-80 -130)",
    "turned back": "translate(80 130) skewY(5) scale(-.92 1) translate(-80 -130)",
}
_OTHER_SIDE: Final = {
    "straight": "turned back",
    "mirrored": "turned",
    "turned": "mirrored",
    "turned back": "straight",
}
_SHOWN_FROM_BEHIND: Final = ("mirrored", "turned back")
_STAGES: Final = {
    "plain": "",
    "disc": '<circle cx="80" cy="74" r="62" fill="{deep}"/>',
    "table": '<rect y="112" width="160" height="48" fill="{deep}"/>',
    "corner": '<path d="M160 0v160H0z" fill="{deep}"/>',
}
#: tiles of 16 in which a surface is painted: `{base}` with something in `{tone}`
_PATTERNS: Final = {
    "stripes": '<rect width="16" height="16" fill="{base}"/><rect width="16" height="6" fill="{tone}"/>',
    "dots": '<rect width="16" height="16" fill="{base}"/><circle cx="4" cy="4" r="2.6" fill="{tone}"/>'
    '<circle cx="12" cy="12" r="2.6" fill="{tone}"/>',
    "checks": '<rect width="16" height="16" fill="{base}"/><path d="M0 0h6v16H0zM0 0h16v6H0z" fill="{tone}"'
    ' fill-opacity=".55"/><rect width="6" height="6" fill="{tone}"/>',
    "weave": '<rect width="16" height="16" fill="{base}"/><path d="M0 8l4-4 4 4 4-4 4 4M0 16l4-4 4 4 4-4 4 4"'
    ' fill="none" stroke="{tone}" stroke-width="2"/>',
    "flecks": '<rect width="16" height="16" fill="{base}"/>'
    '<path d="M2 3l3 2M9 1l-2 3M13 6l2 3M4 10l-2 3M9 9l3 2M12 14l-3 1"'
    ' stroke="{tone}" stroke-width="1.6" stroke-linecap="round"/>',
}
VIEWS: Final = ("front", "near", "in use")


def drawn(look: Look, view: str) -> bytes:
    """Return one view of a thing as an SVG whose colours are all in it."""
    thing = _thing(look.drawing)
    defs, painted = _painted(thing, look)
    if view == "front":
        backdrop = _STAGES[look.stage].format(deep=look.palette.deep)
        inner = f"{backdrop}{_shadow(look)}{_group(_TURNS[look.turn], painted)}"
        return _picture(look.palette.floor, defs, inner)
    if view == "near":
        other = look.turn if look.drawing in NEVER_MIRRORED else _OTHER_SIDE[look.turn]
        turned = _group(_TURNS[other], painted)
        inner = f'<circle cx="118" cy="46" r="84" fill="{look.palette.floor}"/>'
        inner += _group("translate(80 84) scale(1.62) translate(-80 -78)", turned)
        return _picture(look.palette.deep, defs, inner)
    standing = f"{_shadow(look)}{_group(_TURNS[look.turn], painted)}"
    inner = f"{scene_of(look.drawing)}{_group('translate(80 136) scale(.7) translate(-80 -138)', standing)}"
    return _picture(look.palette.floor, defs, inner)


def _picture(ground: str, defs: str, inner: str) -> bytes:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 160" width="{_SIDE}" height="{_SIDE}">'
        f'{defs}<rect width="160" height="160" fill="{ground}"/>{inner}</svg>'
    ).encode()


def _group(transform: str, inner: str) -> str:
    return f'<g transform="{transform}">{inner}</g>' if transform else inner


def _painted(thing: str, look: Look) -> tuple[str, str]:
    colours = vars(look.palette) | {"dark": TRIM_COLOURS.get(look.trim, look.palette.dark)}
    defs = ""
    if look.pattern != "plain":
        palette = look.palette
        defs = _tile("cloth", look.pattern, palette.main, _between(palette.main, palette.light))
        defs += _tile("cloth-shade", look.pattern, palette.shade, _between(palette.shade, palette.main, 0.7))
        thing = thing.replace('fill="var(--goods-main)"', 'fill="url(#cloth)"')
        thing = thing.replace('fill="var(--goods-shade)"', 'fill="url(#cloth-shade)"')
        defs = f"<defs>{defs}</defs>"
    return defs, _COLOUR.sub(lambda found: colours[found[1]], thing)


def _tile(name: str, pattern: str, base: str, tone: str) -> str:
    inner = _PATTERNS[pattern].format(base=base, tone=tone)
    return (
        f'<pattern id="{name}" width="16" height="16" patternUnits="userSpaceOnUse"'
        f' patternTransform="scale(.72)">{inner}</pattern>'
    )


def _between(one: str, other: str, share: float = 0.38) -> str:
    parts = (
        round(int(one[at : at + 2], 16) * (1 - share) + int(other[at : at + 2], 16) * share)
        for at in (1, 3, 5)
    )
    return "#" + "".join(f"{part:02x}" for part in parts)


def _shadow(look: Look) -> str:
    """Return the shadow on the ground: it lies flat, whichever way the thing is turned, and on its side of it."""
    found = _GROUND.match(_drawing(look.drawing))
    if found is None:
        return ""
    soft = _COLOUR.sub("#16211E", found[0]).replace("/>", ' fill-opacity=".14"/>')
    return _group(_TURNS["mirrored"] if look.turn in _SHOWN_FROM_BEHIND else "", soft)


def _drawing(name: str) -> str:
    return symbols(FOLDER / f"{SHEET_OF[name]}.svg")[name]


def _thing(drawing: str) -> str:
    return _GROUND.sub("", _drawing(drawing), count=1)
