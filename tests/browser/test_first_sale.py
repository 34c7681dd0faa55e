"""The first sale in a real browser: shopper, sellers and operator, in Russian, on a telephone's width.

A picture of each step is left in build/pictures/first-sale.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.flows.showing import PDF
from tests.live import LiveStack
from tests.market import PASSWORD, Market, add_offer, open_market, open_route, person
from tests.simulators.stand_ins import eventually
from yarmarka.flows.refresh_shelves import refresh_all_shelves
from yarmarka.kernel.clock import now
from yarmarka.reads.verify import verify_books

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = [pytest.mark.browser, pytest.mark.story, pytest.mark.slow, pytest.mark.alone]

PICTURES = Path(__file__).resolve().parents[2] / "build" / "pictures" / "first-sale"
PHONE = {"width": 360, "height": 780}
#: one trade item, sold by two sellers, and so one product with two offers
GTIN = "4006381333931"
FEED = """<?xml version="1.0" encoding="UTF-8"?>
<yml_catalog date="2026-11-20T10:00+03:00"><shop>
  <name>Казанская мастерская</name><company>ООО «Казанская мастерская»</company><url>https://example.test/</url>
  <currencies><currency id="RUR" rate="1"/></currencies>
  <categories><category id="7">Чайники</category></categories>
  <offers>
    <offer id="SAM-3" available="true">
      <name>Самовар электрический, 3 л</name><price>12400</price><currencyId>RUR</currencyId>
      <categoryId>7</categoryId><vendor>Самоваров</vendor><vendorCode>S3</vendorCode>
      <weight>4.2</weight><count>5</count><country_of_origin>Россия</country_of_origin>
    </offer>
    <offer id="SAM-0" available="true"><name>Самовар без цены</name><categoryId>7</categoryId></offer>
  </offers>
