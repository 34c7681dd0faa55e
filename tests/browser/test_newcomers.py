"""Two newcomers in a real browser: a Chinese seller whose first parcel goes to Russia, and a shop made without code."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.flows.showing import PDF
from tests.live import LiveStack
from tests.market import PASSWORD, Market, open_market
from tests.pictures import jpeg
from yarmarka.domain.orders.models import Order, SellerOrder
from yarmarka.flows.refresh_shelves import refresh_all_shelves
from yarmarka.kernel.clock import now

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Locator, Page

pytestmark = [pytest.mark.browser, pytest.mark.story, pytest.mark.alone]

SELLER, TITLE = "lin@example.test", "紫砂茶壶"
APPLICATION = {
    "trade_name": "宜兴茶坊",
    "legal_name": "宜兴茶坊有限公司",
    "registration_number": "91110108551385082Q",
    "street": "解放东路 18 号",
    "district": "宜城街道",
    "city": "宜兴市",
    "region": "江苏省",
    "postal_code": "214200",
    "phone": "+86 510 0000 0303",
    "contact_email": SELLER,
    "payout_account": "6222021234567890",
}
CARD = {
    "title_zh": TITLE,
    "brand": "宜兴茶坊",
    "v0-sku": "POT-1",
    "v0-price": "188",
    "v0-on_hand": "5",
    "v0-weight": "0.6",
}


@pytest.fixture
def opened(browser: "Browser") -> Iterator["list[BrowserContext]"]:
    contexts: list[BrowserContext] = []
    yield contexts
    for context in contexts:
        context.close()


def visitor(browser: "Browser", opened: "list[BrowserContext]") -> "Page":
    opened.append(browser.new_context(viewport={"width": 1280, "height": 800}))
    page = opened[-1].new_page()
    page.set_default_timeout(20_000)
    return page


def test_a_newcomer_opens_a_stall_in_chinese_and_sells_to_a_shopper_in_russian(
    browser: "Browser", opened: "list[BrowserContext]", live_stack: LiveStack, tmp_path: Path
) -> None:
    market = open_market(countries=("CN",), now=now())
    refresh_all_shelves(now=now())
    seller = visitor(browser, opened)
    sign_up(seller, live_stack)
    apply(seller, live_stack)
    show_documents(seller, live_stack, tmp_path)
    operator = visitor(browser, opened)
    sign_in(operator, f"{live_stack.url}/ru/staff/sellers/", market.staff.email)
    click(operator, operator.get_by_role("link", name=APPLICATION["trade_name"]).first)
    let_in = operator.locator("button[name=decision][value=approve]")
    assert not let_in.count(), "nobody is let in before the documents are accepted"
    for _ in range(2):
        click(operator, operator.locator("button[name=decision][value=accept]").first)
    click(operator, let_in)
    list_goods(seller, live_stack, tmp_path)

    shopper = visitor(browser, opened)
    buy(shopper, live_stack, market, TITLE, prefix="/ru")

    seller.goto(f"{live_stack.url}/zh/seller/orders/?tick=all")
    click(seller, seller.locator("button[formaction$='/orders/buy-labels/']"))
    seller.goto(f"{live_stack.url}/zh/seller/orders/?tick=all")
    click(seller, seller.locator("button[formaction$='/orders/hand-over/']"))
    assert SellerOrder.objects.get().status == "sent"
    shopper.goto(f"{live_stack.url}/ru/orders/")
    assert "В пути" in shopper.inner_text("main") or "в пути" in shopper.inner_text("main")


def sign_up(page: "Page", stack: LiveStack) -> None:
    """Make an account by e-mail, with the code from the letter."""
    page.goto(f"{stack.url}/zh/account/signup/")
    page.fill("main input[name=full_name]", "林小茶")
    page.fill("main input[name=email]", SELLER)
    page.fill("main input[name=password1]", PASSWORD)
    page.check("main input[name=agreed]")
    click(page, page.locator("main form button[type=submit], main form .actions button").first)
    asked = page.url
    page.goto(f"{stack.url}/zh/demo/mail/")
    letter = page.locator("tr", has_text=SELLER).get_by_role("link").first.inner_text()
    page.goto(asked)
    page.fill("main input[name=code]", re.findall(r"\b[0-9]{6}\b", letter)[0])
    click(page, page.locator("main form button").first)


def apply(page: "Page", stack: LiveStack) -> None:
    """Ask to sell, as a firm registered in China; a digit of the number is wrong at first."""
    page.goto(f"{stack.url}/zh/seller/apply/?country=CN")
    for name, value in APPLICATION.items():
        page.fill(f"main [name={name}]", value)
    page.fill("[name=registration_number]", "91110108551385082R")
    submit = page.get_by_role("button", name="提交申请")
    click(page, submit)
    assert page.locator("[name=registration_number]").get_attribute("aria-invalid") == "true"
    page.fill("[name=registration_number]", APPLICATION["registration_number"])
    click(page, submit)


def show_documents(page: "Page", stack: LiveStack, folder: Path) -> None:
    """Send the licence and the bank's letter, which the checklist asks a Chinese firm for."""
    (folder / "licence.pdf").write_bytes(PDF)
    page.goto(f"{stack.url}/zh/seller/application/")
    for kind in ("registration", "bank"):
        click(page, page.locator(f"ol.checks a[href$='#doc-{kind}']"))
        form = page.locator("form", has=page.locator(f"#file-{kind}"))
        form.locator("input[type=file]").set_input_files(str(folder / "licence.pdf"))
        click(page, form.locator("button"))
        page.goto(f"{stack.url}/zh/seller/application/")


