"""The fields of the index, and goods as a document of it.

`main` holds the stems of titles, brand, kind and the beginning of descriptions, those of titles twice, so that one look
weighs these fields at once (BM25F); `more` holds attributes and what a long description says further on. `any` has the
stems of both once, for counting.
`ranked` keeps what the second look reads, `told` the facts that readers may choose by, which also stand in columns to
be counted (`facts`).
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Any, Final
from zlib import crc32

import tantivy

from yarmarka.connectors.search.index.facts import COLUMNS, column_of, countable, sayings, term_of
from yarmarka.connectors.search.index.goods import IndexedGoods
from yarmarka.connectors.search.understanding.analysis import analyse, neighbours_joined

#: changes whenever documents would come out otherwise: an index of another version is built anew
VERSION: Final = 5
#: how many times the stems of a field stand in `main`
_TIMES: Final = {"title": 2, "brand": 1, "kind": 1}
_LEAD: Final = 80
_MOST_FACTS: Final = 150
_MOST_TEXT: Final = 20_000
_LINES: Final = "\n"
_STREAMS: Final = "\t"
#: samples of the goods: of number n there is one in 2ⁿ, chosen by chance, and all of them are in those before, too
SAMPLES: Final = 10
KEYWORDS: Final = ("shelf", "seller", "store", "country", "near", "brand")


@cache
def schema() -> Any:
    """Return the fields. Text comes analysed: the index itself only cuts it at spaces."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("main", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("more", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("any", tokenizer_name="whitespace", index_option="basic")
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="basic")
    # As bytes, a field is kept without being indexed as well.
    builder.add_bytes_field("ranked", stored=True)
    builder.add_bytes_field("told", stored=True)
    builder.add_text_field("sample", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("said", tokenizer_name="raw", index_option="basic")
    for name in (*KEYWORDS, *COLUMNS):
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in ("price", "sales", "days", "born"):
        builder.add_integer_field(name, indexed=True, fast=True)
    for name in ("rating", "weighed"):
        builder.add_float_field(name, indexed=True, fast=True)
    return builder.build()


def document(goods: IndexedGoods) -> Any:
    """Return goods as a document."""
    titles = [analyse(text) for text in goods.titles.values() if text]
    brand = analyse(goods.brand)
    kind = analyse(_LINES.join(goods.kinds))
    facts = analyse(_LINES.join(goods.facts))
    texts = [analyse(text[:_MOST_TEXT]) for text in goods.descriptions.values() if text]
    numbers = analyse(" ".join(goods.numbers))
    every: list[str] = []
    for title in titles:
        every += (*title.stems, *title.others) * _TIMES["title"]
        every += neighbours_joined(title.words)
    every += (*brand.stems, *brand.others) * _TIMES["brand"]
    every += kind.stems * _TIMES["kind"]
    every += (*numbers.stems, *numbers.others) * _TIMES["brand"]
    more = [*facts.stems, *facts.others]
    for text in texts:
        every += (*text.stems[:_LEAD], *text.others[:_LEAD])
        more += text.stems[_LEAD:]
    words = {word for told in (*titles, brand, kind, facts) for word in told.words}
    words |= {word for text in texts for word in text.words[:_LEAD]}
    ranked = (
        _STREAMS.join(" ".join(title.stems) for title in titles),
        " ".join((*brand.stems, *brand.others)),
        " ".join(kind.stems),
        " ".join((*facts.stems, *facts.others)[:_MOST_FACTS]),
        " ".join([stem for text in texts for stem in text.stems[:_LEAD]]),
    )
    choices = countable(goods.choices)
    columns: defaultdict[str, list[str]] = defaultdict(list)
    for fact in choices:
        columns[column_of(fact.name)].append(term_of(fact.name, fact.value))
    return tantivy.Document.from_dict(
        {
            **columns,
            "id": [goods.id],
            "main": [" ".join(every)],
            "more": [" ".join(more)],
            "any": [" ".join({*every, *more})],
            "words": [" ".join(word for word in words if word.isalpha())],
            "ranked": [_LINES.join(ranked).encode()],
            "told": [_LINES.join(term_of(fact.name, fact.value) for fact in choices).encode()],
            "sample": samples_of(goods.id),
            "said": sayings(goods.brand, choices),
            "shelf": list(goods.shelves),
            "seller": list(goods.sellers),
            "store": list(goods.stores),
            "country": list(goods.countries),
            "near": list(goods.near),
            "brand": [goods.brand.lower()] if goods.brand else [],
            "price": [goods.price],
            "sales": [goods.sales],
            "days": [goods.days],
            "born": [goods.born],
            "rating": [goods.rating],
            "weighed": [goods.weighed_rating],
        },
        schema(),
    )


def samples_of(key: str) -> list[str]:
    """Return the samples that goods are in: the same whenever they are written."""
    chance = crc32(key.encode()) | 1 << SAMPLES
    return [str(number) for number in range(1, (chance & -chance).bit_length())]


@dataclass(frozen=True)
class Streams:
    """The stems of a document, field by field, each title in its order."""

    titles: tuple[tuple[str, ...], ...]
    brand: tuple[str, ...]
    kind: tuple[str, ...]
    facts: tuple[str, ...]
    text: tuple[str, ...]


def streams(ranked: str) -> Streams:
    """Return what `ranked` keeps."""
    titles, brand, kind, facts, text = ranked.split(_LINES)
    return Streams(
        tuple(tuple(title.split()) for title in titles.split(_STREAMS)),
        tuple(brand.split()),
        tuple(kind.split()),
        tuple(facts.split()),
        tuple(text.split()),
    )
