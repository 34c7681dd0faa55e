"""Facts as the index keeps them: which column an attribute goes into, and what it is called in each language.

Sellers' attributes have any number of names. Each name goes into one of a few columns by its hash, so that the index
has the same fields whatever comes in, and counting the values of one attribute reads one column.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final
from zlib import crc32

import msgspec

from yarmarka.connectors.search.index.goods import Fact

COLUMNS: Final = tuple(f"fact{number:02}" for number in range(32))
_MARK: Final = "\x1f"
_BRAND, _FACT = "brand", "fact"
#: an attribute or a value longer than this is a text and no choice
_LONGEST: Final = 60
_MOST: Final = 40


def column_of(name: str) -> str:
    """Return the column that an attribute's values stand in."""
    return COLUMNS[crc32(name.encode()) % len(COLUMNS)]


def term_of(name: str, value: str) -> str:
    """Return a fact as its column has it."""
    return f"{name}{_MARK}{value}"


def parted(term: str) -> tuple[str, str]:
    """Return the name and the value of a fact."""
    name, _, value = term.partition(_MARK)
    return name, value


def countable(facts: Iterable[Fact]) -> list[Fact]:
    """Return the facts that readers may choose by: short ones, each once."""
    found = {
        term_of(fact.name, fact.value): fact
        for fact in facts
        if fact.name and fact.value and max(len(fact.name), len(fact.value)) <= _LONGEST
    }
    return list(found.values())[:_MOST]


def sayings(brand: str, facts: Iterable[Fact]) -> list[str]:
    """Return how a brand is written and what facts are called in each language, to be looked up by `said`."""
    found = [_MARK.join((_BRAND, brand.lower(), brand))] if brand else []
    for fact in facts:
        if fact.names or fact.words:
            told = msgspec.json.encode([dict(fact.names), dict(fact.words)], order="sorted").decode()
            found.append(_MARK.join((_FACT, fact.name, fact.value, told)))
    return found


def brand_as_written(searcher: Any, spelling: str) -> str:
    """Return a brand in the way that most of its goods write it."""
    return _said(searcher, _BRAND, spelling) or spelling


def fact_in_words(searcher: Any, name: str, value: str) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return the name and the value of a fact by language; nothing where they are the same in all."""
    told = _said(searcher, _FACT, name, value)
    if not told:
        return {}, {}
    names, words = msgspec.json.decode(told, type=tuple[dict[str, str], dict[str, str]])
    return names, words


def _said(searcher: Any, *key: str) -> str:
    beginning = _MARK.join((*key, ""))
    found = searcher.terms_with_prefix("said", beginning, limit=5)
    best = max(found, key=lambda one: one[1], default=(beginning, 0))
    return str(best[0])[len(beginning) :]
