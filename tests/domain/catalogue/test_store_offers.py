"""Offers come in: what is recognised, what is kept apart, and who may change which words."""

from threading import Thread
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.domain.catalogue.incoming import row, store
from tests.market import NOW, Market, open_market
from yarmarka.domain.catalogue.actions import pause_offer, set_price, store_offers, withdraw_offer
from yarmarka.domain.catalogue.errors import PriceInvalid
from yarmarka.domain.catalogue.models import Offer, Product, Variant
from yarmarka.domain.catalogue.queries import offer_for, offers_for_sale
from yarmarka.domain.inventory.actions import open_warehouse
from yarmarka.domain.inventory.queries import warehouses_of
from yarmarka.kernel.errors import Invalid, Missing

pytestmark = pytest.mark.django_db
PEN = "04006381333931"
RULER = "05901234123457"


@pytest.fixture
def market() -> Market:
    return open_market(countries=("RU", "CN"))


def one(market: Market, country: str, sku: str, **said: Any) -> Product:
    """Store one row; return its product."""
    [stored] = store(market, country, row(market, sku, **said))
    return Product.objects.get(id=stored.product_id)


def test_an_offer_is_for_sale_as_its_row_said(market: Market) -> None:
    said = row(market, "K-1", brand="Hearth", price_minor=250_000, old_price_minor=300_000, hs_code="732394")
    [stored] = store(market, "RU", said)
    offer = offers_for_sale([stored.offer_id])[stored.offer_id]
    assert (offer.sku, offer.price_minor, offer.currency) == ("K-1", 250_000, "RUB")
    assert (offer.titles, offer.weight_g, offer.hs_code) == ({"ru": "Чайник"}, 900, "732394")
    assert offer.category_path == market.category.path
    assert offer.picture == "kettle"
    assert offer.is_active


def test_storing_the_same_again_changes_nothing(market: Market) -> None:
    rows = [row(market, f"K-{n}", brand="Hearth", part_number=f"H{n}") for n in range(3)]
    first = store(market, "RU", *rows)
    before = list(Offer.objects.order_by("id").values()), list(Product.objects.order_by("id").values())
    second = store(market, "RU", *rows)
    assert [item.is_new for item in first] == [True] * 3
    assert [(item.is_new, item.is_changed) for item in second] == [(False, False)] * 3
    assert [item.offer_id for item in second] == [item.offer_id for item in first]
    assert before == (
        list(Offer.objects.order_by("id").values()),
        list(Product.objects.order_by("id").values()),
    )


def test_one_sku_twice_is_refused_whole(market: Market) -> None:
    count = Offer.objects.count()
    with pytest.raises(Invalid):
        store(market, "RU", row(market, "K-1"), row(market, "K-1"))
    assert Offer.objects.count() == count


def test_one_barcode_is_one_product_whoever_sells_it(market: Market) -> None:
    ours = one(market, "RU", "PEN-1", gtin=PEN, titles={"ru": "Ручка"})
    theirs = one(market, "CN", "bi-900", gtin=PEN, titles={"zh": "笔"}, currency="CNY")
    assert ours == theirs
    assert Offer.objects.filter(product=ours).count() == 2


def test_brand_and_number_are_one_product_whatever_the_case(market: Market) -> None:
    ours = one(market, "RU", "A", brand="Hearth", part_number="KE-22")
    theirs = one(market, "CN", "B", brand="HEARTH", part_number="ke-22")
    assert ours == theirs


def test_different_barcodes_keep_goods_of_one_number_apart(market: Market) -> None:
    ours = one(market, "RU", "A", brand="Hearth", part_number="KE-22", gtin=PEN)
    theirs = one(market, "CN", "B", brand="Hearth", part_number="KE-22", gtin=RULER)
    assert ours != theirs


def test_two_skus_of_one_seller_are_two_products_unless_the_barcode_says_otherwise(market: Market) -> None:
    red = one(market, "RU", "RED", brand="Hearth", part_number="KE-22")
    blue = one(market, "RU", "BLUE", brand="Hearth", part_number="KE-22")
    assert red != blue
    assert one(market, "RU", "P1", gtin=PEN) == one(market, "RU", "P2", gtin=PEN)


