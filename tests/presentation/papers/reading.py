"""Reads papers as their users do: the text, the bars through a scanner, and where ink stands."""

from dataclasses import dataclass
from io import BytesIO
from typing import cast

import pypdfium2
import zxingcpp
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

#: Label printers have 203 dots per inch.
DPI = 203
POINTS_PER_INCH = 72


@dataclass(frozen=True)
class Ink:
    """One drawn letter and the edges of its box, in points from the page's top left corner."""

    letter: str
    left: float
    top: float
    right: float
    bottom: float


def pages(pdf: bytes) -> list[str]:
    """Return the text of every page."""
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def everything(pdf: bytes) -> str:
    """Return all the text without any white space."""
    return "".join("".join(pages(pdf)).split())


def sizes(pdf: bytes) -> set[tuple[int, int]]:
    """Return the sizes of the pages in millimetres."""
    boxes = [page.mediabox for page in PdfReader(BytesIO(pdf)).pages]
    return {(round(float(box.width) / 72 * 25.4), round(float(box.height) / 72 * 25.4)) for box in boxes}


def font_files(pdf: bytes) -> dict[str, bool]:
    """Return the fonts of the first page: name → whether its outlines are in the file."""
    resources = cast(DictionaryObject, PdfReader(BytesIO(pdf)).pages[0]["/Resources"])
    fonts = [
        cast(DictionaryObject, font.get_object())
        for font in cast(DictionaryObject, resources["/Font"]).values()
    ]
    return {str(font["/BaseFont"]): _has_file(font) for font in fonts}


def _has_file(font: DictionaryObject) -> bool:
    return "/FontFile2" in cast(
        DictionaryObject, font.get("/FontDescriptor", DictionaryObject()).get_object()
    )


def scanned(pdf: bytes, page: int = 0) -> list[tuple[str, str]]:
    """Return (symbology, content) of every barcode that a scanner finds on a page printed at 203 dpi."""
    document = pypdfium2.PdfDocument(pdf)
    picture = document[page].render(scale=DPI / POINTS_PER_INCH).to_pil()
    return [(str(found.format), found.text) for found in zxingcpp.read_barcodes(picture)]


def ink(pdf: bytes) -> list[list[Ink]]:
    """Return the letters of every page."""
    return [_ink_of(page) for page in pypdfium2.PdfDocument(pdf)]


def _ink_of(page: pypdfium2.PdfPage) -> list[Ink]:
    text = page.get_textpage()
    height = page.get_height()
    letters = []
    for index in range(text.count_chars()):
        letter = text.get_text_range(index, 1)
        left, bottom, right, top = text.get_charbox(index)
        if letter.strip():
            letters.append(Ink(letter, left, height - top, right, height - bottom))
    return letters
