"""Fonts that every machine has, because they come as packages, and which of them can draw a letter.

PT Sans (ParaType, SIL OFL 1.1) draws Latin and Cyrillic; WenQuanYi Micro Hei (Apache License 2.0, as its own
name table states) draws Chinese and what else PT Sans lacks. Only the letters used are embedded in a PDF.
"""

import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from itertools import groupby
from typing import Any, Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR: Final = "PTSans"
BOLD: Final = "PTSans-Bold"
HAN: Final = "WenQuanYiMicroHei"
#: Stands for a letter that none of the fonts has: a reader sees that something is there.
MISSING: Final = "□"
#: How far a letter reaches above and below its line, as parts of its size; the larger of the fonts decides.
ASCENT: Final = 0.95
DESCENT: Final = 0.28
#: There is no bold Chinese face: its outline is stroked this thick, as a part of the size.
HAN_BOLD_STROKE: Final = 0.02

_CONTROLS: Final = {"Cc", "Zl", "Zp", "Zs"}
_INVISIBLE: Final = {"Cf", "Cs", "Co", "Cn"}


@cache
def ready() -> bool:
    """Register the fonts with the PDF library, once per process."""
    pt_sans = files("fontpkg_pt_sans") / "files"
    pdfmetrics.registerFont(TTFont(REGULAR, str(pt_sans / "PT_Sans-Web-Regular.ttf")))
    pdfmetrics.registerFont(TTFont(BOLD, str(pt_sans / "PT_Sans-Web-Bold.ttf")))
    han = files("paperang_p2_fonts_cjk") / "fonts" / "wqy-microhei.ttc"
    pdfmetrics.registerFont(TTFont(HAN, str(han), subfontIndex=0))
    return True


@lru_cache(maxsize=2_000)
def printable(text: str) -> str:
    """Return text as it can be drawn: composed, on one line, no invisible signs, `□` for unknown letters."""
    kept = "".join(_visible(sign) for sign in unicodedata.normalize("NFC", text))
    return " ".join(kept.split())


def runs(text: str, *, bold: bool) -> list[tuple[str, str]]:
    """Return the text cut into (font name, piece), each piece drawable by its font."""
    return [(font, "".join(piece)) for font, piece in groupby(text, lambda sign: _font_of(sign, bold))]


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide the text is, in points."""
    return _unit_width(text, bold) * size


@lru_cache(maxsize=20_000)
def _unit_width(text: str, bold: bool) -> float:
    return float(sum(pdfmetrics.stringWidth(piece, font, 1) for font, piece in runs(text, bold=bold)))


def _visible(sign: str) -> str:
    category = unicodedata.category(sign)
    if category in _CONTROLS:
        return " "
    if category in _INVISIBLE or _is_variation_selector(sign):
        return "" if category in {"Cf", "Mn"} else MISSING
    return sign if _has(REGULAR, sign) or _has(HAN, sign) else MISSING


def _is_variation_selector(sign: str) -> bool:
    return "\ufe00" <= sign <= "\ufe0f"


def _font_of(sign: str, bold: bool) -> str:
    face = BOLD if bold else REGULAR
    return face if _has(face, sign) else HAN


def _has(font: str, sign: str) -> bool:
    return ord(sign) in _glyphs(font)


@cache
def _glyphs(font: str) -> dict[int, Any]:
    ready()
    glyphs: dict[int, Any] = pdfmetrics.getFont(font).face.charToGlyph
    return glyphs
