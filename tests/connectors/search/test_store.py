"""The folder of the index: its writer sees at once what it wrote, and its words are read by one at a time."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from yarmarka.connectors.search import BestSearch, PostgresSearch, SearchQuery
from yarmarka.connectors.search.index import IndexBusy, IndexedGoods, IndexStore
from yarmarka.connectors.search.understanding.dictionary import house_dictionary


def goods(title: str, price: int = 100) -> IndexedGoods:
    return IndexedGoods(id=str(uuid4()), titles={"en": title}, price=price)


@pytest.mark.django_db  # words that mean the same are the staff's, in a table
def test_what_was_written_is_seen_at_once(tmp_path: Path) -> None:
    store = IndexStore(tmp_path)
    search = BestSearch(store, PostgresSearch()).search
    store.build([goods("kettle")], position="1")
    assert search(SearchQuery("kettle")).total == 1
    store.build([goods("kettle"), goods("kettle")], position="2")
    assert search(SearchQuery("kettle")).total == 2
    one = goods("kettle")
    store.apply([one], gone=[], position="3")
    assert search(SearchQuery("kettle")).total == 3
    store.apply([], gone=[one.id], position="4")
    assert search(SearchQuery("")).total == 2, "goods that are browsed without words are counted as well"


def test_the_words_are_read_once_however_many_ask(tmp_path: Path) -> None:
    store = IndexStore(tmp_path)
    store.build([goods(f"kettle {number}") for number in range(3)], position="1")
    searcher, dictionary = store.searcher(), house_dictionary()
    with ThreadPoolExecutor(8) as threads:
        read = list(threads.map(lambda _: store.lexicon(searcher, dictionary), range(8)))
    assert {id(one) for one in read} == {id(read[0])}
    store.apply([goods(f"samovar {number}") for number in range(30)], gone=[], position="2")
    searcher = store.searcher()
    assert store.lexicon(searcher, dictionary).knows("samovar"), "much has come in"


def test_changes_that_come_late_do_not_bring_an_older_build_back(tmp_path: Path) -> None:
    store, builder = IndexStore(tmp_path), IndexStore(tmp_path)
    store.build([goods("kettle")], position="1")

    def overtaken() -> Iterator[IndexedGoods]:
        yield goods("kettle")
        builder.build([goods("samovar")], position="2")

    store.apply(overtaken(), gone=[], position="3")
    assert (store.position, builder.position) == ("2", "2"), "the changes are still to come into the new one"
    assert titles(IndexStore(tmp_path)) == titles(store) == {"samovar"}


def test_changes_that_are_written_while_another_build_takes_over_are_not_told_as_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, builder = IndexStore(tmp_path), IndexStore(tmp_path)
    store.build([goods("kettle")], position="1")
    say = IndexStore._say

    def late(self: IndexStore, *said: Any, **how: Any) -> None:
        if self is store:  # all is committed in the older folder by now
            builder.build([goods("samovar")], position="2")
        say(self, *said, **how)

    monkeypatch.setattr(IndexStore, "_say", late)
    store.apply([goods("kettle")], gone=[], position="3")
    assert store.exists
    assert titles(store) == {"samovar"}
    assert store.position == "2"


def test_two_do_not_build_at_once(tmp_path: Path) -> None:
    store, other = IndexStore(tmp_path), IndexStore(tmp_path)

    def meanwhile() -> Iterator[IndexedGoods]:
        yield goods("kettle")
        with pytest.raises(IndexBusy):
            other.build([goods("samovar")], position="2")
        yield goods("lamp")

    assert store.build(meanwhile(), position="1") == 2
    assert titles(store) == {"kettle", "lamp"}
    assert other.build([goods("samovar")], position="2") == 1, "the next may"


def titles(store: IndexStore) -> set[str]:
    """Return the words that an index has."""
    searcher = store.searcher()
    assert searcher is not None
    return {word for word, _ in searcher.terms_with_prefix("words", "", limit=100)}
