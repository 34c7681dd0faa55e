"""What each rule of understanding is worth: our own judged queries, asked with it and without it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import msgspec

from yarmarka.bench.search_quality.asking import index_of, quality, rankings
from yarmarka.bench.search_quality.judgements import Judgements
from yarmarka.connectors.search.index import IndexedGoods
from yarmarka.connectors.search.understanding import ALL_TRICKS, Trick
from yarmarka.demo.goods import aisles, attributes_of, descriptions_of, names_of, things
from yarmarka.vocabulary.goods import words_in

_FILE: Final = Path(__file__).parent / "judged.toml"


class JudgedSet(msgspec.Struct):
    """Queries with the goods that fit, the languages that goods are told in, and the rules that are left out once."""

    titles: list[str]
    without: list[Trick]
    queries: list[tuple[str, str]]

    def judgements(self) -> Judgements:
        """Return what fits each query; all fit equally."""
        return {query: dict.fromkeys(keys.split(), 1.0) for query, keys in self.queries}


def judged_sets() -> dict[str, JudgedSet]:
    """Return the sets by name. Raises msgspec.ValidationError for what is not in form."""
    return msgspec.toml.decode(_FILE.read_bytes(), type=dict[str, JudgedSet])


def measure_tricks(*, say: Callable[[str], None]) -> dict[str, dict[str, float]]:
    """Return for each set its MRR@10 `with` and `without` its rules."""
    found: dict[str, dict[str, float]] = {}
    for name, judged in judged_sets().items():
        judgements = judged.judgements()
        with index_of(goods_in(judged.titles)) as store:
            told = {
                label: quality(rankings(store, judgements, tricks=tricks), judgements)["mrr10"]
                for label, tricks in (
                    ("with", ALL_TRICKS),
                    ("without", ALL_TRICKS - frozenset(judged.without)),
                )
            }
        found[name] = told
        say(f"{name}: {len(judgements)} queries, {told['with']:.3f} with, {told['without']:.3f} without")
    return found


def goods_in(languages: list[str]) -> Iterator[IndexedGoods]:
    """Yield the demo's goods as sellers of some languages would describe them."""
    shelves = {shelf.slug: names_of(shelf) for aisle in aisles() for shelf in aisle.shelves}
    for thing in things():
        titles: dict[str, Any] = {language: getattr(thing, language)[0] for language in languages}
        yield IndexedGoods(
            id=thing.key,
            titles=titles,
            descriptions={
                language: text for language, text in descriptions_of(thing).items() if language in titles
            },
            brand=thing.brand,
            numbers=(thing.number,),
            kinds=tuple(shelves.get(thing.shelf, {}).get(language, "") for language in languages),
            facts=tuple(
                f"{words_in(one['value'], language)} {words_in(one['unit'], language)}".strip()
                for one in attributes_of(thing)
                for language in languages
            ),
        )
