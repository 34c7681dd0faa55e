"""A seller's 1C brings goods, takes orders and says what became of them, over real HTTP."""

import pytest
from lxml import etree

from tests.live import LiveStack
from tests.market import Market, add_seller, approve_payment, open_market, place
from tests.stories.commerceml_files import catalogue, offer, order_news, package, product
from tests.stories.one_c import OneC
from tests.web.scene import label, part_of
from yarmarka.domain.catalogue.models import Category, Offer, Product, Variant
from yarmarka.domain.catalogue.rules.categories import SEPARATOR
from yarmarka.domain.intake.actions import issue_key, revoke_key
from yarmarka.domain.intake.types import IssuedKey
from yarmarka.domain.inventory.actions import open_warehouse
from yarmarka.domain.inventory.models import Stock, Warehouse
from yarmarka.domain.orders.queries import seller_orders_of
from yarmarka.domain.orders.types import SellerOrderStatus
from yarmarka.flows.feed_uploads import map_categories
from yarmarka.kernel import clock
from yarmarka.vocabulary.ids import public_id

pytestmark = pytest.mark.story
KETTLE, MUG = "6f1c0e4a-0001", "6f1c0e4a-0002"
WINDOWS = r"C:\Users\1c\AppData\Local\Temp\v8_8789_c.xml"


@pytest.fixture
def market(live_stack: LiveStack) -> Market:
    opened = open_market(countries=("RU",), now=clock.now())
    seller = opened.sellers["RU"]
    Warehouse.objects.filter(seller_id=seller.id).update(name="Казань")
    open_warehouse(seller_id=seller.id, name="набережные челны", country="RU", city="Челны", now=clock.now())
    shelf = Category.objects.first()
    assert shelf
    map_categories({SEPARATOR.join(("Для дома", "Чайники")): shelf.id}, seller_id=seller.id, now=clock.now())
    return opened


def key_for(market: Market) -> IssuedKey:
    seller = market.sellers["RU"]
    return issue_key(
        seller_id=seller.id, seller_slug=seller.slug, name="1С", price_type="Для ярмарки", now=clock.now()
    )


def client_with(market: Market, live_stack: LiveStack) -> OneC:
    key = key_for(market)
    return OneC(f"{live_stack.url}/exchange/1c/", login=key.key.login, password=key.password)


GOODS = catalogue(
    [product(KETTLE, "Чайник чугунный", article="ЧЧ-1", gtin="4601234567893"), product(MUG, "Кружка «Кама»")]
)
OFFERS = package(
    [
        offer(KETTLE, prices={"t-1": "2 499,00", "t-2": "1999.50"}, rests={"w-1": "5.000", "w-2": "3"}),
        offer(f"{MUG}#s", prices={"t-2": "300"}, rests={"w-1": "7"}, options={"Объём": "200 мл"}),
        offer(f"{MUG}#l", prices={"t-2": "450"}, rests={"w-2": "-2"}, options={"Объём": "400 мл"}),
    ]
)


def prices(market: Market) -> dict[tuple[str, str], tuple[int, int]]:
    """Return (article, warehouse) → price and stock of what 1C brought."""
    rows = Offer.objects.filter(seller_id=market.sellers["RU"].id, sku__startswith="6f1c")
    stock = dict(Stock.objects.values_list("offer_id", "on_hand"))
    return {
        (row.sku, row.warehouse.name): (row.price_minor, stock[row.id])
        for row in rows.select_related("warehouse")
    }


