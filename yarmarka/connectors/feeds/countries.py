"""Countries of origin as sellers write them: an ISO code, or a name in Russian, English or Chinese."""

from functools import cache
from typing import Final

from babel import Locale

from yarmarka.connectors.feeds.types import FeedCode
from yarmarka.connectors.feeds.values import BadValue

#: Names in use that CLDR does not give.
_OTHER_NAMES: Final = {
    "кнр": "CN",
    "сша": "US",
    "usa": "US",
    "uk": "GB",
    "соединенное королевство": "GB",
    "корея": "KR",
    "южная корея": "KR",
    "korea": "KR",
    "белоруссия": "BY",
    "российская федерация": "RU",
    "turkey": "TR",
    "czech republic": "CZ",
    "hong kong": "HK",
    "гонконг": "HK",
    "виет нам": "VN",
}


def country_code(value: str) -> str:
    """Return the ISO 3166-1 alpha-2 code of a country that is named somehow."""
    name = _folded(value)
    found = _names().get(name)
    if not found:
        raise BadValue(FeedCode.ORIGIN_UNKNOWN, value=value[:60])
    return found


@cache
def _names() -> dict[str, str]:
    names = {}
    for language in ("en", "ru", "zh"):
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in {"EU", "EZ", "UN", "ZZ", "XA", "XB"}:
                names[_folded(name)] = code
                names[code.casefold()] = code
    return names | _OTHER_NAMES


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("ё", "е").split())
