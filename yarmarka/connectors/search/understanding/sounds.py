"""Words of one alphabet in the letters of the other, and a key by which both sound alike."""

import re
from functools import lru_cache
from typing import Final

_RUSSIAN: Final = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
_IN_LATIN: Final = "a b v g d e zh z i i k l m n o p r s t u f h ts ch sh sh - i - e yu ya"
_FROM_RUSSIAN: Final = dict(zip(_RUSSIAN, _IN_LATIN.replace("-", "").split(" "), strict=True))
#: how Russians write their words in Latin letters, longest first
_TO_RUSSIAN: Final = (
    ("shch", "щ"), ("sch", "щ"), ("yo", "е"), ("jo", "е"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("ch", "ч"),
    ("sh", "ш"), ("yu", "ю"), ("ju", "ю"), ("ya", "я"), ("ja", "я"), ("ye", "е"), ("ey", "ей"), ("ay", "ай"),
    ("oy", "ой"), ("iy", "ий"), ("yy", "ый"), ("uy", "уй"), ("a", "а"), ("b", "б"), ("v", "в"), ("w", "в"),
    ("g", "г"), ("d", "д"), ("e", "е"), ("z", "з"), ("i", "и"), ("j", "й"), ("k", "к"), ("l", "л"), ("m", "м"),
    ("n", "н"), ("o", "о"), ("p", "п"), ("q", "к"), ("r", "р"), ("s", "с"), ("t", "т"), ("u", "у"), ("f", "ф"),
    ("h", "х"), ("c", "ц"), ("x", "х"), ("y", "ы"),
)  # fmt: skip
_ALSO: Final = (
    (),
    (("ai", "ай"), ("ei", "ей"), ("oi", "ой"), ("ui", "уй"), ("c", "к")),
    (("y", "й"), ("j", "ж"), ("x", "кс"), ("c", "с"), ("ck", "к"), ("oo", "у"), ("ee", "и")),
    (("ii", "ий"), ("ie", "ие"), ("l'", "ль")),
)
#: Latin spellings of one sound, in the order in which they are taken
_SOUNDS: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"dzh", "j"), (r"^xi(?=[aou])", "s"), (r"^ksi(?=[aou])", "s"), (r"shch|sch|tsch", "sh"), (r"tch", "ch"),
        (r"ph", "f"), (r"ck", "k"), (r"qu", "kv"), (r"q", "k"), (r"x", "ks"), (r"w", "v"), (r"kh", "h"),
        (r"c(?=[eiy])", "s"), (r"c(?!h)", "k"), (r"th", "t"), (r"oo", "u"), (r"ee", "i"),
        (r"(?<=[aeou])j", "i"), (r"[yj](?=[aou])", ""), (r"i(?=[au])", ""), (r"ye|yo", "e"), (r"y", "i"),
        (r"e$", ""), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip


@lru_cache(maxsize=1 << 15)
def in_latin(word: str) -> str:
    """Return a Russian word in Latin letters."""
    return "".join(_FROM_RUSSIAN.get(letter, letter) for letter in word)


def in_russian(word: str) -> tuple[str, ...]:
    """Return what a Russian word in Latin letters may be, the likeliest first."""
    found = []
    for also in _ALSO:
        text = word
        for latin, russian in (*sorted(also, key=lambda pair: -len(pair[0])), *_TO_RUSSIAN):
            text = text.replace(latin, russian)
        if text not in found:
            found.append(text)
    return tuple(found)


@lru_cache(maxsize=1 << 18)
def sound_of(word: str) -> str:
    """Return a key that is the same for a name in either alphabet: сяоми and xiaomi, хуавей and huawei."""
    text = in_latin(word)
    for pattern, sound in _SOUNDS:
        text = pattern.sub(sound, text)
    return text
