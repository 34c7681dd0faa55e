"""What each rule of understanding is worth: our own judged queries, asked with it and without it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import msgspec

from yarmarka.bench.search_quality.asking import index_of, quality, rankings
from yarmarka.bench.search_quality.judgements import Judgements
from yarmarka.connectors.search.index import IndexedGoods
from yarmarka.connectors.search.understanding import ALL_TRICKS, Trick

_FILE: Final = Path(__file__).parent / "judged.toml"
_GOODS: Final = Path(__file__).parent / "goods.toml"


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
    """Yield the goods as sellers of some languages would describe them."""
    for one in msgspec.toml.decode(_GOODS.read_bytes(), type=_Goods).goods:
        told = {language: getattr(one, language) for language in languages}
        yield IndexedGoods(
            id=one.id,
            titles={language: title for language, (title, _, _) in told.items()},
            brand=one.brand,
            numbers=(one.number,),
            kinds=tuple(shelf for _, shelf, _ in told.values()),
            facts=tuple(facts for _, _, facts in told.values()),
        )


class _Thing(msgspec.Struct):
    """One of the goods; of each language its title, its shelf and its facts."""

    id: str
    brand: str
    number: str
    ru: tuple[str, str, str]
    en: tuple[str, str, str]
    zh: tuple[str, str, str]


class _Goods(msgspec.Struct):
    goods: list[_Thing]
