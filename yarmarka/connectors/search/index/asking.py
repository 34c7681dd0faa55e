"""A query as the index is asked it: what must be there, and what lets a find weigh more."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

import tantivy

from yarmarka.connectors.search.index.schema import schema
from yarmarka.connectors.search.understanding import Choice, Trick, Understood, Wanted
from yarmarka.connectors.search.understanding.folding import is_han

_MUST: Final = tantivy.Occur.Must
_SHOULD: Final = tantivy.Occur.Should
_NOT: Final = tantivy.Occur.MustNot
#: what a stem in an attribute or far down in a description says beside one at the top
_FAR: Final = 0.3
#: a word that so many goods have needs its synonyms less
_COMMON: Final = 5
_SPARED: Final = 0.5
_MOST_ENDINGS: Final = 12
_ENDING: Final = 0.6
_TIE: Final = 0.1
_MEANINGS: Final = frozenset({Trick.SYNONYMS, Trick.CROSS_LANGUAGE})


def with_living_choices(understood: Understood, searcher: Any) -> Understood:
    """Return the query with those choices only that goods have at all."""
    return replace(
        understood,
        wanted=tuple(replace(one, choices=tuple(alive(one, searcher))) for one in understood.wanted),
    )


def asked(understood: Understood, searcher: Any, *, filters: Sequence[Any], is_relaxed: bool) -> Any | None:
    """Return the query; nothing when no word of it is to be found. Relaxed, it takes what has some of the words."""
    groups = [_group(one, _SHOULD if is_relaxed else _MUST) for one in understood.wanted]
    if understood.beginning and groups:
        groups[-1] = _with_endings(groups[-1], understood.beginning, searcher)
    found = [group for group in groups if group is not None]
    if not found or (not is_relaxed and len(found) < len(groups)):
        return None
    occur = _SHOULD if is_relaxed else _MUST
    words = tantivy.Query.boolean_query([(occur, group) for group in found])
    if is_relaxed and len(found) > 3:
        words = tantivy.Query.boolean_query(
            [(occur, group) for group in found], minimum_number_should_match=len(found) // 2
        )
    unwanted = [(_NOT, _term("main", stem)) for stem in understood.without]
    return tantivy.Query.boolean_query([(_MUST, words), *((_MUST, one) for one in filters), *unwanted])


def everything(filters: Sequence[Any]) -> Any:
    """Return the query of all goods under some filters."""
    return tantivy.Query.boolean_query(
        [(_MUST, tantivy.Query.all_query()), *((_MUST, one) for one in filters)]
    )


def any_of(field: str, values: Iterable[str]) -> Any:
    """Return a filter by words of a field; it weighs nothing."""
    return _weightless(tantivy.Query.term_set_query(schema(), field, sorted(values)))


def between(field: str, kind: Any, least: Any, most: Any) -> Any:
    """Return a filter by a number, both ends included."""
    return _weightless(tantivy.Query.range_query(schema(), field, kind, least, most))


def _weightless(query: Any) -> Any:
    return tantivy.Query.const_score_query(query, 0.0)


def alive(one: Wanted, searcher: Any) -> list[Choice]:
    """Return the choices that goods have at all; where they have the word itself, what means the same weighs less."""
    found = [choice for choice in one.choices if all(_is_there(stem, searcher) for stem in choice.stems)]
    if not found:
        return _parts(one, searcher)
    own = [choice for choice in found if choice.why not in _MEANINGS]
    if not any(all(searcher.doc_freq("main", stem) >= _COMMON for stem in choice.stems) for choice in own):
        return found
    return [
        replace(choice, weight=choice.weight * _SPARED) if choice.why in _MEANINGS else choice
        for choice in found
    ]


def _parts(one: Wanted, searcher: Any) -> list[Choice]:
    """Return single words, or Chinese characters, of what nothing has whole: of a "dash cam" something has a half."""
    return [
        replace(choice, stems=(part,), weight=choice.weight * _SPARED)
        for choice in one.choices
        for stem in choice.stems
        for part in (stem if is_han(stem) else (stem,) if len(choice.stems) > 1 else ())
        if _is_there(part, searcher)
    ]


def _is_there(stem: str, searcher: Any) -> bool:
    return bool(searcher.doc_freq("main", stem) or searcher.doc_freq("more", stem))


def _group(one: Wanted, occur: Any) -> Any | None:
    found = [_choice(choice, occur) for choice in one.choices]
    if not found:
        return None
    return found[0] if len(found) == 1 else tantivy.Query.disjunction_max_query(found, tie_breaker=_TIE)


def _choice(choice: Choice, occur: Any) -> Any:
    words = [_word(stem) for stem in choice.stems]
    query = words[0] if len(words) == 1 else tantivy.Query.boolean_query([(occur, word) for word in words])
    return query if choice.weight == 1 else tantivy.Query.boost_query(query, choice.weight)


def _word(stem: str) -> Any:
    far = tantivy.Query.boost_query(_term("more", stem), _FAR)
    return tantivy.Query.disjunction_max_query([_term("main", stem), far])


def _with_endings(group: Any | None, beginning: str, searcher: Any) -> Any | None:
    """Let the last word be the beginning of a longer one, which weighs less."""
    endings = searcher.terms_with_prefix("main", beginning, limit=_MOST_ENDINGS)
    if not endings or len(beginning) < 2:
        return group
    terms = [_term("main", str(word)) for word, _ in endings if word != beginning]
    if not terms:
        return group
    longer = tantivy.Query.const_score_query(
        tantivy.Query.boolean_query([(_SHOULD, term) for term in terms]), _ENDING
    )
    return longer if group is None else tantivy.Query.disjunction_max_query([group, longer])


def _term(field: str, stem: str) -> Any:
    return tantivy.Query.term_query(schema(), field, stem, index_option="freq")
