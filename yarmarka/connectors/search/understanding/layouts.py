"""What somebody meant to type when the keyboard was set to the other language."""

from typing import Final

_LATIN: Final = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>"
_RUSSIAN: Final = "ёйцукенгшщзхъфывапролджэячсмитьбюЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ"
_TO_RUSSIAN: Final = str.maketrans(_LATIN, _RUSSIAN)
_TO_LATIN: Final = str.maketrans(_RUSSIAN, _LATIN)


def other_layout(text: str) -> str:
    """Return the letters that the same keys give on the other layout; of mixed letters, those of the majority."""
    russian = sum("а" <= letter.lower() <= "ё" for letter in text)
    latin = sum("a" <= letter.lower() <= "z" for letter in text)
    if not russian and not latin:
        return text
    return text.translate(_TO_LATIN if russian > latin else _TO_RUSSIAN)