def test_a_whole_exchange(market: Market, live_stack: LiveStack) -> None:
    one_c = client_with(market, live_stack)
    # The whole catalogue, in pieces, under the names that Windows gives, in windows-1251.
    answers = one_c.exchange({WINDOWS: GOODS, "offers0_1.xml": OFFERS})
    assert [answer[0] for answer in answers.values()] == ["success", "success"]
    assert prices(market) == {
        (KETTLE, "Казань"): (199_950, 5),
        (KETTLE, "набережные челны"): (199_950, 3),
        (f"{MUG}#s", "Казань"): (30_000, 7),
        (f"{MUG}#l", "набережные челны"): (45_000, 0),
    }
    kettle = Product.objects.get(id=Offer.objects.filter(sku=KETTLE).values("product_id")[:1])
    assert kettle.titles == {"ru": "Чайник чугунный"}
    assert {"name": "Материал", "value": "Чугун", "unit": ""} in kettle.attributes
    assert Variant.objects.get(product=kettle).gtin == "04601234567893"
    mugs = Offer.objects.filter(sku__startswith=MUG).values_list("product_id", "variant__options")
    assert len({key for key, _ in mugs}) == 1
    assert {options["Объём"] for _, options in mugs} == {"200 мл", "400 мл"}

    # Only what changed, zipped: a price of one, the rests of another; nothing else moves.
    changes = {
        "prices.xml": package([offer(KETTLE, prices={"t-2": "1899"})], is_whole=False, encoding="utf-8"),
        "rests.xml": package([offer(f"{MUG}#l", rests={"w-2": "4"})], is_whole=False),
    }
    assert [a[0] for a in one_c.exchange(changes, zipped=r"C:\v8_77.zip").values()] == ["success"] * 2
    assert prices(market)[KETTLE, "Казань"] == (189_900, 5)
    assert prices(market)[f"{MUG}#l", "набережные челны"] == (45_000, 4)
    assert prices(market)[f"{MUG}#s", "Казань"] == (30_000, 7)

    # What a whole package leaves out is sold out.
    one_c.exchange({"offers.xml": package([offer(KETTLE, prices={"t-2": "1899"}, rests={"w-1": "1"})])})
    assert {key: count for key, (_, count) in prices(market).items()} == {
        (KETTLE, "Казань"): 1,
        (KETTLE, "набережные челны"): 0,
        (f"{MUG}#s", "Казань"): 0,
        (f"{MUG}#l", "набережные челны"): 0,
    }


def test_orders_go_out_until_1c_has_them_and_statuses_come_back(
    market: Market, live_stack: LiveStack
) -> None:
    one_c = client_with(market, live_stack)
    answers = one_c.exchange({"import.xml": GOODS, "offers.xml": OFFERS})
    assert list(answers.values()) == [["success"], ["success"]]
    wanted = Offer.objects.get(sku=KETTLE, warehouse__name="Казань")
    keys = []
    for _ in range(2):
        placed = place(market, {wanted.id: 1}, now=clock.now())
        approve_payment(placed.order_id, placed.total, now=clock.now())
        keys.append(part_of(placed.order_id, market.sellers["RU"].id))

    def orders_told() -> dict[str, etree._Element]:
        root = etree.fromstring(one_c.ask("type=sale&mode=query")[1])
        return {one.findtext("Ид") or "": one for one in root.iter("Документ")}

    assert one_c.sign_in("sale")[0] == "success"
    assert one_c.words("type=sale&mode=init")[0] == "zip=yes"
    told = orders_told()
    first, second = (public_id("slo", part.id) for part in keys)
    assert set(told) == {first, second}
    assert told[first].findtext("Товары/Товар/Ид") == KETTLE
    assert told[first].findtext("Контрагенты/Контрагент/Наименование") == "Алсу Каримова"
    assert told[first].findtext("Товары/Товар/ЦенаЗаЕдиницу") == "1999.50"
    # Until 1C says that it has them, they are told again; then no more.
    assert set(orders_told()) == {first, second}
    assert one_c.words("type=sale&mode=success") == ["success"]
    assert not orders_told()

    # One was sent, with a label that was bought before, the other can't be.
    label(keys[0], serial=1, country="RU", now=clock.now())
    one_c.words("type=sale&mode=init")
    assert one_c.send_file("sale", "orders-1.xml", order_news(first, Отгружен="true")) == ["success"]
    one_c.words("type=sale&mode=init")
    assert one_c.send_file("sale", "orders-2.xml", order_news(second, Отменен="true")) == ["success"]
    status = {public_id("slo", p.id): p.status for p in seller_orders_of([part.order_id for part in keys])}
    assert status == {first: SellerOrderStatus.SENT, second: SellerOrderStatus.CANCELLED}
    # What stands elsewhere now is told anew.
    assert {one.findtext("Ид") for one in orders_told().values()} == {first, second}


