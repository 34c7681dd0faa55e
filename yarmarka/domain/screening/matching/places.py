"""What people write for a country, as its two letters."""

from functools import cache
from typing import Final

from babel import Locale

#: Names that lists use and the common tables don't.
_OTHERS: Final = {
    "russian federation": "ru",
    "iran (islamic republic of)": "ir",
    "islamic republic of iran": "ir",
    "syrian arab republic": "sy",
    "democratic republic of the congo": "cd",
    "democratic people's republic of korea": "kp",
    "korea, north": "kp",
    "korea, south": "kr",
    "republic of korea": "kr",
    "burma": "mm",
    "united states of america": "us",
    "united kingdom of great britain and northern ireland": "gb",
    "uk": "gb",
    "usa": "us",
    "united republic of tanzania": "tz",
    "viet nam": "vn",
    "people's republic of china": "cn",
    "turkey": "tr",
    "czech republic": "cz",
    "ivory coast": "ci",
    "state of palestine": "ps",
    "libyan arab jamahiriya": "ly",
    "republic of moldova": "md",
    "lao people's democratic republic": "la",
}


@cache
def _names() -> dict[str, str]:
    names = {}
    for language in ("en", "ru", "zh"):
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha():
                names[str(name).casefold()] = code.lower()
    return names | _OTHERS


def country_code(written: str) -> str:
    """Return a country's two small letters; what is no country we know comes back in small letters."""
    plain = written.strip().casefold()
    return plain if len(plain) == 2 and plain != "uk" else _names().get(plain, plain)
