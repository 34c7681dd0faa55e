"""The second look: what was typed before what means the same, and a word in the sense that most finds have."""

from pathlib import Path

from yarmarka.connectors.search.index import IndexedGoods, IndexSearch, IndexStore
from yarmarka.connectors.search.index.first_look import IndexQuery


def _search(folder: Path, titles: dict[str, str]) -> IndexSearch:
    store = IndexStore(folder)
    store.build([IndexedGoods(id=key, titles={"en": title}) for key, title in titles.items()], position="")
    return IndexSearch(store)


def _found(search: IndexSearch, text: str) -> list[str]:
    answer = search.search(IndexQuery(text))
    return [one.id for one in answer.finds] if answer else []


def test_the_word_that_was_typed_comes_before_its_synonyms(tmp_path: Path) -> None:
    titles = {f"pc{at}": f"Desktop computer Norvik {at}" for at in range(8)}
    search = _search(tmp_path, titles | {"note": "Notebook Norvik 9", "lap": "Laptop Norvik 9"})
    assert _found(search, "laptop") == ["lap", "note"]
    assert _found(search, "notebook") == ["note", "lap"]
    assert _found(search, "дфзещз")[0] == "lap", "what was put right counts as typed"


def test_a_word_of_several_senses_is_taken_as_most_finds_have_it(tmp_path: Path) -> None:
    boards = {
        f"net{at}": f"Switch gigabit ports rack {name}" for at, name in enumerate(["Arvo", "Belm", "Corv"])
    }
    search = _search(tmp_path, {"lamp": "Switch walnut lamp cord Dune", **boards})
    found = search.search(IndexQuery("switch"))
    assert found is not None
    assert found.finds[-1].id == "lamp"
    alike = {one.id: one.signs["alike"] for one in found.finds}
    assert alike["lamp"] < 0.6 < min(alike[key] for key in boards)
