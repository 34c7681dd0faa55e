"""The first look: what is counted is what is found, and where many have the words as typed, these come first."""

import tomllib
from pathlib import Path

import pytest

from yarmarka.bench.search_quality import own_sets
from yarmarka.connectors.search.index import IndexedGoods, IndexSearch, IndexStore
from yarmarka.connectors.search.index.asking import asked, at_most, gathered, with_living_choices
from yarmarka.connectors.search.index.first_look import ENOUGH, IndexQuery
from yarmarka.connectors.search.understanding import ALL_TRICKS, understand
from yarmarka.connectors.search.understanding.dictionary import house_dictionary

_JUDGED = Path(own_sets.__file__).parent / "judged.toml"


@pytest.mark.parametrize("is_relaxed", [False, True])
def test_what_is_counted_is_what_is_weighed(is_relaxed: bool, tmp_path: Path) -> None:
    store = IndexStore(tmp_path)
    store.build(own_sets.goods_in(["ru", "en", "zh"]), position="")
    searcher = store.searcher()
    lexicon = store.lexicon(searcher, house_dictionary())
    sets = tomllib.loads(_JUDGED.read_text(encoding="utf-8")).values()
    queries = [query for one in sets for query, *_ in one["queries"]]
    assert len(queries) > 100
    for query in queries:
        understood = with_living_choices(understand(query, lexicon, tricks=ALL_TRICKS), searcher)
        weighed, counted = (ask(understood, is_relaxed=is_relaxed) for ask in (asked, gathered))
        assert (weighed is None) == (counted is None), query
        if weighed is None:
            continue
        bearing, same = (
            {searcher.doc(address).get_first("id") for _, address in searcher.search(one, 1_000).hits}
            for one in (weighed, counted)
        )
        assert bearing == same, query
        assert len(bearing) <= at_most(understood, searcher, is_relaxed=is_relaxed), query


def test_of_many_finds_those_named_as_typed_come_first_and_each_comes_once(tmp_path: Path) -> None:
    store, named, others = IndexStore(tmp_path), ENOUGH + 30, 40
    store.build(
        [
            *(IndexedGoods(f"n{at}", {"en": f"Lamp {at}"}, sales=at % 7) for at in range(named)),
            *(IndexedGoods(f"o{at}", {"en": f"Desk {at}"}, facts=("lamp",)) for at in range(others)),
        ],
        position="",
    )
    search = IndexSearch(store)
    pages = [search.search(IndexQuery("lamp", limit=100, offset=at)) for at in range(0, named + others, 100)]
    found = [one.id for page in pages if page for one in page.finds]
    assert len(found) == len(set(found)) == named + others
    assert {key[0] for key in found[:named]} == {"n"}
    assert {page.total for page in pages if page} == {named + others}
    by_sales = search.search(IndexQuery("lamp", order_by="sales", limit=3))
    assert by_sales is not None
    assert (by_sales.total, [one.id for one in by_sales.finds]) == (named + others, ["n6", "n13", "n20"])
