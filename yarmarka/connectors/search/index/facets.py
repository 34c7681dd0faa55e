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

_NONE: Final[Mapping[str, Any]] = {"buckets": ()}

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
    query_without: Callable[[str], Any],
    *,
    filtered: Iterable[str],
    attributes: Sequence[str],
    brands: Sequence[str] = (),
    bands: Bands = (),
) -> FoundFacets:
    """Count all facets; `query_without` gives the finds with one filter left out, `filtered` names those in force.

    Whatever no filter takes from is counted in one pass; each filter in force takes one more. `brands`, those chosen,
    are counted however many others have more goods.
    """
    filtered = set(filtered)
    wanted: dict[str, dict[str, Any]] = {**_TERMS, "rating": _RATING, "price": _price(bands)}
    wanted |= {f"fact {name}": {"terms": {"field": column_of(name), "size": _READ}} for name in attributes}
    lowest_and_highest = {
        "lowest": {"min": {"field": "price"}},
        "highest": {"max": {"field": "price"}},
    }
    together = {name: one for name, one in wanted.items() if name not in filtered}
    if "shelf" in filtered:
        # The chosen one and those below it, however many others have more goods.
        together["below"] = _TERMS["shelf"]
    if "price" in together:
        together |= lowest_and_highest
    found: dict[str, Any] = searcher.aggregate(query_without(""), together) if together else {}
    chosen = {"chosen": {"terms": {"field": "brand", "size": len(brands), "include": list(brands)}}}
    beside: dict[str, dict[str, Any]] = {"price": lowest_and_highest, "brand": chosen if brands else {}}
    for name in filtered & wanted.keys():
        found |= searcher.aggregate(query_without(name), {name: wanted[name], **beside.get(name, {})})
    return _counted(searcher, found, attributes, bands)


def attributes_among(searcher: Any, query: Any, *, total: int) -> tuple[FoundAttribute, ...]:
    """Return the attributes by which all of some goods, and not only the first of them, tell themselves apart."""
    told = searcher.aggregate(
        query, {column: {"terms": {"field": column, "size": _READ_ALL}} for column in COLUMNS}
    )
    values: dict[str, list[tuple[str, int]]] = {}
    for column in COLUMNS:
        for term, count in _terms(told[column]):
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


def _counted(searcher: Any, found: Mapping[str, Any], attributes: Sequence[str], bands: Bands) -> FoundFacets:
    shelves = Counter(dict(_terms(found.get("below", _NONE))) | dict(_terms(found["shelf"])))
    brands = dict(_terms(found["brand"])) | dict(_terms(found.get("chosen", _NONE)))
    return FoundFacets(
        categories=tuple((UUID(key), count) for key, count in shelves.most_common()),
        brands=tuple(
            sorted(
                ((brand_as_written(searcher, key), count) for key, count in brands.items()),
                key=lambda one: (-one[1], one[0]),
            )
        ),
        countries=_terms(found["country"]),
        sent_from=_terms(found["near"]),
        ratings=tuple(
            (stars, sum(each["doc_count"] for each in found["rating"]["buckets"] if _from(each) >= least))
            for stars, least in LEAST_RATING.items()
        ),
        prices=tuple(_bands(found["price"], bands)),
        lowest=_whole(found["lowest"]),
        highest=_whole(found["highest"]),
        attributes=tuple(
            one
            for name in attributes
            if (one := _attribute(searcher, name, _terms(found[f"fact {name}"]))).choices
        ),
    )


def _terms(told: Mapping[str, Any]) -> tuple[tuple[str, int], ...]:
    return tuple((each["key"], each["doc_count"]) for each in told["buckets"] if each["doc_count"])


def _bands(told: Mapping[str, Any], bands: Bands) -> Iterable[PriceBand]:
    for least, most in bands:
        lowest = 0 if least is None else least
        within = (
            each
            for each in told["buckets"]
            if _from(each) >= lowest and (most is None or each.get("to", inf) <= most + 1)
        )
        if count := sum(each["doc_count"] for each in within):
            yield PriceBand(least, most, count)


def _from(bucket: Mapping[str, Any]) -> float:
    return float(bucket.get("from") or 0)


def _whole(told: Mapping[str, Any]) -> int | None:
    return None if told["value"] is None else int(told["value"])


def _attribute(searcher: Any, name: str, counts: Sequence[tuple[str, int]]) -> FoundAttribute:
    own = [(parted(term)[1], count) for term, count in counts if term.startswith(term_of(name, ""))]
    names: Mapping[str, str] = {}
    choices = []
    for value, count in own[:_MOST_CHOICES]:
        said, words = fact_in_words(searcher, name, value)
        names = names or said
        choices.append(FoundChoice(value, words, count))
    return FoundAttribute(name, names, tuple(choices))
