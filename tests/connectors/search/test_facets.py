"""How finds can be narrowed: counts beside each choice, under all filters but its own."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from yarmarka.connectors.search import BestSearch, Found, FoundFacets, PostgresSearch, PriceBand, SearchQuery
from yarmarka.connectors.search.index import Fact, IndexedGoods, IndexStore
from yarmarka.connectors.search.index.sampling import COUNT_ALL

#: words that mean the same are the staff's, in a table
pytestmark = pytest.mark.django_db
COMPUTERS, LAPTOPS, PHONES = uuid4(), uuid4(), uuid4()
BANDS = ((None, 500_00), (500_00, 900_00), (900_00, None))
RED, BLUE = {"ru": "красный", "en": "Red", "zh": "红色"}, {"ru": "синий", "en": "Blue"}


def goods(
    title: str, brand: str, price: int, *, shelf: UUID, colour: dict[str, str], rating: float = 0
) -> IndexedGoods:
    return IndexedGoods(
        id=str(uuid4()),
        titles={"en": title},
        brand=brand,
        choices=(
            Fact("Colour", colour["en"], {"en": "Colour", "ru": "Цвет"}, colour),
            Fact("Serial", title),  # each has a value of its own: nothing to choose by
        ),
        shelves=(str(COMPUTERS), str(shelf)),
        price=price,
        rating=rating,
        countries=("RU",) if brand == "Kama" else ("CN",),
        near=("CN", "RU") if brand == "Kama" else ("CN",),
    )


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[IndexStore]:
    store = IndexStore(Path(tmp_path_factory.mktemp("facets")))
    store.build(
        [
            goods("laptop one", "Kama", 400_00, shelf=LAPTOPS, colour=RED, rating=4.96),
            goods("laptop two", "KAMA", 900_00, shelf=LAPTOPS, colour=BLUE, rating=3.0),
            goods("laptop three", "Kama", 2_000_00, shelf=LAPTOPS, colour=BLUE),
            goods("laptop four", "Orion", 50_000_00, shelf=LAPTOPS, colour=RED),
            goods("phone one", "Orion", 300_00, shelf=PHONES, colour=RED),
        ],
        position="",
    )
    yield store


def found(store: IndexStore, text: str, **said: object) -> tuple[Found, FoundFacets]:
    query = SearchQuery(text, with_facets=True, price_bands=BANDS, **said)  # type: ignore[arg-type]
    answer = BestSearch(store, PostgresSearch()).search(query)
    assert answer.facets is not None
    return answer, answer.facets


def store_facets(store: IndexStore) -> FoundFacets:
    query = SearchQuery("", category_id=COMPUTERS)
    facets = BestSearch(store, PostgresSearch()).shelf_facets(query, with_attributes=True)
    assert facets is not None
    return facets


def test_each_choice_tells_what_it_would_leave(store: IndexStore) -> None:
    answer, facets = found(store, "laptop")
    assert answer.total == 4
    assert dict(facets.categories) == {COMPUTERS: 4, LAPTOPS: 4}
    assert facets.brands == (("Kama", 3), ("Orion", 1))  # as most goods write it
    assert dict(facets.countries) == {"RU": 2, "CN": 2}
    assert dict(facets.sent_from) == {"CN": 4, "RU": 2}
    assert facets.ratings == ((4, 1), (3, 2))
    assert (facets.lowest, facets.highest) == (400_00, 50_000_00)
    assert (
        facets.prices
        == (  # both ends count, so that what costs 900 is in two; a band without goods is none
            PriceBand(None, 500_00, 1),
            PriceBand(500_00, 900_00, 1),
            PriceBand(900_00, None, 3),
        )
    )
    [colour] = facets.attributes
    assert (colour.name, colour.names["ru"]) == ("Colour", "Цвет")
    assert {(one.value, one.words["ru"], one.count) for one in colour.choices} == {
        ("Red", "красный", 2),
        ("Blue", "синий", 2),
    }


def test_a_choice_narrows_all_facets_but_its_own(store: IndexStore) -> None:
    answer, facets = found(store, "laptop", brands=("KAMA",), attributes=(("Colour", "Blue"),))
    assert answer.total == 2
    assert facets.brands == (("Kama", 2),)
    assert {one.value: one.count for one in facets.attributes[0].choices} == {"Red": 1, "Blue": 2}
    assert (facets.lowest, facets.highest) == (900_00, 2_000_00)
    answer, facets = found(store, "laptop", max_reference_minor=1_000_00, sent_from=("RU",))
    assert answer.total == 1
    assert (facets.lowest, facets.highest) == (400_00, 2_000_00)
    assert dict(facets.sent_from) == {"CN": 2, "RU": 1}
    assert found(store, "laptop", rating=4)[0].total == 1
    assert found(store, "laptop", rating=3)[0].total == 2


def test_a_shelf_without_words_has_facets_too(store: IndexStore) -> None:
    answer, facets = found(store, "", category_id=LAPTOPS)
    assert answer.total == 4
    assert dict(facets.categories)[PHONES] == 1  # what another choice of shelf would leave
    assert facets.attributes[0].name == "Colour"


def test_a_chosen_brand_is_counted_however_many_have_more_goods(tmp_path: Path) -> None:
    store = IndexStore(tmp_path)
    usual = [f"Brand {number}" for number in range(30)]
    store.build(
        [goods("laptop", brand, 100_00, shelf=LAPTOPS, colour=RED) for brand in (*usual, *usual, "Rara")],
        position="",
    )
    answer, facets = found(store, "laptop", brands=("RARA", "Brand 7"))
    assert answer.total == 3
    assert {brand: count for brand, count in facets.brands if brand in {"Rara", "Brand 7"}} == {
        "Rara": 1,
        "Brand 7": 2,
    }
    assert len(facets.brands) < len(usual), "of the others only those with most goods"


def test_a_chosen_shelf_is_counted_however_many_have_more_goods(tmp_path: Path) -> None:
    store, rare = IndexStore(tmp_path), uuid4()
    usual = [uuid4() for _ in range(110)]
    store.build(
        [goods("laptop", "Kama", 100_00, shelf=shelf, colour=RED) for shelf in (*usual, *usual, rare)],
        position="",
    )
    counts = dict(found(store, "laptop", category_id=rare)[1].categories)
    assert (counts[COMPUTERS], counts[rare]) == (221, 1)


def test_of_very_many_finds_a_sample_tells_about_how_many_each_choice_leaves(tmp_path: Path) -> None:
    store, many = IndexStore(tmp_path), 6 * COUNT_ALL
    store.build(
        (
            IndexedGoods(
                id=f"{UUID(int=number)}",
                titles={"en": "laptop"},
                brand="Rara" if number < 40 else ("Kama", "Orion")[number % 4 == 0],
                shelves=(str(COMPUTERS), str(LAPTOPS)),
                price=100_00 + number,
                near=(("RU",), ("CN",), ("RU", "CN"))[number % 3],
            )
            for number in range(many)
        ),
        position="",
    )
    answer, facets = found(store, "laptop", counted_from=(frozenset({"RU", "CN"}), frozenset({"RU"})))
    assert facets.is_about
    assert dict(facets.categories)[LAPTOPS] == pytest.approx(many, rel=0.1)
    counts = dict(facets.brands)
    assert counts["Orion"] == pytest.approx(many / 4, rel=0.1)
    assert counts["Kama"] == pytest.approx(many * 3 / 4, rel=0.1)
    assert counts["Kama"] % 1_000 == 0, "no more figures than were counted"
    assert facets.counted_from[0] == pytest.approx(many, rel=0.1), "what lies in both countries counts once"
    assert facets.counted_from[1] == pytest.approx(many * 2 / 3, rel=0.1)
    assert (facets.lowest, facets.highest) == (None, None)
    answer, facets = found(store, "laptop", brands=("Rara",))
    assert answer.total == dict(facets.brands)["Rara"] == 40, "what is chosen is counted one by one"
    assert dict(facets.brands)["Orion"] == pytest.approx(many / 4, rel=0.1)
    assert facets.lowest == 100_00
    whole = store_facets(store)
    assert whole.is_about
    assert dict(whole.sent_from)["CN"] == pytest.approx(many * 2 / 3, rel=0.1)


def test_nothing_is_counted_that_nobody_asked_for(store: IndexStore) -> None:
    assert BestSearch(store, PostgresSearch()).search(SearchQuery("laptop")).facets is None


def test_a_brand_is_suggested_from_its_first_letters(store: IndexStore) -> None:
    suggested = BestSearch(store, PostgresSearch()).suggest(SearchQuery("ka"))
    assert suggested.brands == (("Kama", 3),)
    assert BestSearch(store, PostgresSearch()).suggest(SearchQuery("lapt")).total == 4
