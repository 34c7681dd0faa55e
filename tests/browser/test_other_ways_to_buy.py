"""A whole purchase by keyboard alone, and one without scripts: nobody needs a mouse, or our scripts, to shop."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.live import LiveStack
from tests.market import PASSWORD, Market, add_offer, open_market
from yarmarka.domain.orders.models import Order
from yarmarka.flows.refresh_shelves import refresh_all_shelves
from yarmarka.kernel.clock import now

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = [pytest.mark.browser, pytest.mark.story, pytest.mark.alone]

#: so many steps of the Tab key nobody should need on one page
PATIENCE = 80
#: what the reader's eye finds the focused thing by
OUTLINE = "one => { const look = getComputedStyle(one); return look.outlineStyle + ' ' + look.outlineWidth }"


@pytest.fixture
def market(live_stack: LiveStack) -> Market:
    market = open_market(countries=("RU",), now=now())
    add_offer(market, "RU", sku="SAMOVAR", title="Самовар угольный", price_minor=1_240_000, now=now())
    refresh_all_shelves(now=now())
    return market


@pytest.fixture
def page(browser: "Browser", request: pytest.FixtureRequest) -> Iterator["Page"]:
    context = browser.new_context(
        viewport={"width": 1280, "height": 800}, java_script_enabled=getattr(request, "param", True)
    )
    page = context.new_page()
    page.set_default_timeout(30_000)
    yield page
    context.close()


def test_a_purchase_by_keyboard_alone(page: "Page", live_stack: LiveStack, market: Market) -> None:
    page.goto(f"{live_stack.url}/ru/")
    write(page, page.locator("input[name=q]").first, "самовар", then_enter=True)
    press(page, page.locator("main").get_by_role("link", name="Самовар угольный").first)
    press(page, page.get_by_role("button", name="В корзину").first)
    press(page, page.get_by_role("link", name="Корзина").first)
    press(page, page.locator("main a.button--wide"))

    write(page, page.locator("main input[name=login]"), market.shopper.email)
    write(page, page.locator("main input[name=password]"), PASSWORD, then_enter=True)
    press(page, page.get_by_role("button", name="Оформить и оплатить"))
    pay(page, live_stack, press)

    assert Order.objects.get().status == "paid"


@pytest.mark.parametrize("page", [False], ids=["without scripts"], indirect=True)
def test_a_purchase_without_scripts(page: "Page", live_stack: LiveStack, market: Market) -> None:
    page.goto(f"{live_stack.url}/en/")
    page.fill("input[name=q]", "самовар")
    click(page, page.locator("form[role=search] button, search button").first)
    click(page, page.locator("main").get_by_role("link", name="Самовар угольный").first)
    click(page, page.get_by_role("button", name="Add to basket").first)
    page.goto(f"{live_stack.url}/en/basket/")
    click(page, page.locator("main a.button--wide"))

    page.fill("main input[name=login]", market.shopper.email)
    page.fill("main input[name=password]", PASSWORD)
    click(page, page.locator("main form button[type=submit]").first)
    click(page, page.get_by_role("button", name="Count again"))
    click(page, page.get_by_role("button", name="Place the order and pay"))
    pay(page, live_stack, click)

    assert Order.objects.get().status == "paid"


def pay(page: "Page", stack: LiveStack, act: object) -> None:
    """Pay at the bank, by keys or clicks, and come back to the shop."""
    assert callable(act)
    page.wait_for_url(f"{stack.acquirer_url}/**")
    act(page, page.locator("form button").first)
    page.wait_for_url(f"{stack.url}/**")


def click(page: "Page", target: "Locator") -> None:
    """Click what leads to another page, and be there."""
    with page.expect_navigation():
        target.click()


def press(page: "Page", target: "Locator") -> None:
    """Go to a link or button with the Tab key, press Enter, and be on the next page."""
    reach(page, target)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def write(page: "Page", field: "Locator", text: str, *, then_enter: bool = False) -> None:
    """Go to a field with the Tab key and fill it in."""
    reach(page, field)
    page.keyboard.insert_text(text)
    if then_enter:
        with page.expect_navigation():
            page.keyboard.press("Enter")


def reach(page: "Page", target: "Locator") -> None:
    """Press Tab until the target has the focus, which must be seen."""
    target.wait_for()
    wanted = target.element_handle()
    for _ in range(PATIENCE):
        if page.evaluate("one => document.activeElement === one", wanted):
            style, width = target.evaluate(OUTLINE).split()
            assert style != "none" and float(width.removesuffix("px")) >= 2, f"{target}: no visible focus"
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{target} can't be reached by {PATIENCE} steps of the Tab key on {page.url}")
