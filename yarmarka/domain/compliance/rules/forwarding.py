"""Knowing a forwarding address again, in whichever alphabet, order and punctuation somebody writes it. Pure.

Words are folded to a skeleton that Cyrillic and the ways of writing it in Latin letters share. That is coarse on
purpose: what it takes for the same is looked at by a person, and nothing is refused by it.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final
from uuid import UUID

from yarmarka.domain.compliance.errors import ForwarderInvalid
from yarmarka.domain.compliance.types import (
    Forwarder,
    ForwarderWish,
    ForwardingTexts,
    Handling,
    Outcome,
    Restriction,
    RestrictionWish,
)
from yarmarka.vocabulary.places import PostalAddress

#: stands between things that must all be in an address
BETWEEN: Final = ";"
_SIGN: Final = "forwarder:"
_LETTERS: Final = str.maketrans(
    {
        **dict(zip("абвгдезийклмнопрстуфыэіїєґў", "abvgdeziiklmnoprstufieiiegu", strict=True)),
        **dict(
            zip("жхцчшщъьёюя", ["zh", "h", "ts", "ch", "sh", "shch", "", "", "e", "yu", "ya"], strict=True)
        ),
    }
)
#: Cyrillic letters that look like Latin ones: a word that mixes them is meant as it looks
_CYRILLIC, _LATIN = "аеорсухкмтвні", "aeopcyxkmtbhi"
_AS_LATIN: Final = str.maketrans(_CYRILLIC, _LATIN)
_AS_CYRILLIC: Final = str.maketrans(_LATIN, _CYRILLIC)
#: ways of writing the same sound in Latin letters, the longer first
_SAME: Final = (
    ("shch", "s"), ("sch", "s"), ("sh", "s"), ("zh", "z"), ("kh", "h"), ("ch", "c"), ("ts", "c"), ("tz", "c"),
    ("ck", "k"), ("ph", "f"), ("x", "h"), ("q", "k"), ("w", "v"), ("yu", "u"), ("iu", "u"), ("ju", "u"), ("ya", "a"),
    ("ia", "a"), ("ja", "a"), ("yo", "e"), ("jo", "e"), ("io", "e"), ("y", "i"), ("j", "i"),
)  # fmt: skip
#: what a street, a house, a unit and a firm are called says nothing of which one it is
_NOISE: Final = """
ul ulica ulitsa street st str road rd avenue ave av lane ln boulevard blvd prospekt prospect prosp pr pereulok per
shosse sh nab naberezhnaya d dom house building bldg b korp korpus k stroenie unit suite ste apt apartment flat kv
kvartira office ofis of room rm floor fl etazh box po pobox no num number the ooo oao zao ao ip llc ltd limited inc
gmbh co company corp tov too city g gorod
"""
_TOKEN: Final = re.compile(r"\d+(?:[\s-]?[a-zа-яё](?![^\W\d_]))?|[^\W\d_]+")
_HAN: Final = re.compile(r"([\u3400-\u9fff])")


def tokens(text: str) -> tuple[str, ...]:
    """Return the words and numbers that tell a street, a house or a firm from others, in their order, folded.

    A letter right after a number belongs to it (5-а is 5а); Chinese is read sign by sign.
    """
    plain = unicodedata.normalize("NFKC", text).casefold().replace("№", " ")
    found = (_folded(word) for word in _TOKEN.findall(_HAN.sub(r" \1 ", plain)))
    return tuple(word for word in found if word and word not in _SKELETONS)


def phrases(words: str) -> tuple[tuple[str, ...], ...]:
    """Return what must all be in an address: each of the things that stand between semicolons."""
    return tuple(found for part in words.split(BETWEEN) if (found := tokens(part)))


def postal(code: str) -> str:
    """Return a postal code without what people put between its signs."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", code).upper() if sign.isalnum())


def check_forwarder(wish: ForwarderWish) -> None:
    """Raise ForwarderInvalid, naming the field, for an entry that would fit anything or says too little."""
    # Letters that only look the same name no country: the entry would hold nothing.
    if not re.fullmatch("[A-Z]{2}", wish.country):
        raise ForwarderInvalid(field="country", reason="country")
    known = phrases(wish.words)
    # A number alone stands in every street.
    if not any(
        (len(word) > 2 and not word[0].isdigit()) or _HAN.match(word) for part in known for word in part
    ):
        raise ForwarderInvalid(field="words", reason="words")
    if not wish.source.strip():
        raise ForwarderInvalid(field="source", reason="source")
    if wish.until is not None and wish.since is not None and wish.until <= wish.since:
        raise ForwarderInvalid(field="until", reason="until")


