"""Goods come in: what a feed's rows become, which are refused and why, and that a second time changes nothing."""

import io
import resource
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.market import NOW, Market, open_market
from tests.reads.goods import statements
from yarmarka.bench.category_page.icecat import convert
from yarmarka.cli.shared_data import shared_data
from yarmarka.domain.catalogue.actions import add_category, pause_offer, remember_categories
from yarmarka.domain.catalogue.models import Category, Offer, Product, Variant
from yarmarka.domain.inventory.models import Stock, StockMovement, Warehouse
from yarmarka.domain.inventory.queries import available
from yarmarka.domain.sellers.models import Seller
from yarmarka.flows.feed_report import NOTES_KEPT, ImportCode, ImportReport
from yarmarka.flows.import_feed import import_feed
from yarmarka.kernel.errors import Missing
from yarmarka.reads.search_results import search_results
from yarmarka.reads.shelf import shelf

pytestmark = pytest.mark.django_db
PRODUCTS = shared_data() / "icecat_chorus" / "products.ndjson.gz"
CATEGORIES = '<category id="1">Для дома</category><category id="11" parentId="1">Чайники</category>'


@pytest.fixture
def market() -> Market:
    return open_market(countries=("RU", "CN"))


def feed(*offers: str, categories: str = CATEGORIES) -> io.BytesIO:
    said = (
        '<?xml version="1.0" encoding="UTF-8"?><yml_catalog date="2026-11-22T12:00+03:00"><shop><name>Дом</name>'
        f"<categories>{categories}</categories>\n<offers>\n"
        + "\n".join(offers)
        + "\n</offers></shop></yml_catalog>"
    )
    return io.BytesIO(said.encode())


def offer(
    sku: str, *, price: str = "1500", said: str = "<weight>0.9</weight><count>5</count>", named: str = ""
) -> str:
    return (
        f'<offer id="{sku}" {named}><name>Чайник {sku}</name><price>{price}</price>'
        f"<currencyId>RUR</currencyId><categoryId>11</categoryId>{said}</offer>"
    )


def take_in(
    market: Market, source: io.BytesIO | Path, country: str = "RU", *, adopt: bool = True
) -> ImportReport:
    return import_feed(source, seller_slug=market.sellers[country].slug, adopt_categories=adopt, now=NOW)


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    return report.accepted, report.created, report.updated, len(report.refused)


def stored(sku: str) -> Offer:
    return Offer.objects.get(sku=sku)


def test_a_row_becomes_an_offer_in_stock_on_a_shelf(market: Market) -> None:
    report = take_in(market, feed(offer("K-1")))
    assert counts(report) == (1, 1, 0, 0)
    assert report.is_whole
    made = stored("K-1")
    product = Product.objects.get(id=made.product_id)
    assert (made.price_minor, made.currency, made.weight_g) == (150_000, "RUB", 900)
    assert available([made.id]) == {made.id: 5}
    assert product.titles == {"ru": "Чайник K-1"}
    assert (product.offer_count, product.reference_minor) == (1, 150_000)
    shelf = Category.objects.get(id=product.category_id)
    assert shelf.names == {"ru": "Чайники"}
    assert Category.objects.get(id=shelf.parent_id).names == {"ru": "Для дома"}


def test_new_goods_of_a_seller_who_may_not_sell_stay_off_the_shelf(market: Market) -> None:
    Seller.objects.filter(id=market.sellers["RU"].id).update(standing="suspended")
    assert counts(take_in(market, feed(offer("K-1")))) == (1, 1, 0, 0)
    assert Product.objects.get(id=stored("K-1").product_id).offer_count == 0


def test_a_second_time_changes_nothing(market: Market) -> None:
    rows = [offer(f"K-{n}") for n in range(5)]
    take_in(market, feed(*rows))
    moved = StockMovement.objects.count()
    before = list(Offer.objects.order_by("id").values()), list(Product.objects.order_by("id").values())
    assert counts(take_in(market, feed(*rows))) == (5, 0, 0, 0)
    assert before == (
        list(Offer.objects.order_by("id").values()),
        list(Product.objects.order_by("id").values()),
    )
    assert StockMovement.objects.count() == moved


def test_only_what_changes_is_counted_as_changed(market: Market) -> None:
    take_in(market, feed(*(offer(f"K-{n}") for n in range(5))))
    report = take_in(market, feed(*(offer(f"K-{n}", price="1400" if n == 3 else "1500") for n in range(6))))
    assert counts(report) == (6, 1, 1, 0)
    assert report.unchanged == 4
    assert stored("K-3").price_minor == 140_000
    assert Product.objects.get(id=stored("K-3").product_id).reference_minor == 140_000


def test_a_refused_row_is_named_by_line_and_leaves_nothing_behind(market: Market) -> None:
    report = take_in(market, feed(offer("K-1"), offer("BAD", price="free"), offer("K-2")))
    assert counts(report) == (2, 2, 0, 1)
    [refused] = report.refused
    assert (refused.line, refused.offer, refused.field, refused.code) == (4, "BAD", "price", "not_a_number")
    assert not Offer.objects.filter(sku="BAD").exists()


