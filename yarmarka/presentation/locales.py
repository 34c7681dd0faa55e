"""Which CLDR locale and which language tag a language code of ours means.

Chinese is the simplified one and has one short code everywhere, `zh`: in addresses, in catalogs, on accounts and
orders. Django and its apps keep their own Chinese words under `zh_Hans`; `lend_chinese` lets ours fall back on them.
"""

from collections.abc import Mapping
from functools import cache
from typing import Final

from babel import Locale, UnknownLocaleError
from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils.translation import get_language
from django.utils.translation.trans_real import DjangoTranslation, translation

#: English is written the British way here: dates as "4 December 2026".
_CLDR: Final = {"en": "en_GB", "zh": "zh_Hans_CN"}
#: What machines read in pages (BCP 47): the script decides which shapes of the signs a font gives.
_TAGS: Final = {"zh": "zh-Hans"}


def current_language() -> str:
    """Return the language that words are being written in now, without its region: `ru`, `en`, `zh`."""
    return without_region(get_language() or "en")


def language_names() -> Mapping[str, str]:
    """Return what each language that we speak calls itself, in the order in which they are offered."""
    return dict(settings.LANGUAGES)


def without_region(language: str) -> str:
    """Return a language code without its region or script: `zh` of `zh-hans`."""
    return language.split("-", maxsplit=1)[0]


def language_tag(language: str) -> str:
    """Return the language tag of a code, for `lang` and `hreflang`: `zh-Hans` for `zh`."""
    return _TAGS.get(language, language)


@cache
def cldr(language: str) -> Locale:
    """Return the CLDR locale for a language code; an unknown one gives English."""
    code = _CLDR.get(language, language).replace("-", "_")
    try:
        return Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")


def lend_chinese() -> None:
    """Make `zh` a language that Django knows, which says in its own simplified Chinese what we do not say."""
    LANG_INFO["zh"] = {"bidi": False, "code": "zh", "name": "Chinese", "name_local": "中文"}
    lent = DjangoTranslation("zh-hans")
    # Each would fall back on the house's first language: an English word is nearer to a Chinese reader.
    # The attribute is protected but documented, and gettext has no other way to take a fallback away.
    setattr(lent, "_fallback", None)  # noqa: B010 -- the type stubs do not know it
    setattr(translation("zh"), "_fallback", lent)  # noqa: B010 -- as above
