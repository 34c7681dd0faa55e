"""What a card says of its goods, told apart: numbers of makers, measures, colours, sizes, words.

People write the same thing in many ways: with dashes or without, in Cyrillic letters that look like Latin ones, in
litres or millilitres. What is read here is alike wherever it means the same.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from yarmarka.domain.matching.rules.units import COLOURS, MEASURES, SIZES, STOP_WORDS
from yarmarka.domain.matching.types import Card
from yarmarka.vocabulary.goods import gtin14, is_gtin

#: Cyrillic letters that look like Latin ones; in numbers of makers they mean these
_LOOK_ALIKES: Final = str.maketrans("авекмнорстухё", "abekmhopctyxe")
_WORD: Final = re.compile(r"[^\W_]+(?:[-./+][^\W_]+)*")
_PIECE: Final = re.compile(r"[^\W_]+")
_DIGITS: Final = re.compile(r"(?<!\d)\d{8,14}(?!\d)")
_HAN: Final = re.compile(r"[㐀-鿿]+")
_UNITS: Final = sorted(MEASURES, key=len, reverse=True)
_MEASURE: Final = re.compile(rf"(?<![\w.,])(\d{{1,6}}(?:[.,]\d{{1,3}})?)\s?-?({'|'.join(_UNITS)})(?![^\W_])")
#: in Chinese a unit ends where it ends, whatever follows
_HAN_MEASURE: Final = re.compile(
    rf"(\d{{1,6}}(?:\.\d{{1,3}})?)\s?({'|'.join(filter(_HAN.fullmatch, _UNITS))})"
)
#: pieces of names of attributes that tell how much of the goods there is
_MEASURED: Final = ("объ", "volume", "容量", "memory", "память", "кол", "quantity", "数量", "weight", "вес")
_STEM: Final = 5
_SHORTEST_CODE: Final = 4
_LONGEST_TEXT: Final = 3_000


@dataclass(frozen=True)
class Traits:
    """What a card says, in a form that can be held against another's."""

    card: Card
    brand: str
    part: str
    #: numbers of makers: the part number, and what looks like one in titles
    codes: frozenset[str]
    gtins: frozenset[str]
    #: numbers with a right check digit in texts and attributes, of the card's own words
    said_gtins: frozenset[str]
    words: Mapping[str, frozenset[str]]
    #: what is measured → the amounts, in one unit for each
    measures: Mapping[str, frozenset[float]]
    colours: frozenset[str]
    sizes: frozenset[str]
    #: numbers in titles that measure nothing
    numbers: frozenset[str]
    attributes: Mapping[str, str]

    @property
    def all_words(self) -> frozenset[str]:
        """The words of titles in all languages."""
        return frozenset().union(*self.words.values()) if self.words else frozenset()


def traits_of(card: Card) -> Traits:
    """Return what a card says."""
    titles = {language: folded(text) for language, text in card.titles.items() if text}
    facts = {folded(_plain(fact.get("name"))): _fact(fact) for fact in card.attributes}
    options = [folded(f"{name} {value}") for make in card.options for name, value in make.items()]
    part = code_of(card.part_number)
    measures, rest = _measures(titles.values())
    _merge(
        measures,
        _measures([*options, *(f"{value}" for name, value in facts.items() if _may_measure(name))])[0],
    )
    pieces = [piece for text in rest for piece in _PIECE.findall(text)]
    codes = {code for text in rest for code in _codes(text)}
    words = {language: frozenset(_words(text)) for language, text in titles.items()}
    said = " ".join([*titles.values(), *(folded(text)[:_LONGEST_TEXT] for text in card.descriptions.values()),
                     *facts.values(), card.part_number])  # fmt: skip
    own = frozenset(gtin14(gtin) for gtin in card.gtins if gtin)
    return Traits(
        card=card,
        brand=plain(card.brand),
        part=part,
        codes=frozenset(codes | ({part} if len(part) >= _SHORTEST_CODE else set())),
        gtins=own,
        said_gtins=frozenset(_said_gtins(said)) - own,
        words=words,
        measures={kind: frozenset(found) for kind, found in measures.items()},
        colours=frozenset(_colours([*titles.values(), *facts.values(), *options])),
        sizes=frozenset(_sizes([*titles.values(), *options], facts)),
        numbers=frozenset(piece.lstrip("0") or "0" for piece in pieces if piece.isdigit() and len(piece) < 8),
        attributes={name: plain(value) for name, value in facts.items() if name and value},
    )