def test_a_price_that_is_a_slip_of_the_pen_is_refused(market: Market) -> None:
    report = take_in(market, feed(offer("K-1", price="1000000000")))
    [refused] = report.refused
    assert (refused.field, refused.code) == ("price", ImportCode.PRICE_TOO_HIGH)


def test_unknown_categories_are_refused_unless_they_are_adopted(market: Market) -> None:
    before = Category.objects.count()
    report = take_in(market, feed(offer("K-1")), adopt=False)
    [refused] = report.refused
    assert (refused.field, refused.code) == ("categoryId", ImportCode.CATEGORY_NOT_MAPPED)
    assert refused.facts == {"value": "Для дома > Чайники"}
    assert Category.objects.count() == before
    assert counts(take_in(market, feed(offer("K-1")), adopt=True)) == (1, 1, 0, 0)
    assert counts(take_in(market, feed(offer("K-1", price="2")), adopt=False)) == (1, 0, 1, 0)


def test_a_category_of_the_same_name_is_meant(market: Market) -> None:
    report = take_in(
        market, feed(offer("K-1"), categories='<category id="11">чайники</category>'), adopt=False
    )
    assert counts(report) == (1, 1, 0, 0)
    assert Product.objects.get(id=stored("K-1").product_id).category_id == market.category.id


def test_what_a_category_means_is_remembered(market: Market) -> None:
    meant = {"Для дома > Чайники": market.category.id}
    remember_categories(meant, seller_id=market.sellers["RU"].id, now=NOW)
    take_in(market, feed(offer("K-1")), adopt=False)
    assert Product.objects.get(id=stored("K-1").product_id).category_id == market.category.id


def test_categories_can_be_put_up_below_one_of_ours(market: Market) -> None:
    root = add_category(names={"ru": "Товары партнёров"}, slug="partners", now=NOW)
    import_feed(
        feed(offer("K-1")),
        seller_slug=market.sellers["RU"].slug,
        adopt_categories=True,
        categories_below="partners",
        now=NOW,
    )
    path = Product.objects.get(id=stored("K-1").product_id).category_path
    assert path[0] == root.id
    assert len(path) == 3


def test_only_shelves_with_goods_on_them_are_put_up(market: Market) -> None:
    take_in(market, feed(offer("K-1"), categories=f'{CATEGORIES}<category id="2">Сад</category>'))
    assert not Category.objects.filter(names={"ru": "Сад"}).exists()


def test_a_weight_that_is_not_told_is_a_marked_guess(market: Market) -> None:
    report = take_in(market, feed(offer("K-1", said="<count>5</count>")))
    assert report.note_counts == {ImportCode.WEIGHT_ASSUMED: 1}
    [note] = report.notes
    assert (note.line, note.offer, note.facts) == (3, "K-1", {"weight_g": 1_500})
    assert stored("K-1").is_weight_assumed


def test_of_many_notes_the_first_are_kept_and_all_are_counted(market: Market) -> None:
    rows = [offer(f"K-{n}", said="<count>5</count>") for n in range(NOTES_KEPT + 5)]
    report = take_in(market, feed(*rows))
    assert report.note_counts == {ImportCode.WEIGHT_ASSUMED: NOTES_KEPT + 5}
    assert len(report.notes) == NOTES_KEPT


def test_available_without_a_number_is_one_piece_until_more_are_counted(market: Market) -> None:
    untold = offer("K-1", said="<weight>1</weight>")
    report = take_in(market, feed(untold))
    assert report.note_counts == {ImportCode.STOCK_ASSUMED: 1}
    assert available([stored("K-1").id]) == {stored("K-1").id: 1}
    take_in(market, feed(offer("K-1")))
    assert take_in(market, feed(untold)).note_counts == {}
    assert available([stored("K-1").id]) == {stored("K-1").id: 5}


def test_what_is_not_available_is_sold_out(market: Market) -> None:
    take_in(market, feed(offer("K-1")))
    take_in(market, feed(offer("K-1", named='available="false"')))
    made = stored("K-1")
    assert available([made.id]) == {made.id: 0}
    assert Product.objects.get(id=made.product_id).offer_count == 0


def test_held_pieces_are_never_counted_away(market: Market) -> None:
    take_in(market, feed(offer("K-1")))
    Stock.objects.filter(offer_id=stored("K-1").id).update(held=3)
    take_in(market, feed(offer("K-1", said="<weight>0.9</weight><count>1</count>")))
    assert Stock.objects.get(offer_id=stored("K-1").id).on_hand == 3


def test_offers_that_a_feed_no_longer_has_stay(market: Market) -> None:
    take_in(market, feed(offer("K-1"), offer("K-2")))
    take_in(market, feed(offer("K-2")))
    assert stored("K-1").status == "active"
    assert available([stored("K-1").id]) == {stored("K-1").id: 5}


def test_a_paused_offer_rests_on(market: Market) -> None:
    take_in(market, feed(offer("K-1")))
    pause_offer(seller_id=market.sellers["RU"].id, offer_id=stored("K-1").id, now=NOW)
    take_in(market, feed(offer("K-1", price="1")))
    assert stored("K-1").status == "paused"


