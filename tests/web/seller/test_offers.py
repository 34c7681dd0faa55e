"""The seller's goods: finding them, and changing price, stock and sale."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from tests.market import Market, add_offer, place
from tests.web.seller.conftest import SignIn
from yarmarka.domain.catalogue.models import Offer, Product
from yarmarka.domain.inventory.models import Stock
from yarmarka.kernel.clock import now
from yarmarka.kernel.ids import new_id
from yarmarka.reads.seller_offers import stock_by_warehouse
from yarmarka.vocabulary.ids import public_id

pytestmark = pytest.mark.django_db


def page_of(market: Market, country: str = "CN", rest: str = "") -> str:
    """Return the address of a seller's first offer, or of a form below it."""
    return f"/en/seller/offers/{public_id('off', market.offers[country])}/{rest}"


def test_the_list_holds_own_offers_with_stock(market: Market, as_seller: SignIn) -> None:
    place(market, {market.offers["CN"]: 3})
    page = as_seller("CN").get("/en/seller/offers/").content.decode()
    assert "CN-1" in page
    assert "GB-1" not in page
    assert '<td class="num" data-label="Promised to orders">3</td>' in page
    assert '<td class="num" data-label="Free"><b>7</b></td>' in page


def test_offers_are_found_by_article_and_title_and_state(market: Market, as_seller: SignIn) -> None:
    add_offer(market, "CN", sku="TEA-7", title="Улун из Аньси", stock=0)
    client = as_seller("CN")
    for query in ({"q": "tea-7"}, {"q": "улун"}, {"shown": "sold_out"}):
        page = client.get("/en/seller/offers/", query).content.decode()
        assert "TEA-7" in page, query
        assert "CN-1" not in page, query


