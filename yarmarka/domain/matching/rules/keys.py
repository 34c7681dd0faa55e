"""By what keys two cards meet: only cards that share a key are ever held against one another.

Keys are numbers, so that one index finds all cards that share one. The last two bits of a key say what it is made of,
because a shared barcode says more than a shared piece of a title. Titles meet by MinHash (Broder, 1997): of the words'
hashes, permuted in several ways, the least ones; two titles share such a pair about as often as they share words.
"""

from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache
from hashlib import blake2b
from typing import Final

from yarmarka.domain.matching.rules.reading import Traits

#: How many cards may share a key before it says nothing; how many partners of a card are looked at.
MOST_OF_A_KEY: Final = 30
MOST_PARTNERS: Final = 12
#: title keys of a card: so many pairs of least hashes
_BANDS: Final = 6
_LEAST_WORDS: Final = 2
_PRIME: Final = (1 << 61) - 1
_PERMUTATIONS: Final = tuple(
    (int.from_bytes(blake2b(f"a{step}".encode(), digest_size=7).digest()) | 1,
     int.from_bytes(blake2b(f"b{step}".encode(), digest_size=7).digest()))
    for step in range(2 * _BANDS)
)  # fmt: skip


class KeyKind(IntEnum):
    """What a key is made of, the most telling last."""

    TITLE = 0
    CODE = 1
    PICTURE = 2
    GTIN = 3


_WEIGHTS: Final = {KeyKind.GTIN: 6, KeyKind.PICTURE: 4, KeyKind.CODE: 4, KeyKind.TITLE: 1}
#: how much a shared key says, by its last two bits
WEIGHTS: Final = [_WEIGHTS[kind] for kind in KeyKind]


def keys_of(traits: Traits) -> frozenset[int]:
    """Return the keys of a card."""
    return frozenset(_keys(traits))


def weight_of(key: int) -> int:
    """Return how much a shared key says."""
    return WEIGHTS[key & 3]


def _keys(traits: Traits) -> Iterator[int]:
    for gtin in traits.gtins | traits.said_gtins:
        # Indicator and check digit aside: the number of a box of six meets that of one piece.
        yield _key(KeyKind.GTIN, gtin[1:13])
    for code in traits.codes:
        yield _key(KeyKind.CODE, code)
    for picture in traits.card.pictures:
        yield _key(KeyKind.PICTURE, picture.hex)
    for words in traits.words.values():
        if len(words) >= _LEAST_WORDS:
            hashes = [_hash(word) for word in words]
            least = [min((a * one + b) % _PRIME for one in hashes) for a, b in _PERMUTATIONS]
            for band in range(_BANDS):
                yield _key(KeyKind.TITLE, f"{band} {least[2 * band]} {least[2 * band + 1]}")


def _key(kind: KeyKind, text: str) -> int:
    """Return a key that fits a bigint above zero."""
    return (int.from_bytes(blake2b(f"{kind} {text}".encode(), digest_size=8).digest()) >> 3) << 2 | kind


@lru_cache(maxsize=100_000)
def _hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode(), digest_size=7).digest())