@lru_cache(maxsize=50_000)
def folded(text: str) -> str:
    """Return a text as it is compared: one form of every letter, small, ё as е."""
    return unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")


def plain(text: str) -> str:
    """Return letters and digits of a text only, as brands and values are compared."""
    return "".join(_PIECE.findall(folded(text)))


def code_of(text: str) -> str:
    """Return a maker's number as it is compared: no dashes and blanks, Latin for Cyrillic that looks like it."""
    return plain(text).translate(_LOOK_ALIKES)


def _codes(text: str) -> Iterator[str]:
    """Yield what looks like a maker's number: letters and digits in one word, not a plain measure."""
    for word in _WORD.findall(text):
        code = code_of(word)
        if (
            len(code) >= _SHORTEST_CODE
            and any(letter.isdigit() for letter in code)
            and (any(letter.isalpha() for letter in code) or len(code) >= 5)
            and not (code.isdigit() and is_gtin(code))
        ):
            yield code


def _words(text: str) -> Iterator[str]:
    for run in _HAN.findall(text):
        yield from _pairs(run)
    for whole in _WORD.findall(_HAN.sub(" ", text)):
        if any(map(str.isdigit, whole)) and any(map(str.isalpha, whole)):
            # A maker's number is one word, with its dashes or without.
            yield code_of(whole)
            continue
        for word in _PIECE.findall(whole):
            if len(word) > 1 and word not in STOP_WORDS:
                yield stem(word)


def _pairs(run: str) -> Iterator[str]:
    yield from (run[place : place + 2] for place in range(max(1, len(run) - 1)))


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return a word without what its grammar adds: the first letters of a Cyrillic one, a Latin one without its s."""
    if any(letter.isdigit() for letter in word):
        return word.translate(_LOOK_ALIKES)
    if word.isascii():
        return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
    return word[:_STEM]


def _measures(texts: Iterable[str]) -> tuple[dict[str, set[float]], list[str]]:
    """Return what texts measure, and the texts without it."""
    found: dict[str, set[float]] = {}
    rest = []
    for text in texts:
        for amount, unit in (*_MEASURE.findall(text), *_HAN_MEASURE.findall(text)):
            kind, times = MEASURES[unit]
            if value := round(float(amount.replace(",", ".")) * times, 3):
                found.setdefault(kind, set()).add(value)
        rest.append(_HAN_MEASURE.sub(" ", _MEASURE.sub(" ", text)))
    return found, rest


def _merge(into: dict[str, set[float]], more: Mapping[str, set[float]]) -> None:
    """Add what is measured only where the title is silent: of two amounts the title's is the goods' own."""
    for kind, found in more.items():
        into.setdefault(kind, found)


def _may_measure(name: str) -> bool:
    # Of what lies in a box, how it is sent and what else it fits nobody asks here.
    return any(word in name for word in _MEASURED)


def _colours(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for word in _PIECE.findall(text):
            if colour := COLOURS.get(stem(word)) or COLOURS.get(word):
                yield colour
        for run in _HAN.findall(text):
            yield from (colour for word, colour in COLOURS.items() if _HAN.match(word) and word in run)


def _sizes(texts: Iterable[str], facts: Mapping[str, str]) -> Iterator[str]:
    for text in texts:
        yield from (word for word in _PIECE.findall(text) if word in SIZES)
        if named := re.search(
            r"(?:размер|size|р-р|尺码)\s*[:№]?\s*(\d{2}(?:[.,]5)?|[a-zа-я]{1,4})(?![^\W_])", text
        ):
            yield named[1].replace(",", ".")
    for name in ("размер", "size", "尺码"):
        if value := facts.get(name):
            yield plain(value)


def _said_gtins(text: str) -> Iterator[str]:
    for digits in _DIGITS.findall(text):
        # Eight digits with a right check digit are met by chance in every tenth number.
        if len(digits) >= 12 and is_gtin(digits):
            yield gtin14(digits)


def _fact(fact: Mapping[str, Any]) -> str:
    return folded(f"{_plain(fact.get('value'))} {_plain(fact.get('unit'))}".strip())


def _plain(value: Any) -> str:
    if isinstance(value, Mapping):
        return str(next(filter(None, (value.get("en"), value.get("ru"), *value.values())), ""))
    return "" if value is None else str(value)