</shop></yml_catalog>
"""


class Visitor:
    """Somebody with a telephone, and pictures of what they saw."""

    steps = 0

    def __init__(self, browser: "Browser", stack: LiveStack, who: str) -> None:
        self.context = browser.new_context(viewport=PHONE, locale="ru-RU", device_scale_factor=2)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(30_000)
        self.stack, self.who = stack, who

    def go(self, path: str) -> None:
        self.page.goto(f"{self.stack.url}/ru{path}")

    def sign_in(self, email: str) -> None:
        if "/account/login/" not in self.page.url:
            self.go("/account/login/")
        self.page.fill("input[name=login]", email)
        self.page.fill("input[name=password]", PASSWORD)
        self.follow(self.button("Войти"))
        assert "/account/login/" not in self.page.url

    def follow(self, target: "Locator") -> None:
        """Click what leads to another page, and be there: a click alone does not wait for the page to change."""
        with self.page.expect_navigation():
            target.click()

    def button(self, words: str) -> "Locator":
        return self.page.get_by_role("button", name=words).first

    def sees(self, words: str) -> None:
        from playwright.sync_api import expect

        expect(self.page.get_by_text(words).first).to_be_visible()

    def picture(self, name: str) -> None:
        Visitor.steps += 1
        assert not self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth"), (
            f"{self.page.url} scrolls sideways"
        )
        self.page.screenshot(path=PICTURES / f"{Visitor.steps:02d}-{self.who}-{name}.png", full_page=True)


@pytest.fixture
def pictures() -> Iterator[None]:
    PICTURES.mkdir(parents=True, exist_ok=True)
    for old in PICTURES.glob("*.png"):
        old.unlink()
    Visitor.steps = 0
    yield


def open_fair() -> Market:
    """Two foreign sellers offer one kettle; a third merchant, from Kazan, is still to come."""
    market = open_market(countries=("CN", "GB"), now=now())
    open_route("RU", "RU", now=now())
    for country, price_minor in (("CN", 18_900), ("GB", 2_490)):
        add_offer(
            market,
            country,
            sku="KETTLE",
            gtin=GTIN,
            title="Чайник со свистком",
            price_minor=price_minor,
            now=now(),
        )
    person("master@example.test", full_name="Рустем Галиев")
    refresh_all_shelves(now=now())
    return market


def test_goods_come_in_a_shopper_buys_from_three_sellers_and_everybody_is_paid(
    browser: "Browser", live_stack: LiveStack, tmp_path: Path, pictures: None
) -> None:
    live_stack.start_worker()
    market = open_fair()

    master = Visitor(browser, live_stack, "seller")
    apply_to_sell(master)
    show_documents(master, tmp_path)
    operator = Visitor(browser, live_stack, "operator")
    operator.sign_in(market.staff.email)
    let_in(operator)
    take_in_goods(master, tmp_path)

    shopper = Visitor(browser, live_stack, "shopper")
    fill_basket(shopper)
    order_and_pay(shopper, market)

    for email in ("owner-cn@example.test", "owner-gb@example.test", "master@example.test"):
        send_parcels(browser, live_stack, email)
    travel(browser, live_stack)
    receive(shopper)
    pay_out(operator)

    assert verify_books(now=now()) == ()


def apply_to_sell(master: Visitor) -> None:
    """A merchant from Kazan asks to sell."""
    master.go("/seller/apply/")
    master.sign_in("master@example.test")
    master.go("/seller/apply/?country=RU")
    for name, value in {
        "trade_name": "Казанская мастерская",
        "legal_name": "ООО «Казанская мастерская»",
        "registration_number": "1027700132195",
        "tax_number": "7707083890",  # its check digit is wrong
        "street": "ул. Петербургская, 50",
        "city": "Казань",
        "region": "Республика Татарстан",
        "postal_code": "420107",
        "phone": "+7 843 000-03-03",
        "contact_email": "master@example.test",
        "payout_account": "044525225 40702810938000000001",
    }.items():
        master.page.fill(f"[name={name}]", value)
    master.page.locator("input[name=kind][value=local]").check()
    submit = master.page.locator("main form .actions button").first
    master.follow(submit)
    master.sees("ИНН")
    master.picture("application-with-a-wrong-number")
    master.page.fill("[name=tax_number]", "7707083893")
    master.follow(submit)
    master.page.wait_for_url("**/seller/application/**")
    master.picture("application-waits")


def show_documents(master: Visitor, folder: Path) -> None:
    """It shows the three documents that a Russian firm is asked for."""
    paper = folder / "paper.pdf"
    paper.write_bytes(PDF)
    for kind in ("registration", "tax", "bank"):
        master.go("/seller/documents/")
        form = master.page.locator("form", has=master.page.locator(f"#file-{kind}"))
        form.locator("input[type=file]").set_input_files(str(paper))
        master.follow(form.locator("button"))


def let_in(operator: Visitor) -> None:
    """An operator looks at the application and its documents, and lets the merchant in."""
    operator.go("/staff/")
    operator.picture("work-to-do")
    operator.go("/staff/sellers/")
    operator.follow(operator.page.get_by_role("link", name="Казанская мастерская").first)
    operator.picture("application")
    for _ in range(3):
        operator.follow(operator.page.locator("button[name=decision][value=accept]").first)
    operator.follow(operator.page.locator("button[name=decision][value=approve]"))


def take_in_goods(master: Visitor, folder: Path) -> None:
    """The merchant sends its price list; the row without a price is refused by name."""
    feed = folder / "feed.yml"
    feed.write_text(FEED, encoding="utf-8")
    master.go("/seller/feed/")
    master.page.set_input_files("input[type=file]", str(feed))
    master.follow(master.page.locator("main form[enctype] .actions button"))
    master.sees("SAM-0")
    master.picture("price-list-taken-in")
    master.go("/seller/offers/")
    master.sees("Самовар электрический, 3 л")


def fill_basket(shopper: Visitor) -> None:
    """A guest finds a samovar by a word, and a kettle that two sellers offer."""
    shopper.go("/")
    shopper.picture("front-page")
    shopper.page.fill("input[name=q]", "самовары")
    with shopper.page.expect_navigation():
        shopper.page.keyboard.press("Enter")
    shopper.picture("found")
    shopper.follow(shopper.page.get_by_role("link", name="Самовар электрический, 3 л").first)
    shopper.picture("product")
    shopper.follow(shopper.button("В корзину"))
    shopper.go("/c/kettles/")
    shopper.picture("shelf")
    shopper.follow(shopper.page.get_by_role("link", name="Чайник со свистком").first)
    shopper.picture("product-of-two-sellers")
    offers = shopper.page.locator("article.offer")
    assert offers.count() == 2
    for place in (0, 1):
        shopper.follow(offers.nth(place).get_by_role("button", name="В корзину"))
        shopper.page.go_back()
    shopper.go("/basket/")
    shopper.picture("basket")


def order_and_pay(shopper: Visitor, market: Market) -> None:
    """They sign in, say where to, see the whole price, place the order and pay after the bank's question."""
    shopper.follow(shopper.page.locator("a.button--wide"))
    shopper.sign_in(market.shopper.email)
    shopper.page.wait_for_url("**/checkout/**")
    for way in shopper.page.locator("form#order fieldset").all():
        if not (first := way.locator("input[type=radio]").first).is_checked():
            with shopper.page.expect_response("**/checkout/"):  # the sum is counted anew beside it
                first.check()
    shopper.picture("whole-price")
    shopper.follow(shopper.button("Оформить и оплатить"))
    shopper.page.wait_for_url(f"{shopper.stack.acquirer_url}/**")
    shopper.picture("bank")
    shopper.page.locator("input[value=challenge]").check()
    shopper.follow(shopper.button("Заплатить"))
    shopper.page.wait_for_selector("#sent")
    shopper.page.fill("input[name=code]", shopper.page.inner_text("#sent").strip())
    shopper.follow(shopper.page.locator("form button").first)
    shopper.page.wait_for_url(f"{shopper.stack.url}/**")
    shopper.sees("Оплачено")
    shopper.picture("paid")
    shopper.follow(shopper.page.get_by_role("link", name="Посмотреть заказ"))
    shopper.picture("order-paid")


