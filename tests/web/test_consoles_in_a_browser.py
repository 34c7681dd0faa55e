"""The consoles in a real browser: every page fits a phone and a desk in both languages, and breaks no policy."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.live import LiveStack
from tests.market import PASSWORD
from tests.web.scene import Scene, open_scene
from yarmarka.kernel.clock import now
from yarmarka.vocabulary.ids import public_id

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

DESK = 1280
WIDTHS = (360, DESK)
LANGUAGES = ("ru", "en")


@pytest.fixture
def scene(live_stack: LiveStack) -> Scene:
    """A fair that has traded for a month, on the running servers' database."""
    return open_scene(now())


def pages_of_the_seller(scene: Scene) -> Iterator[str]:
    """Yield the addresses of the seller's console, below the language."""
    yield from (
        "",
        "orders/?tick=all",
        "orders/?status=all",
        "offers/",
        "feed/",
        "warehouses/",
        "money/",
        "money/statement/",
        "money/months/",
    )
    for order in (0, 2, 4, 5):
        key = public_id("slo", scene.part(order, "CN").id)
        yield from (f"orders/{key}/", f"orders/{key}/cancel/")
    yield f"offers/{public_id('off', scene.market.offers['CN'])}/"


def pages_of_the_operator(scene: Scene) -> Iterator[str]:
    """Yield the addresses of the operator's console, below the language."""
    yield from ("", "orders/", "sellers/", "money/", "money/payouts/", "money/refunds/", "verify/")
    yield from ("money/files/", "money/reconciliation/")
    yield from (f"orders/{public_id('ord', order)}/" for order in (scene.orders[2], scene.orders[3]))
    yield f"sellers/{public_id('slr', scene.market.sellers['CN'].id)}/"
    yield f"sellers/{public_id('slr', scene.market.sellers['CN'].id)}/payouts/"


#: how many dots of the page's widest table are out of sight
HIDDEN = """
    Math.max(0, ...[...document.querySelectorAll(".table-box")].map(one => one.scrollWidth - one.clientWidth))
"""


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_fit_and_break_no_policy(
    scene: Scene, live_stack: LiveStack, browser: "Browser", width: int
) -> None:
    market = scene.market
    for who, root, paths in (
        (market.owners["CN"].email, "seller", list(pages_of_the_seller(scene))),
        (market.staff.email, "staff", list(pages_of_the_operator(scene))),
    ):
        context = browser.new_context(viewport={"width": width, "height": 800}, locale="ru-RU")
        page = context.new_page()
        complaints: list[str] = []
        page.on(
            "console",
            lambda said, heard=complaints: heard.append(said.text) if said.type == "error" else None,
        )
        sign_in(page, live_stack.url, who)
        for language in LANGUAGES:
            for path in paths:
                address = f"/{language}/{root}/{path}"
                answer = page.goto(f"{live_stack.url}{address}")
                assert answer is not None
                assert answer.status == 200, address
                assert page.evaluate("document.documentElement.scrollWidth") <= width, address
                # An order's own page has tables of its whole books, which may be wider than a desk.
                if width == DESK and "/orders/ord_" not in address:
                    assert page.evaluate(HIDDEN) == 0, address
                assert not complaints, (address, complaints)
        context.close()


def test_a_seller_works_an_order_off_by_keyboard_alone(
    scene: Scene, live_stack: LiveStack, browser: "Browser"
) -> None:
    page = browser.new_context(viewport={"width": 1280, "height": 800}, java_script_enabled=False).new_page()
    sign_in(page, live_stack.url, scene.market.owners["CN"].email)
    page.goto(f"{live_stack.url}/ru/seller/orders/")
    page.locator("tbody th a").nth(1).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/seller/orders/slo_*/")
    for button in ("Купить этикетку", "Передана перевозчику"):
        page.get_by_role("button", name=button).focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
    assert page.locator(".status", has_text="в пути").count() >= 1
    assert page.locator(".notice--error").count() == 0


def sign_in(page: "Page", root: str, email: str) -> None:
    """Sign in as people do."""
    page.goto(f"{root}/ru/account/login/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", PASSWORD)
    with page.expect_navigation():
        page.locator("main form button[type=submit]").first.click()
