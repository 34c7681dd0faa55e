"""The folder of the index: its writer sees at once what it wrote, and its words are read by one at a time."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import pytest

from yarmarka.connectors.search import BestSearch, PostgresSearch, SearchQuery
from yarmarka.connectors.search.index import IndexedGoods, IndexStore
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
