"""Colours as people write them, and whether text in one can be read on another (WCAG 2.2, 1.4.3)."""

import re
from typing import Final

#: what text needs against its ground: level AA for text of any size
READABLE: Final = 4.5
_HEX: Final = re.compile(r"#[0-9A-Fa-f]{6}")
WHITE: Final = "#FFFFFF"
BLACK: Final = "#000000"


def is_colour(text: str) -> bool:
    """Test if this is a colour written as `#` and six hexadecimal digits."""
    return _HEX.fullmatch(text) is not None


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mixed(colour: str, other: str, part: float) -> str:
    """Return a colour with so large a part (from 0 to 1) of another one in it."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(one * (1 - part) + two * part):02X}" for one, two in pairs)


def text_on(ground: str) -> str:
    """Return which of white and black can be read better on a ground; one of them always can."""
    return max((WHITE, BLACK), key=lambda text: contrast(text, ground))


def readable_on(colour: str, ground: str) -> str:
    """Return the colour, or what is nearest to it and can still be read on the ground."""
    towards = text_on(ground)
    parts = (step / 20 for step in range(21))
    mixtures = (mixed(colour, towards, part) for part in parts)
    return next(found for found in mixtures if contrast(found, ground) >= READABLE)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    # The specification's own constants: a straight piece near black, a power above it.
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