def test_sizes_of_a_group_are_one_product(market: Market) -> None:
    def size(number: int) -> str:
        said = f'<weight>1</weight><count>1</count><param name="Размер">{number}</param>'
        return offer(f"V-{number}", said=said, named='group_id="valenki"')

    take_in(market, feed(size(41), size(42)))
    products = {stored(sku).product_id for sku in ("V-41", "V-42")}
    assert len(products) == 1
    assert [
        variant.options for variant in Variant.objects.filter(product_id__in=products).order_by("position")
    ] == [
        {"Размер": "41"},
        {"Размер": "42"},
    ]


def test_a_group_without_anything_to_choose_is_no_group(market: Market) -> None:
    report = take_in(market, feed(*(offer(f"K-{n}", named='group_id="g"') for n in (1, 2))))
    assert report.note_counts == {ImportCode.GROUP_WITHOUT_CHOICES: 2}
    assert stored("K-1").product_id != stored("K-2").product_id


def test_two_sellers_meet_on_one_product(market: Market) -> None:
    said = "<weight>1</weight><count>1</count><barcode>4006381333931</barcode>"
    take_in(market, feed(offer("A", said=said)))
    take_in(market, feed(offer("B", said=said)), "CN")
    assert stored("A").product_id == stored("B").product_id


def test_a_feed_that_breaks_off_keeps_what_came_whole(market: Market) -> None:
    whole = feed(offer("K-1"), offer("K-2")).getvalue()
    report = take_in(market, io.BytesIO(whole[: whole.index(b"K-2") + 30]))
    assert report.accepted == 1
    assert not report.is_whole
    assert report.refused[-1].code == "feed_broken"


def test_a_row_that_the_database_refuses_is_named_and_the_others_are_stored(market: Market) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE catalogue_offer ADD CONSTRAINT test_refusal CHECK (sku <> 'K-7')")
    report = take_in(market, feed(*(offer(f"K-{n}") for n in range(20))))
    assert counts(report) == (19, 19, 0, 1)
    [refused] = report.refused
    assert (refused.offer, refused.code) == ("K-7", ImportCode.NOT_STORABLE)
    assert refused.line == 10


def test_progress_is_told(market: Market) -> None:
    told: list[int] = []
    import_feed(
        feed(*(offer(f"K-{n}", price="1" if n else "free") for n in range(4))),
        seller_slug=market.sellers["RU"].slug,
        adopt_categories=True,
        now=NOW,
        on_progress=lambda rows, _percent: told.append(rows),
    )
    assert told == [1 + 2 + 4]  # the head and the categories are rows, too


def test_an_unknown_seller_is_missing(market: Market) -> None:
    with pytest.raises(Missing):
        import_feed(feed(offer("K-1")), seller_slug="nobody", adopt_categories=True, now=NOW)


def test_a_seller_needs_a_warehouse(market: Market) -> None:
    seller = market.sellers["RU"]
    Stock.objects.filter(offer__seller_id=seller.id).delete()
    StockMovement.objects.filter(offer__seller_id=seller.id).delete()
    Offer.objects.filter(seller_id=seller.id).delete()
    Warehouse.objects.filter(seller_id=seller.id).delete()
    with pytest.raises(Missing) as missing:
        take_in(market, feed(offer("K-1")))
    assert missing.value.facts == {"what": "warehouse"}


@pytest.mark.long
@pytest.mark.timeout(900)
@pytest.mark.skipif(not PRODUCTS.exists(), reason="no Icecat products: set YARMARKA_SHARED_DATA")
def test_real_goods_come_in_and_a_second_time_change_nothing(
    market: Market, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """19,406 products of Icecat; prints rows per second and what memory the import added."""
    file = tmp_path / "icecat.yml"
    rows = convert(PRODUCTS, file)
    before = _most_memory_mb()
    first = take_in(market, file, "CN")
    second = take_in(market, file, "CN")
    added = _most_memory_mb() - before
    assert rows == 19_406
    assert first.accepted + len(first.refused) == rows
    assert first.created == first.accepted
    assert len(first.refused) < rows / 100
    assert counts(second) == (first.accepted, 0, 0, len(first.refused))
    assert added < 100
    _lists_cost_what_they_cost_with_one_row()
    with capsys.disabled():
        speeds = [f"{report.accepted / report.seconds:.0f} rows/s" for report in (first, second)]
        sys.stdout.write(f"\nIcecat import: {speeds[0]}, again {speeds[1]}, {added:.0f} MB more at most\n")


def _lists_cost_what_they_cost_with_one_row() -> None:
    asked: dict[str, Any] = {"currency": "RUB", "language": "ru", "now": NOW}
    assert statements(lambda: shelf("printing", **asked)) == 6
    assert statements(lambda: search_results("xerox toner", **asked)) == 4
    assert search_results("xerox toner", **asked).page.total > 100


def _most_memory_mb() -> Decimal:
    return Decimal(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1024