class ForwardingIndex:
    """Entries by country and by a word that an address must have to be one of them: most are compared with none.

    An address in a country without entries is not even taken apart.
    """

    def __init__(self, entries: Iterable[tuple[str, ForwarderWish]]) -> None:
        self._by_country: dict[str, dict[str, list[tuple[str, str, Sequence[tuple[str, ...]]]]]] = {}
        for key, wish in entries:
            known = phrases(wish.words)
            longest = max((word for part in known for word in part), key=len)
            entry = (key, postal(wish.postal_code), known)
            self._by_country.setdefault(wish.country, {}).setdefault(longest, []).append(entry)

    def __bool__(self) -> bool:
        return bool(self._by_country)

    def matches(self, address: PostalAddress) -> tuple[str, ...]:
        """Return the keys of the entries that an address is, in order."""
        by_word = self._by_country.get(address.country)
        if by_word is None:
            return ()
        lines = [tokens(line) for line in (address.recipient, address.street, address.district) if line]
        code = postal(address.postal_code)
        found = {
            key
            for word in {word for line in lines for word in line}
            for key, wanted, known in by_word.get(word, ())
            if wanted in {"", code} and all(_stands_in(part, lines) for part in known)
        }
        return tuple(sorted(found))


def _stands_in(part: tuple[str, ...], lines: Sequence[tuple[str, ...]]) -> bool:
    """Test if these words stand beside each other in a line, in whichever order: the house may come first."""
    size, wanted = len(part), Counter(part)
    return any(
        Counter(line[start : start + size]) == wanted
        for line in lines
        for start in range(len(line) - size + 1)
    )


def _folded(word: str) -> str:
    """Return a word's skeleton."""
    if word[0].isdigit():
        return "".join(sign for sign in word.translate(_AS_LATIN) if sign.isalnum())
    if any("a" <= sign <= "z" for sign in word):
        is_cyrillic = any("а" <= sign <= "я" and sign not in _CYRILLIC for sign in word)
        word = word.translate(_AS_CYRILLIC if is_cyrillic else _AS_LATIN)
    word = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    word = "".join(sign for sign in word if not unicodedata.combining(sign))
    for written, sound in _SAME:
        word = word.replace(written, sound)
    # -aia, -aya and -aja are the same ending, as are -ii, -iy and -yi, and nobody counts doubled letters
    return re.sub(r"(.)\1+", r"\1", word)


_SKELETONS: Final = frozenset(map(_folded, _NOISE.split()))


def as_restriction(entry: Forwarder, texts: ForwardingTexts) -> Restriction:
    """Return an entry as restrictions are evaluated: a place of its own at which an address hints, to be looked at.

    So it is held at the same steps, logged with its id and cleared in the same way as anything else that is held.
    Orders that stood before are looked at too: to whom a parcel goes is not what was sold in good faith.
    """
    wish = RestrictionWish(
        code=f"forwarder-{entry.id}",
        regime=entry.wish.words,
        legal_basis=entry.wish.source,
        link="",
        places=(sign_of(entry.id),),
        since=entry.since,
        outcome=Outcome.HOLD,
        shopper_texts=texts.shopper_texts,
        seller_texts=texts.seller_texts,
        handling={"unpaid": Handling.HOLD, "to_ship": Handling.HOLD},
    )
    return Restriction(entry.id, wish, entry.since, entry.until, entry.author, entry.approver)


def sign_of(entry_id: UUID) -> str:
    """Return the code under which an address on the list is a place that a deal hints at."""
    return f"{_SIGN}{entry_id}"


def is_sign(code: str) -> bool:
    """Test if this is the code of an entry of the list, and of no place."""
    return code.startswith(_SIGN)


def is_forwarding(one: Restriction) -> bool:
    """Test if this is an entry of the list of forwarding addresses."""
    return is_sign(one.wish.places[0])
