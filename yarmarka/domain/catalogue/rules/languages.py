"""Which language a text is in, as far as its script tells."""

import re
from typing import Final

_CYRILLIC: Final = re.compile(r"[Ѐ-ӿ]")
_HAN: Final = re.compile(r"[㐀-鿿]")
_LATIN: Final = re.compile(r"[A-Za-z]")


def language_of(text: str) -> str:
    """Return `ru`, `en` or `zh`: a few words of Cyrillic or Han among Latin names decide."""
    if text.isascii():
        return "en"
    cyrillic, han, latin = (len(script.findall(text)) for script in (_CYRILLIC, _HAN, _LATIN))
    if han * 3 > cyrillic + latin:
        return "zh"
    return "ru" if cyrillic * 4 > latin else "en"