def test_a_number_that_several_products_bear_names_none_of_them(market: Market) -> None:
    red = one(market, "RU", "RED", brand="Hearth", part_number="KE-22")
    blue = one(market, "RU", "BLUE", brand="Hearth", part_number="KE-22")
    theirs = one(market, "CN", "X", brand="Hearth", part_number="KE-22")
    assert theirs not in {red, blue}
    assert one(market, "CN", "X", brand="Hearth", part_number="KE-22", price_minor=9) == theirs


def test_a_sku_stays_with_its_product(market: Market) -> None:
    before = one(market, "RU", "K-1")
    after = one(market, "RU", "K-1", titles={"ru": "Чайник новый"}, price_minor=12_000)
    assert before == after
    assert after.titles == {"ru": "Чайник новый"}


def test_a_sku_means_nothing_to_another_seller(market: Market) -> None:
    assert one(market, "RU", "K-1") != one(market, "CN", "K-1")


def test_a_corrected_barcode_moves_the_offer(market: Market) -> None:
    pen = one(market, "RU", "PEN", gtin=PEN)
    ruler = one(market, "CN", "RULER", gtin=RULER)
    [moved] = store(market, "RU", row(market, "PEN", gtin=RULER))
    assert moved.product_id == ruler.id
    assert moved.left_product_id == pen.id


def test_a_barcode_told_later_is_noted(market: Market) -> None:
    ours = one(market, "RU", "A", brand="Hearth", part_number="KE-22")
    theirs = one(market, "CN", "B", brand="Hearth", part_number="KE-22", gtin=PEN)
    assert ours == theirs
    assert Variant.objects.get(product=ours).gtin == PEN


def test_an_authors_words_are_safe_from_others(market: Market) -> None:
    one(
        market,
        "RU",
        "A",
        gtin=PEN,
        titles={"ru": "Ручка"},
        brand="Stabilo",
        attributes=[{"name": "Цвет", "value": "синий"}],
    )
    after = one(
        market,
        "CN",
        "B",
        gtin=PEN,
        titles={"ru": "ЛУЧШАЯ РУЧКА", "en": "Pen"},
        descriptions={"en": "Writes."},
        brand="Other",
        attributes=[{"name": "Цвет", "value": "красный"}],
    )
    assert after.titles == {"ru": "Ручка", "en": "Pen"}
    assert after.descriptions == {"en": "Writes."}
    assert after.brand == "Stabilo"
    assert after.attributes == [{"name": "Цвет", "value": "синий"}]


def test_an_author_may_change_their_words_and_keeps_what_others_added(market: Market) -> None:
    one(market, "RU", "A", gtin=PEN, titles={"ru": "Ручка"})
    one(market, "CN", "B", gtin=PEN, titles={"en": "Pen"})
    after = one(market, "RU", "A", gtin=PEN, titles={"ru": "Ручка шариковая"})
    assert after.titles == {"ru": "Ручка шариковая", "en": "Pen"}


def test_sizes_of_one_group_are_variants_of_one_product(market: Market) -> None:
    sizes = [
        row(market, f"S-{n}", group_key="boots", options=(("Размер", str(n)),), gtin="") for n in (41, 42)
    ]
    first, second = store(market, "RU", *sizes)
    assert first.product_id == second.product_id
    [third] = store(market, "RU", row(market, "S-43", group_key="boots", options=(("Размер", "43"),)))
    assert third.product_id == first.product_id
    variants = Variant.objects.filter(product=first.product_id).order_by("position")
    assert [variant.options for variant in variants] == [{"Размер": str(size)} for size in (41, 42, 43)]


def test_another_sellers_group_of_the_same_name_is_another_product(market: Market) -> None:
    [ours] = store(market, "RU", row(market, "S", group_key="g", options=(("Размер", "42"),)))
    [theirs] = store(market, "CN", row(market, "S", group_key="g", options=(("Размер", "42"),)))
    assert ours.product_id != theirs.product_id


def test_the_same_thing_from_two_warehouses_is_one_product(market: Market) -> None:
    [near] = store(market, "RU", row(market, "K-1"))
    far_away = open_warehouse(
        seller_id=market.sellers["RU"].id, name="Far", country="RU", city="Чита", now=NOW
    )
    [far] = store(market, "RU", row(market, "K-1", price_minor=11_000), warehouse_id=far_away)
    assert near.product_id == far.product_id
    assert near.offer_id != far.offer_id