def list_goods(page: "Page", stack: LiveStack, folder: Path) -> None:
    """Add a warehouse, and list one product by hand, with a picture of it."""
    page.goto(f"{stack.url}/zh/seller/warehouses/")
    page.fill("main [name=name]", "宜兴仓")
    page.fill("main [name=city]", "宜兴市")
    click(page, page.locator("main form .actions button").first)
    (folder / "pot.jpg").write_bytes(jpeg(800, 800))
    page.goto(f"{stack.url}/zh/seller/offers/new/card/")
    page.fill("main [name=category_words]", "kettles")
    page.locator("#shelves input[type=radio]").check()
    for name, value in CARD.items():
        page.fill(f"main [name={name}]", value)
    page.set_input_files("main input[type=file]", str(folder / "pot.jpg"))
    click(page, page.locator("main .actions--sticky button"))
    page.goto(f"{page.url}pictures/")
    assert page.locator("ol.hung li").count() == 1


def test_an_operator_makes_a_third_shop_without_code_and_sells_in_it(
    browser: "Browser", opened: "list[BrowserContext]", live_stack: LiveStack
) -> None:
    market = open_market(countries=("CN", "GB"), now=now())
    refresh_all_shelves(now=now())
    operator = visitor(browser, opened)
    sign_in(operator, f"{live_stack.url}/ru/staff/shops/", market.staff.email)
    operator.fill("main [name=code]", "tea")
    operator.fill("main [name=path]", "tea")
    click(operator, operator.locator("#found ~ form button"))
    operator.goto(f"{live_stack.url}/ru/staff/shops/tea/basics/")
    for language, name in {"ru": "Чайная", "en": "Tea house", "zh": "茶馆"}.items():
        operator.fill(f"main [name=name_{language}]", name)
    operator.select_option("main [name=countries]", "CN")
    operator.fill("main [name=accent]", "#123A8C")
    click(operator, operator.locator("main form .actions button").last)
    operator.goto(f"{live_stack.url}/ru/staff/shops/tea/")
    click(operator, operator.locator("form[action$='/publish/'] button").first)

    shopper = visitor(browser, opened)
    shopper.goto(f"{live_stack.url}/tea/ru/")
    assert "Чайная" in shopper.title()
    assert "Чайник GB-1" not in shopper.inner_text("main")
    buy(shopper, live_stack, market, "Чайник CN-1", prefix="/tea/ru")
    [order] = Order.objects.all()
    assert (order.status, order.storefront) == ("paid", "tea")


def buy(page: "Page", stack: LiveStack, market: Market, title: str, *, prefix: str) -> None:
    """Find goods on their shelf, order and pay."""
    page.goto(f"{stack.url}{prefix}/c/kettles/")
    click(page, page.locator("main").get_by_role("link", name=title).first)
    click(page, page.get_by_role("button", name="В корзину").first)
    page.goto(f"{stack.url}{prefix}/basket/")
    click(page, page.locator("main a.button--wide"))
    page.fill("main input[name=login]", market.shopper.email)
    page.fill("main input[name=password]", PASSWORD)
    click(page, page.get_by_role("button", name="Войти").first)
    click(page, page.get_by_role("button", name="Оформить и оплатить"))
    page.wait_for_url(f"{stack.acquirer_url}/**")
    click(page, page.locator("form button").first)
    page.wait_for_url(f"{stack.url}/**")


def sign_in(page: "Page", address: str, email: str) -> None:
    """Ask for a page, sign in on the way, and be there."""
    page.goto(address)
    page.fill("main input[name=login]", email)
    page.fill("main input[name=password]", PASSWORD)
    click(page, page.get_by_role("button", name="Войти").first)


def click(page: "Page", target: "Locator") -> None:
    """Click what leads to another page, and be there."""
    with page.expect_navigation():
        target.click()