def send_parcels(browser: "Browser", stack: LiveStack, email: str) -> None:
    """A seller ticks its order, buys the label, prints it and hands the parcel over."""
    seller = Visitor(browser, stack, f"seller-{email.split('@', maxsplit=1)[0]}")
    seller.sign_in(email)
    seller.go("/seller/orders/?tick=all")
    seller.picture("orders-to-ship")
    seller.follow(seller.page.locator("button[formaction$='/orders/buy-labels/']"))
    seller.follow(seller.page.locator("main table a").first)
    seller.picture("order-with-label")
    for paper in ("label.pdf", "packing-slip.pdf"):
        address = seller.page.locator(f"a[href$='/{paper}']").first.get_attribute("href")
        answer = seller.context.request.get(f"{stack.url}{address}")
        assert answer.body().startswith(b"%PDF-"), paper
    seller.go("/seller/orders/?tick=all")
    seller.follow(seller.page.locator("button[formaction$='/orders/hand-over/']"))
    seller.picture("handed-over")
    seller.context.close()


def travel(browser: "Browser", stack: LiveStack) -> None:
    """The carrier, at its own desk, brings all three parcels."""
    carrier = Visitor(browser, stack, "carrier")
    carrier.page.goto(f"{stack.carrier_url}/?lang=ru")
    eventually(lambda: _handed_over(carrier.page) == 3, within=60)
    carrier.picture("desk")
    while (deliver := carrier.page.locator("form[action*='/deliver'] button")).count():
        carrier.follow(deliver.first)
    carrier.context.close()


def _handed_over(page: "Page") -> int:
    page.reload()
    return page.locator("form[action*='/deliver'] button").count()


def receive(shopper: Visitor) -> None:
    """The shopper sees all of it in one line of time, reads the letters, and confirms each parcel."""
    eventually(lambda: _to_confirm(shopper.page) == 3, within=60)
    shopper.picture("order-delivered")
    for _ in range(3):
        act = shopper.page.locator(
            "details.act", has=shopper.page.locator("form[action*='/received/']")
        ).first
        act.locator("summary").click()
        shopper.follow(act.get_by_role("button", name="Подтвердить получение"))
    shopper.picture("order-completed")
    shopper.go("/demo/mail/")
    shopper.picture("letters")


def _to_confirm(page: "Page") -> int:
    page.reload()
    delivered = page.get_by_text("Доставлен").count()
    return page.locator("form[action*='/received/']").count() if delivered else 0


def pay_out(operator: Visitor) -> None:
    """The operator pays all three sellers, and runs the checks."""
    operator.go("/staff/money/")
    operator.picture("money-owed")
    operator.follow(operator.page.locator("form[action$='/run-payouts/'] button"))
    operator.picture("money-paid-out")
    operator.go("/staff/verify/")
    operator.picture("books-checked")