def test_a_guessed_weight_gives_way_to_a_told_one_for_good(market: Market) -> None:
    [stored] = store(market, "RU", row(market, "K-1", weight_g=1500, is_weight_assumed=True))
    store(market, "RU", row(market, "K-1", weight_g=870))
    store(market, "RU", row(market, "K-1", weight_g=1500, is_weight_assumed=True, price_minor=9_000))
    offer = Offer.objects.get(id=stored.offer_id)
    assert (offer.weight_g, offer.is_weight_assumed, offer.price_minor) == (870, False, 9_000)


def test_a_paused_offer_is_not_woken_by_a_feed(market: Market) -> None:
    [stored] = store(market, "RU", row(market, "K-1"))
    pause_offer(seller_id=market.sellers["RU"].id, offer_id=stored.offer_id, now=NOW)
    store(market, "RU", row(market, "K-1", price_minor=9_000))
    assert not offers_for_sale([stored.offer_id])[stored.offer_id].is_active


def test_a_withdrawn_offer_that_is_offered_again_is_back(market: Market) -> None:
    [stored] = store(market, "RU", row(market, "K-1"))
    withdraw_offer(seller_id=market.sellers["RU"].id, offer_id=stored.offer_id, now=NOW)
    store(market, "RU", row(market, "K-1"))
    assert offers_for_sale([stored.offer_id])[stored.offer_id].is_active


def test_a_price_set_by_hand_holds_until_the_next_feed(market: Market) -> None:
    [stored] = store(market, "RU", row(market, "K-1"))
    set_price(seller_id=market.sellers["RU"].id, offer_id=stored.offer_id, price_minor=5_000, now=NOW)
    assert Offer.objects.get(id=stored.offer_id).price_minor == 5_000
    [again] = store(market, "RU", row(market, "K-1"))
    assert again.is_changed
    assert Offer.objects.get(id=stored.offer_id).price_minor == 10_000


@pytest.mark.parametrize("price_minor", [0, -1, 10_000_000_001])
def test_an_impossible_price_is_refused(market: Market, price_minor: int) -> None:
    [stored] = store(market, "RU", row(market, "K-1"))
    with pytest.raises(PriceInvalid):
        set_price(
            seller_id=market.sellers["RU"].id, offer_id=stored.offer_id, price_minor=price_minor, now=NOW
        )


def test_new_products_take_their_place_as_they_are_written(market: Market) -> None:
    seller_id = market.sellers["RU"].id
    first, _, gone = store_offers(
        seller_id=seller_id,
        warehouse_id=warehouses_of(seller_id=seller_id)[0].id,
        offers=[row(market, "A", gtin=PEN), row(market, "B", gtin=PEN), row(market, "GONE")],
        expected={"A": 100, "B": 101},
        now=NOW,
    )
    places = {made.id: (made.reference_minor, made.offer_count) for made in Product.objects.all()}
    assert places[first.product_id] == (100, 2)
    assert places[gone.product_id] == (None, 0)


def test_another_sellers_offer_looks_like_a_missing_one(market: Market) -> None:
    [stored] = store(market, "RU", row(market, "K-1"))
    intruder = market.sellers["CN"].id
    for attempt in (
        lambda: set_price(seller_id=intruder, offer_id=stored.offer_id, price_minor=1, now=NOW),
        lambda: pause_offer(seller_id=intruder, offer_id=stored.offer_id, now=NOW),
        lambda: offer_for(seller_id=intruder, offer_id=stored.offer_id),
    ):
        with pytest.raises(Missing):
            attempt()


def test_a_thousand_rows_cost_as_many_statements_as_three(market: Market) -> None:
    def statements(rows: int, first: int) -> int:
        offers = [row(market, f"K-{n}", brand="B", part_number=f"{n}") for n in range(first, first + rows)]
        with CaptureQueriesContext(
            connection,
        ) as captured:
            store(market, "RU", *offers)
        return len(captured)

    assert statements(3, 0) == statements(1_000, 10)


@pytest.mark.django_db(transaction=True)
def test_two_feeds_at_once_make_one_product() -> None:
    market = open_market(countries=("RU", "CN"))
    problems: list[BaseException] = []

    def take_in(country: str) -> None:
        try:
            rows = [row(market, f"{country}-{n}", brand="B", part_number=str(n)) for n in range(50)]
            for _ in range(3):
                store(market, country, *rows)
        except BaseException as problem:
            problems.append(problem)
        finally:
            connection.close()

    threads = [Thread(target=take_in, args=(country,)) for country in ("RU", "CN")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    numbered = Product.objects.filter(brand="B")
    assert numbered.count() == numbered.values("part_number").distinct().count() == 50