def test_a_broken_file_never_empties_the_shop(market: Market, live_stack: LiveStack) -> None:
    one_c = client_with(market, live_stack)
    many = [product(f"6f1c-{number}", f"Чайник {number}") for number in range(30)]
    rests = [offer(f"6f1c-{n}", prices={"t-2": "100"}, rests={"w-1": "2"}) for n in range(30)]
    one_c.exchange({"import.xml": catalogue(many), "offers.xml": package(rests)})
    assert len(prices(market)) == 30
    answers = one_c.exchange({"offers.xml": package(rests[:5])})
    assert answers["offers.xml"][0] == "success"
    assert "25" in answers["offers.xml"][1] and "30" in answers["offers.xml"][1]
    torn = package(rests)[:-900]
    assert one_c.exchange({"offers.xml": torn})["offers.xml"][0] == "failure"
    assert {count for _, count in prices(market).values()} == {2}


def test_who_has_no_key_is_not_let_in(market: Market, live_stack: LiveStack) -> None:
    key = key_for(market)
    one_c = OneC(f"{live_stack.url}/exchange/1c/", login=key.key.login, password="wrong")
    assert one_c.sign_in("catalog")[0] == "failure"
    assert one_c.ask("type=catalog&mode=init")[0] == 401
    right = OneC(f"{live_stack.url}/exchange/1c/", login=key.key.login, password=key.password)
    assert right.sign_in("catalog")[0] == "success"
    revoke_key(seller_id=market.sellers["RU"].id, key_id=key.key.id, now=clock.now())
    assert right.ask("type=catalog&mode=init")[0] == 401


def test_what_could_harm_is_refused_with_a_reason(market: Market, live_stack: LiveStack) -> None:
    one_c = client_with(market, live_stack)
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>' + GOODS.split(b"?>", 1)[1]
    )
    assert one_c.exchange({"import.xml": bomb})["import.xml"][0] == "failure"
    one_c.limit = 100_000
    swelling = one_c.exchange({"import.xml": b"\0" * 20_000_000}, zipped="bomb.zip")["import.xml"]
    assert swelling[0] == "failure" and "намного больше" in swelling[1]
    outside = one_c.exchange({"../../etc/import.xml": GOODS}, zipped="out.zip")
    assert [answer[0] for answer in outside.values()] == ["failure"]
    assert one_c.send_file("catalog", "run.exe", b"MZ")[0] == "failure"
    assert one_c.import_file("never.xml")[0] == "failure"
    assert not prices(market)


def test_another_sellers_key_reaches_only_their_own_goods(market: Market, live_stack: LiveStack) -> None:
    other = add_seller(market, "TR", now=clock.now())
    key = issue_key(seller_id=other.id, seller_slug=other.slug, name="1C", price_type="", now=clock.now())
    theirs = OneC(f"{live_stack.url}/exchange/1c/", login=key.key.login, password=key.password)
    mine = client_with(market, live_stack)
    mine.exchange({"import.xml": GOODS, "offers.xml": OFFERS})
    before = prices(market)
    answer = theirs.exchange(
        {"offers.xml": package([offer(KETTLE, prices={"t-1": "1"}, rests={"w-1": "1"})])}
    )
    assert answer["offers.xml"][0] == "success" and len(answer["offers.xml"]) == 2
    assert prices(market) == before
