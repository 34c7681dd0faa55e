"""What is like a product: the index's own more-like-this over the words that name it, on its own shelf first."""

from collections.abc import Sequence
from typing import Any, Final

import tantivy

from yarmarka.connectors.search.index.schema import schema, streams

#: of the words that name a product, the rarest so many say what is like it
_MOST_WORDS: Final = 20
#: a shelf with fewer other goods than this is widened by the one above
_ENOUGH: Final = 4
_ONCE: Final = 1


def similar(searcher: Any, key: str, *, path: Sequence[str], filters: Sequence[Any], limit: int) -> list[str]:
    """Return products like one, the likest first; `path` are its shelves, the widest first. Nothing for an unknown one.

    Words count by how rare they are, and those of the title twice: brand and kind alone make nothing alike.
    """
    found = searcher.search(_term("id", key), 1).hits
    if not found:
        return []
    told = streams(searcher.doc(found[0][1]).get_first("ranked").decode())
    title = max(told.titles, key=len, default=())
    words = " ".join((*title, *title, *told.kind, *told.brand))
    if not words:
        return []
    alike = tantivy.Query.more_like_this_document_fields_query(
        schema(),
        {"main": [words]},
        min_doc_frequency=_ONCE,
        min_term_frequency=_ONCE,
        max_query_terms=_MOST_WORDS,
        boost_factor=1.0,
    )
    must = [(tantivy.Occur.Must, one) for one in (alike, *_shelf(searcher, path), *filters)]
    query = tantivy.Query.boolean_query([*must, (tantivy.Occur.MustNot, _term("id", key))])
    return [str(searcher.doc(address).get_first("id")) for _, address in searcher.search(query, limit).hits]


def _shelf(searcher: Any, path: Sequence[str]) -> list[Any]:
    """Return the narrowest of its shelves with enough on it, as a filter; nothing where it lies on none."""
    for shelf in reversed(path):
        if searcher.doc_freq("shelf", shelf) > _ENOUGH:
            return [tantivy.Query.const_score_query(_term("shelf", shelf), 0.0)]
    return []


def _term(field: str, value: str) -> Any:
    return tantivy.Query.term_query(schema(), field, value)