def test_three_rows_cost_as_many_queries_as_one(market: Market, as_seller: SignIn) -> None:
    client = as_seller("CN")
    counts = []
    for more in (0, 2):
        for extra in range(more):
            add_offer(market, "CN", sku=f"MORE-{extra}")
        client.get("/en/seller/offers/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/en/seller/offers/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_new_price_holds_at_once_and_moves_the_shelf(market: Market, as_seller: SignIn) -> None:
    answer = as_seller("CN").post(page_of(market, rest="price/"), {"price": "99.50"}, follow=True)
    assert "The new price holds from now on" in answer.content.decode()
    offer = Offer.objects.get(id=market.offers["CN"])
    assert offer.price_minor == 9_950
    assert Product.objects.get(id=offer.product_id).reference_minor == 9_950 * 12.5


@pytest.mark.parametrize("price", ["", "0", "-1", "1.234", "abc", "100000000000"])
def test_a_price_that_cannot_be_is_told_at_its_field(market: Market, as_seller: SignIn, price: str) -> None:
    answer = as_seller("CN").post(page_of(market, rest="price/"), {"price": price})
    assert answer.status_code == 422
    assert 'class="errorlist"' in answer.content.decode()
    assert Offer.objects.get(id=market.offers["CN"]).price_minor == 12_345


def test_counting_sets_what_is_on_hand(market: Market, as_seller: SignIn) -> None:
    as_seller("CN").post(page_of(market, rest="stock/"), {"on_hand": "42"})
    assert Stock.objects.get(offer_id=market.offers["CN"]).on_hand == 42


def test_pieces_promised_to_orders_can_not_be_counted_away(market: Market, as_seller: SignIn) -> None:
    place(market, {market.offers["CN"]: 3})
    answer = as_seller("CN").post(page_of(market, rest="stock/"), {"on_hand": "1"}, follow=True)
    assert "3 pieces are promised to orders" in answer.content.decode()
    assert Stock.objects.get(offer_id=market.offers["CN"]).on_hand == 3


def test_an_offer_rests_and_returns(market: Market, as_seller: SignIn) -> None:
    client = as_seller("CN")
    client.post(page_of(market, rest="sale/"))
    assert Offer.objects.get(id=market.offers["CN"]).status == "paused"
    client.post(page_of(market, rest="sale/"))
    assert Offer.objects.get(id=market.offers["CN"]).status == "active"


@pytest.mark.parametrize(
    ("rest", "given"), [("price/", {"price": "1"}), ("stock/", {"on_hand": "1"}), ("sale/", {})]
)
def test_another_sellers_offer_can_not_be_changed(
    market: Market, as_seller: SignIn, rest: str, given: dict[str, str]
) -> None:
    client = as_seller("CN")
    assert client.get(page_of(market, "GB")).status_code == 404
    assert client.post(page_of(market, "GB", rest), given).status_code == 404
    offer = Offer.objects.get(id=market.offers["GB"])
    assert (offer.price_minor, offer.status) == (12_345, "active")
    assert Stock.objects.get(offer_id=offer.id).on_hand == 10


def test_many_prices_and_counts_change_at_once_and_only_what_was_touched(
    market: Market, as_seller: SignIn
) -> None:
    tea, client = add_offer(market, "CN", sku="TEA-7", stock=5), as_seller("CN")
    fields = edited(client.get("/en/seller/offers/edit/").content.decode())
    kettle, tin = (public_id("off", key) for key in (market.offers["CN"], tea))
    place(market, {tea: 2})  # somebody buys while the page is open
    said = client.post(
        "/en/seller/offers/edit/", fields | {f"{kettle}-price": "77.70", f"{tin}-price": "12"}, follow=True
    )
    assert "2 offers are changed" in said.content.decode()
    assert [Offer.objects.get(id=key).price_minor for key in (market.offers["CN"], tea)] == [7_770, 1_200]
    assert Stock.objects.get(offer_id=tea).on_hand == 5, "a count that nobody touched stays as it is"
    client.post("/en/seller/offers/edit/", fields | {f"{tin}-on_hand": "40"})
    assert Stock.objects.get(offer_id=tea).on_hand == 40


def test_a_wrong_price_among_many_is_told_at_its_field_and_nothing_is_saved(
    market: Market, as_seller: SignIn
) -> None:
    tea, client = add_offer(market, "CN", sku="TEA-7", price_minor=500), as_seller("CN")
    fields = edited(client.get("/en/seller/offers/edit/").content.decode())
    kettle, tin = (public_id("off", key) for key in (market.offers["CN"], tea))
    answer = client.post("/en/seller/offers/edit/", fields | {f"{kettle}-price": "-1", f"{tin}-price": "9"})
    assert answer.status_code == 422
    [wrong] = html.fromstring(answer.content).xpath("//main//input[@aria-invalid='true']")
    assert (wrong.name, wrong.value) == (f"{kettle}-price", "-1")
    assert Offer.objects.get(id=tea).price_minor == 500
    theirs = public_id("off", market.offers["GB"])
    client.post("/en/seller/offers/edit/", {f"{theirs}-price": "1", f"{theirs}-on_hand": "1"})
    assert Offer.objects.get(id=market.offers["GB"]).price_minor != 100


def edited(page: str) -> dict[str, str]:
    """Return the fields of the page as they stand, hidden ones too."""
    return {
        field.name: field.value
        for field in html.fromstring(page).xpath("//main//form[@method='post']//input")
    }


def test_stock_is_counted_by_warehouse(market: Market, as_seller: SignIn) -> None:
    place(market, {market.offers["CN"]: 3})
    [row] = stock_by_warehouse(seller_id=market.sellers["CN"].id)
    assert (row.offers, row.on_hand, row.held, row.free, row.sold_out) == (1, 10, 3, 7, 0)
    there, elsewhere = public_id("whs", row.id), public_id("whs", new_id(now()))
    client = as_seller("CN")
    assert f"?warehouse={there}" in client.get("/en/seller/warehouses/").content.decode()
    assert "CN-1" in client.get("/en/seller/offers/", {"warehouse": there}).content.decode()
    assert "CN-1" not in client.get("/en/seller/offers/", {"warehouse": elsewhere}).content.decode()
