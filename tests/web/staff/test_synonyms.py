"""Staff say which words mean the same and see why an item stands where it stands; searches follow without a rebuild."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from tests.market import NOW, Market
from yarmarka.connectors.search import SearchQuery, index_store, search_engine, why_here
from yarmarka.domain.audit.models import Deed
from yarmarka.domain.catalogue.models import GoodsChange, Product
from yarmarka.domain.inventory.models import StockMovement
from yarmarka.domain.synonyms.models import SynonymRow
from yarmarka.flows.follow_sales import follow_sales
from yarmarka.flows.index_goods import rebuild_index
from yarmarka.kernel.ids import new_id

pytestmark = pytest.mark.django_db
PLACE = "/ru/staff/synonyms/"


@pytest.fixture
def staff(client: Client, market: Market) -> Client:
    """Staff who have signed in."""
    client.force_login(market.staff)
    return client


@pytest.fixture
def index(market: Market, settings: object, tmp_path: Path) -> Iterator[None]:
    """The market's goods in an index of their own."""
    settings.SEARCH_DIR = str(tmp_path)  # type: ignore[attr-defined]
    index_store.cache_clear()
    rebuild_index(index_store(), now=NOW)
    yield
    index_store.cache_clear()


def _found(text: str) -> int:
    return search_engine().search(SearchQuery(text=text)).total


def test_a_line_finds_at_once_one_way_or_both_and_can_be_taken_away(staff: Client, index: None) -> None:
    word = _word_of_goods()
    assert _found("абракадабр") == 0
    said = staff.post(PLACE, {"ru": f"{word}, абракадабра", "en": "", "zh": "", "typed": ""})
    assert said.status_code == 302
    assert _found("абракадабр") > 0
    row = SynonymRow.objects.get()
    page = staff.get(PLACE).content.decode()
    assert "абракадабра" in page
    one_way = staff.post(
        f"{PLACE}{row.id}/", {"ru": "абракадабра", "en": "", "zh": "", "typed": f"{word}, фуфло"}
    )
    assert one_way.status_code == 302
    assert _found("абракадабра") == 0
    assert staff.post(f"{PLACE}{row.id}/", {"do": "away"}).status_code == 302
    row.refresh_from_db()
    assert not row.is_in_force
    deeds = list(
        Deed.objects.filter(subject_kind="synonyms")
        .order_by("id")
        .values_list("kind", "before__words", "after__words")
    )
    assert [kind for kind, _was, _is in deeds] == [
        "synonyms_written",
        "synonyms_written",
        "synonyms_taken_away",
    ]
    assert deeds[1][1] == f"{word}, абракадабра"
    assert deeds[2][2] == ""
    assert "абракадабра" in staff.get("/ru/staff/audit/").content.decode()


def test_a_bad_line_is_refused_beside_its_field(staff: Client) -> None:
    assert staff.post(PLACE, {"ru": "худи"}).status_code == 422
    staff.post(PLACE, {"ru": "худи, толстовка"})
    again = staff.post(PLACE, {"ru": "свитшот, Худи"})
    assert again.status_code == 422
    assert "Худи" in again.content.decode()
    for field, given in (
        ("zh", {"zh": "卫衣, ---"}),
        ("typed", {"typed": ", ".join(f"худи{number}" for number in range(13))}),
    ):
        wrong = staff.post(PLACE, {"ru": "свитшот, фуфайка"} | given)
        assert wrong.status_code == 422
        assert f'<a href="#id_{field}">' in wrong.content.decode()
    assert SynonymRow.objects.count() == 1


def test_why_here_shows_every_part_of_the_formula(staff: Client, index: None) -> None:
    word = _word_of_goods()
    why = why_here(SearchQuery(text=word))
    assert why is not None
    first = why.finds[0]
    assert sum(first.sums.values()) == pytest.approx(first.fitness)
    assert set(first.sums) == {"text", "sales", "rating", "promise", "price"}
    assert first.sums["promise"] > 0
    page = staff.get("/en/staff/why-here/", {"q": word})
    assert page.status_code == 200
    text = page.content.decode()
    assert f"{first.fitness:.3f}" in text
    for sign in ("typed", "missing", "promise", "price"):
        assert f">{sign}</span>" in text


def test_what_was_sold_lately_or_too_long_ago_is_indexed_anew(market: Market) -> None:
    offer = market.offers["RU"]
    GoodsChange.objects.all().delete()
    assert follow_sales(over=timedelta(minutes=6), now=NOW) == 0
    for at in (NOW - timedelta(minutes=2), NOW - timedelta(days=90, minutes=3)):
        GoodsChange.objects.all().delete()
        sale = StockMovement.objects.create(id=new_id(at), offer_id=offer, quantity=-1, kind="sale", at=at)
        assert follow_sales(over=timedelta(minutes=6), now=NOW) == 1
        (change,) = GoodsChange.objects.all()
        assert len(change.product_ids) == 1
        StockMovement.objects.filter(id=sale.id).delete()


def _word_of_goods() -> str:
    title = Product.objects.filter(offer_count__gt=0).order_by("id")[0].titles["ru"]
    return max((word.strip(",.«»()").lower() for word in title.split()), key=len)
