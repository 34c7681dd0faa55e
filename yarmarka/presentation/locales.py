"""Which CLDR locale a language code means."""

from functools import cache

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language

#: English is written the British way here: dates as "4 December 2026".
_CLDR = {"en": "en_GB", "zh": "zh_Hans_CN"}


def current_language() -> str:
    """Return the language that words are being written in now, without its region: `ru`, `en`."""
    return without_region(get_language() or "en")


def without_region(language: str) -> str:
    """Return a language code without its region or script: `zh` of `zh-hans`."""
    return language.split("-", maxsplit=1)[0]


@cache
def cldr(language: str) -> Locale:
    """Return the CLDR locale for a language code; an unknown one gives English."""
    code = _CLDR.get(language, language).replace("-", "_")
    try:
        return Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")
