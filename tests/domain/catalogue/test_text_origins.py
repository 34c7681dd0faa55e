"""Whose words a product's texts are is kept with them, whoever says which language."""

import pytest
from django.test import Client

from tests.domain.catalogue.incoming import row, store
from tests.market import Market, open_market
from yarmarka.domain.catalogue.models import CardChange, Product
from yarmarka.kernel import clock
from yarmarka.vocabulary.ids import public_id

pytestmark = pytest.mark.django_db
GTIN = "04006381333931"


@pytest.fixture
def market() -> Market:
    return open_market(countries=("RU", "CN"), now=clock.now())


def test_an_origin_stays_while_other_languages_are_said_and_goes_with_its_text(market: Market) -> None:
    machine = {"titles": {"en": "machine", "zh": "machine"}, "descriptions": {"en": "translator"}}
    texts = {"ru": "Чайник", "en": "Kettle", "zh": "水壶"}
    said = {"titles": texts, "descriptions": {"en": "Heats."}, "text_origins": machine}
    [stored] = store(market, "RU", row(market, "K-1", **said))

    def origins() -> dict[str, dict[str, str]]:
        return Product.objects.get(id=stored.product_id).text_origins

    assert origins() == machine
    assert not store(market, "RU", row(market, "K-1", **said))[0].is_changed
    store(market, "RU", row(market, "K-1", titles={"ru": "Чайник белый"}))
    assert origins() == machine
    # A seller's own words in the place of a machine's, and a text that is taken away.
    store(market, "RU", row(market, "K-1", titles={"en": "White kettle", "zh": ""}))
    assert origins() == {"descriptions": {"en": "translator"}}
    last = CardChange.objects.order_by("-id")[0]
    assert last.changes["text_origins"] == [machine, {"descriptions": {"en": "translator"}}]


def test_another_seller_s_origin_comes_only_with_the_language_that_it_fills_in(market: Market) -> None:
    [stored] = store(market, "RU", row(market, "K-1", gtin=GTIN))
    more = {"titles": {"ru": "machine", "en": "machine"}}
    store(
        market,
        "CN",
        row(market, "Z-1", gtin=GTIN, titles={"ru": "Котёл", "en": "Kettle"}, text_origins=more),
    )
    product = Product.objects.get(id=stored.product_id)
    assert product.titles == {"ru": "Чайник", "en": "Kettle"}
    assert product.text_origins == {"titles": {"en": "machine"}}


def test_the_page_says_what_a_machine_translated_and_which_language_it_shows(market: Market) -> None:
    said = {
        "titles": {"en": "Kettle"},
        "descriptions": {"en": "Heats.", "zh": "加热。"},
        "text_origins": {"descriptions": {"zh": "machine"}},
    }
    [stored] = store(market, "RU", row(market, "K-1", **said))
    path = f"p/{public_id('prd', stored.product_id)}/"
    russian = Client().get(f"/ru/{path}").content.decode()
    assert '<h1 lang="en">Kettle</h1>' in russian
    assert russian.count("Показано по-английски: русского текста нет.") == 1
    chinese = Client().get(f"/zh/{path}").content.decode()
    assert "以英文显示：暂无中文文本。" in chinese
    assert "机器翻译。" in chinese
    assert "Translated by machine" not in Client().get(f"/en/{path}").content.decode()
