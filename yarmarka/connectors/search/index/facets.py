"""How finds can be narrowed: for each facet the choices that it has, each with what it would leave."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from math import inf
from typing import Any, Final
from uuid import UUID

from yarmarka.connectors.search.index.facts import (
    COLUMNS,
    brand_as_written,
    column_of,
    fact_in_words,
    parted,
    term_of,
)
from yarmarka.connectors.search.index.sampling import Counted, Under, counted
from yarmarka.connectors.search.port import FoundAttribute, FoundChoice, FoundFacets, PriceBand
from yarmarka.domain.reviews.rules import least_mean

#: reference prices from one to another, both included, None for an open end
Bands = Sequence[tuple[int | None, int | None]]
#: stars → the least mean that counts as so many
LEAST_RATING: Final = {stars: float(least_mean(stars)) for stars in (4, 3)}
_MOST_SHELVES: Final = 100
_MOST_BRANDS: Final = 24
_MOST_COUNTRIES: Final = 60
_MOST_ATTRIBUTES: Final = 4
_MOST_CHOICES: Final = 12
#: of the best finds so many must have an attribute before it is offered
_SHARE: Final = 0.2
#: a column may hold other attributes, too
_READ: Final = 60
#: what all goods of a shelf say in one column
_READ_ALL: Final = 10_000

#: field → what is counted of it; by the name of the filter that would take choices away
_TERMS: Final = {
    "shelf": {"terms": {"field": "shelf", "size": _MOST_SHELVES}},
    "brand": {"terms": {"field": "brand", "size": _MOST_BRANDS}},
    "country": {"terms": {"field": "country", "size": _MOST_COUNTRIES}},
    "near": {"terms": {"field": "near", "size": _MOST_COUNTRIES}},
}


def _ranges(name: str, edges: Sequence[float]) -> dict[str, Any]:
    between = [{"from": one, "to": other} for one, other in pairwise(edges)]
    return {"range": {"field": name, "ranges": [{"to": edges[0]}, *between, {"from": edges[-1]}]}}


_RATING: Final = _ranges("rating", sorted(LEAST_RATING.values()))


def attributes_of(told: Iterable[str], chosen: Iterable[str]) -> list[str]:
    """Return the attributes by which finds tell themselves apart: those chosen from, then what most of the best have.

    An attribute of which each find has a value of its own says nothing to choose by.
    """
    finds = [{parted(term) for term in lines.split("\n") if term} for lines in told]
    having: Counter[str] = Counter()
    values: dict[str, set[str]] = {}
    for facts in finds:
        having.update({name for name, _ in facts})
        for name, value in facts:
            values.setdefault(name, set()).add(value)
    fit = [
        name
        for name, count in sorted(having.items(), key=lambda one: (-one[1], one[0]))
        if count >= max(2, _SHARE * len(finds)) and 2 <= len(values[name]) <= min(_MOST_CHOICES, count - 1)
    ]
    return list(dict.fromkeys([*chosen, *fit]))[: max(_MOST_ATTRIBUTES, len(set(chosen)))]


def count_facets(
    searcher: Any,
    without: Callable[[str], Under],
    *,
    likely: int,
    most: int,
    chosen: Mapping[str, Sequence[str]],
    attributes: Sequence[str],
    bands: Bands = (),
) -> tuple[FoundFacets, int]:
    """Count all facets, and the finds; `without` gives them with one filter left out, `chosen` tells each in force.

    Whatever no filter takes from is counted in one pass; each filter takes one more. What is chosen of a filter's words
    leaves what was found: that is counted there, however many finds others would leave. The lowest and highest price
    are told where every find was seen.
    """
    wanted: dict[str, dict[str, Any]] = {**_TERMS, "rating": _RATING, "price": _price(bands)}
    wanted |= {f"fact {name}": {"terms": {"field": column_of(name), "size": _READ}} for name in attributes}
    lowest_and_highest = {
        "lowest": {"min": {"field": "price"}},
        "highest": {"max": {"field": "price"}},
    }
    together = {name: one for name, one in wanted.items() if name not in chosen}
    together |= {
        f"chosen {name}": {"terms": {**wanted[name]["terms"], "size": len(words), "include": list(words)}}
        for name, words in chosen.items()
        if words and name in wanted
    }
    if "shelf" in chosen:
        # Those below the chosen one, however many others have more goods.
        together["below"] = _TERMS["shelf"]
    if "price" in together:
        together |= lowest_and_highest
    every = counted(searcher, without(""), together, likely=likely)
    found = dict.fromkeys(together, every)
    for name in wanted.keys() & chosen.keys():
        asked = {name: wanted[name], **(lowest_and_highest if name == "price" else {})}
        found |= dict.fromkeys(asked, counted(searcher, without(name), asked, likely=most // 2))
    return _counted(searcher, found, attributes, bands), every.total


def attributes_among(searcher: Any, under: Under, *, total: int) -> tuple[FoundAttribute, ...]:
    """Return the attributes by which all of some goods, and not only the first of them, tell themselves apart."""
    columns = {column: {"terms": {"field": column, "size": _READ_ALL}} for column in COLUMNS}
    every = counted(searcher, under, columns, likely=total)
    values: dict[str, list[tuple[str, int]]] = {}
    for column in COLUMNS:
        for term, count in _terms(every, column):
            values.setdefault(parted(term)[0], []).append((term, count))
    having = {name: sum(count for _, count in own) for name, own in values.items()}
    fit = (
        name
        for name, own in values.items()
        if 2 <= len(own) <= _MOST_CHOICES and having[name] >= _SHARE * total
    )
    most = sorted(fit, key=lambda name: (-having[name], name))[:_MOST_ATTRIBUTES]
    return tuple(
        _attribute(searcher, name, sorted(values[name], key=lambda one: (-one[1], one[0]))) for name in most
    )


def _price(bands: Bands) -> dict[str, Any]:
    """Return what counts prices between all ends of the bands, which may share ends and yet include both."""
    edges = {least for least, _ in bands if least is not None}
    edges |= {most + 1 for _, most in bands if most is not None}
    return _ranges("price", sorted(edges) or [0])


def _counted(
    searcher: Any, found: Mapping[str, Counted], attributes: Sequence[str], bands: Bands
) -> FoundFacets:
    shelves = Counter(dict(_told(found, "below")) | dict(_told(found, "shelf")))
    prices = found["price"]
    return FoundFacets(
        categories=tuple((UUID(key), count) for key, count in shelves.most_common()),
        brands=tuple(
            sorted(
                ((brand_as_written(searcher, key), count) for key, count in _told(found, "brand")),
                key=lambda one: (-one[1], one[0]),
            )
        ),
        countries=_told(found, "country"),
        sent_from=_told(found, "near"),
        ratings=tuple((stars, _at_least(found["rating"], least)) for stars, least in LEAST_RATING.items()),
        prices=tuple(_bands(prices, bands)),
        lowest=_whole(prices, "lowest"),
        highest=_whole(prices, "highest"),
        attributes=tuple(
            one
            for name in attributes
            if (one := _attribute(searcher, name, _told(found, f"fact {name}"))).choices
        ),
        is_about=any(one.is_about for one in found.values()),
    )


def _told(found: Mapping[str, Counted], name: str) -> tuple[tuple[str, int], ...]:
    """Return the words of a facet with their counts; of those chosen, what was found with them."""
    counts: dict[str, int] = {}
    for told in (name, f"chosen {name}"):
        counts |= _terms(found[told], told) if told in found else ()
    return tuple(counts.items())


def _terms(seen: Counted, name: str) -> tuple[tuple[str, int], ...]:
    return tuple(
        (each["key"], seen.whole(each["doc_count"])) for each in _buckets(seen, name) if each["doc_count"]
    )


def _buckets(seen: Counted, name: str) -> Sequence[Mapping[str, Any]]:
    return seen.told[name]["buckets"]  # type: ignore[no-any-return]


def _at_least(seen: Counted, least: float) -> int:
    return seen.whole(sum(each["doc_count"] for each in _buckets(seen, "rating") if _from(each) >= least))


def _bands(seen: Counted, bands: Bands) -> Iterable[PriceBand]:
    for least, most in bands:
        lowest = 0 if least is None else least
        within = (
            each
            for each in _buckets(seen, "price")
            if _from(each) >= lowest and (most is None or each.get("to", inf) <= most + 1)
        )
        if count := sum(each["doc_count"] for each in within):
            yield PriceBand(least, most, seen.whole(count))


def _from(bucket: Mapping[str, Any]) -> float:
    return float(bucket.get("from") or 0)


def _whole(seen: Counted, name: str) -> int | None:
    told = seen.told[name]["value"]
    return None if told is None or seen.is_about else int(told)


def _attribute(searcher: Any, name: str, counts: Sequence[tuple[str, int]]) -> FoundAttribute:
    own = [(parted(term)[1], count) for term, count in counts if term.startswith(term_of(name, ""))]
    names: Mapping[str, str] = {}
    choices = []
    for value, count in own[:_MOST_CHOICES]:
        said, words = fact_in_words(searcher, name, value)
        names = names or said
        choices.append(FoundChoice(value, words, count))
    return FoundAttribute(name, names, tuple(choices))
