"""A query as the index is asked it: what must be there, and what lets a find weigh more."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any, Final

import tantivy

from yarmarka.connectors.search.index.schema import schema
from yarmarka.connectors.search.understanding import Choice, Trick, Understood, Wanted
from yarmarka.connectors.search.understanding.folding import is_han

_MUST: Final = tantivy.Occur.Must
_SHOULD: Final = tantivy.Occur.Should
_NOT: Final = tantivy.Occur.MustNot
#: a choice that says at least so much as the best one, beside it, is the word as it was typed
_AS_TYPED: Final = 0.5
#: what a stem in an attribute or far down in a description says beside one at the top
_FAR: Final = 0.3
#: a word that so many goods have needs its synonyms less
_COMMON: Final = 5
_SPARED: Final = 0.5
_MOST_ENDINGS: Final = 12
#: so many goods have a word that nobody breaks off
_WHOLE: Final = 1_000
_ENDING: Final = 0.6
_TIE: Final = 0.1
_MEANINGS: Final = frozenset({Trick.SYNONYMS, Trick.CROSS_LANGUAGE})


def with_living_choices(understood: Understood, searcher: Any) -> Understood:
    """Return the query with those choices only that goods have at all, and the words that its last one may begin.

    A word that many goods have is whole: what else begins like "hp" would be any number of models.
    """
    wanted = tuple(replace(one, choices=tuple(alive(one, searcher))) for one in understood.wanted)
    is_whole = bool(wanted) and any(
        min(searcher.doc_freq("any", stem) for stem in choice.stems) >= _WHOLE
        for choice in wanted[-1].choices[:1]
    )
    if is_whole or len(understood.beginning) < 2:
        return replace(understood, wanted=wanted)
    found = searcher.terms_with_prefix("main", understood.beginning, limit=_MOST_ENDINGS)
    endings = tuple(str(word) for word, _ in found if word != understood.beginning)
    return replace(understood, wanted=wanted, endings=endings)


class Reach(StrEnum):
    """Where words are looked for: as typed in a title or near it, in any way there, in any way anywhere."""

    TYPED = "typed"
    NEAR = "near"
    ANYWHERE = "anywhere"


def asked(understood: Understood, *, is_relaxed: bool, reach: Reach = Reach.ANYWHERE) -> Any | None:
    """Return the query of what has all words, or relaxed, some of them; nothing when no word is to be found."""
    groups = [_group(one, _SHOULD if is_relaxed else _MUST, reach) for one in understood.wanted]
    if groups and reach is not Reach.TYPED:
        groups[-1] = _with_endings(groups[-1], understood.endings)
    return _together(understood, groups, is_relaxed=is_relaxed)


def gathered(understood: Understood, *, is_relaxed: bool) -> Any | None:
    """Return a query that finds the same as `asked` and weighs nothing, which takes a quarter of the time."""
    groups: list[Any | None] = []
    for place, one in enumerate(understood.wanted):
        ways = [frozenset(choice.stems) for choice in one.choices]
        if is_relaxed:
            ways = [frozenset({stem}) for way in ways for stem in way]
        endings = understood.endings if place == len(understood.wanted) - 1 else ()
        longer = [_term("main", word) for word in endings]
        found = [*([_any_way(ways)] if ways else []), *longer]
        groups.append(_one_of(found) if found else None)
    return _together(understood, groups, is_relaxed=is_relaxed)


def at_most(understood: Understood, searcher: Any, *, is_relaxed: bool) -> int:
    """Return how many goods can have the words at most, as the frequencies of the words say."""

    def bearing(stem: str) -> int:
        return int(searcher.doc_freq("any", stem))

    usual = sum if is_relaxed else min
    counts = [sum(usual(map(bearing, choice.stems)) for choice in one.choices) for one in understood.wanted]
    if counts:
        counts[-1] += sum(map(bearing, understood.endings))
    return min(int(searcher.num_docs), sum(counts) if is_relaxed else min(counts, default=0))


def _any_way(ways: Sequence[frozenset[str]]) -> Any:
    """Return what has all stems of one of some ways; a stem that all ways have is looked for once."""
    least = [way for way in dict.fromkeys(ways) if not any(other < way for other in ways)]
    common = frozenset.intersection(*least)
    words = [_anywhere(stem) for stem in common]
    rest = [way - common for way in least]
    if all(rest):
        words.append(_one_of([_all_of([_anywhere(stem) for stem in way]) for way in rest]))
    return _all_of(words)


def _anywhere(stem: str) -> Any:
    return _term("any", stem, "basic")


def _one_of(found: Sequence[Any]) -> Any:
    return found[0] if len(found) == 1 else tantivy.Query.boolean_query([(_SHOULD, one) for one in found])


def _all_of(words: Sequence[Any]) -> Any:
    return words[0] if len(words) == 1 else tantivy.Query.boolean_query([(_MUST, word) for word in words])


def _together(understood: Understood, groups: Sequence[Any | None], *, is_relaxed: bool) -> Any | None:
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
    return tantivy.Query.boolean_query([(_MUST, words), *unwanted])


def everything() -> Any:
    """Return the query of all goods."""
    return tantivy.Query.all_query()


def besides(words: Any, others: Any) -> Any:
    """Return the query of what has words and is not found by another."""
    return tantivy.Query.boolean_query([(_MUST, words), (_NOT, others)])


def narrowed(words: Any, filters: Sequence[Any]) -> Any:
    """Return a query under some filters."""
    return tantivy.Query.boolean_query([(_MUST, words), *((_MUST, one) for one in filters)])


def under(words: Any, filters: Sequence[Any]) -> Callable[[Sequence[Any]], Any]:
    """Return what gives a query under some filters, and under whatever more there may be."""
    return lambda more: narrowed(words, [*filters, *more])


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
    return bool(searcher.doc_freq("any", stem))


def _group(one: Wanted, occur: Any, reach: Reach) -> Any | None:
    best = max((choice.weight for choice in one.choices), default=0.0)
    least = best * _AS_TYPED if reach is Reach.TYPED else 0.0
    word = _word if reach is Reach.ANYWHERE else _near
    return _best_of([_choice(choice, occur, word) for choice in one.choices if choice.weight >= least])


def _best_of(found: Sequence[Any]) -> Any | None:
    if not found:
        return None
    return found[0] if len(found) == 1 else tantivy.Query.disjunction_max_query(found, tie_breaker=_TIE)


def _choice(choice: Choice, occur: Any, word: Callable[[str], Any]) -> Any:
    words = [word(stem) for stem in choice.stems]
    query = words[0] if len(words) == 1 else tantivy.Query.boolean_query([(occur, each) for each in words])
    return _boosted(query, choice.weight)


def _boosted(query: Any, weight: float) -> Any:
    return query if weight == 1 else tantivy.Query.boost_query(query, weight)


def _near(stem: str) -> Any:
    return _term("main", stem)


def _word(stem: str) -> Any:
    far = tantivy.Query.boost_query(_term("more", stem), _FAR)
    return tantivy.Query.disjunction_max_query([_term("main", stem), far])


def _with_endings(group: Any | None, endings: Sequence[str]) -> Any | None:
    """Let the last word be the beginning of a longer one, which weighs less."""
    if not endings:
        return group
    longer = tantivy.Query.const_score_query(
        tantivy.Query.boolean_query([(_SHOULD, _term("main", word)) for word in endings]), _ENDING
    )
    return longer if group is None else tantivy.Query.disjunction_max_query([group, longer])


def _term(field: str, stem: str, kept: str = "freq") -> Any:
    return tantivy.Query.term_query(schema(), field, stem, index_option=kept)
