"""Deliveries to a region are stopped and resumed, in a real browser and in Russian, and everybody reads why.

A shopper there has a basket, another one a parcel on its way and an order that was not sent yet; one of the staff
proposes, another one approves. A picture of each step is left in build/pictures/stop-and-resume.
"""

import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec import structs

from tests.flows.restricting import WHY, YALTA
from tests.flows.steps import label, part_of, send
from tests.live import LiveStack
from tests.market import PASSWORD, Market, approve_payment, open_market, order_request, person
from tests.simulators.stand_ins import eventually
from yarmarka.domain.accounts.actions import add_address
from yarmarka.domain.accounts.models import Person
from yarmarka.domain.orders.models import Order
from yarmarka.domain.orders.types import SellerOrderCard
from yarmarka.flows.place_orders import place_order
from yarmarka.flows.refresh_shelves import refresh_all_shelves
from yarmarka.flows.stop_and_resume import take_effect
from yarmarka.kernel.clock import now
from yarmarka.vocabulary.ids import public_id

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = [pytest.mark.browser, pytest.mark.story, pytest.mark.alone]

PICTURES = Path(__file__).resolve().parents[2] / "build" / "pictures" / "stop-and-resume"
PHONE, DESK = {"width": 360, "height": 780}, {"width": 1280, "height": 800}
#: from the proposal to its minute: enough for a second person to look and approve
AHEAD = timedelta(seconds=12)


class Visitor:
    """Somebody with a browser, and pictures of what they saw."""

    steps = 0

    def __init__(self, browser: "Browser", stack: LiveStack, who: str, size: dict[str, int]) -> None:
        self.context = browser.new_context(viewport=size, locale="ru-RU")
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(20_000)
        self.stack, self.who = stack, who

    def go(self, path: str) -> None:
        self.page.goto(f"{self.stack.url}/ru{path}")

    def sign_in(self, email: str) -> "Visitor":
        self.go("/account/login/")
        self.page.fill("input[name=login]", email)
        self.page.fill("input[name=password]", PASSWORD)
        self.follow(self.page.get_by_role("button", name="Войти").first)
        assert "/account/login/" not in self.page.url
        return self

    def follow(self, target: "Locator") -> None:
        """Click what leads to another page, and be there."""
        with self.page.expect_navigation():
            target.click()

    def reads(self, *words: str) -> None:
        """See all these words on the page, and keep a picture of it."""
        text = self.page.inner_text("main")
        for one in words:
            assert one in text, f"{one!r} is not on {self.page.url}:\n{text}"
        Visitor.steps += 1
        assert not self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        self.page.screenshot(path=PICTURES / f"{Visitor.steps:02d}-{self.who}.png", full_page=True)

    def letter(self, to: str, words: str) -> str:
        """Return the newest letter to somebody with these words in its subject, once it has come."""
        rows = self.page.locator("tr", has_text=to).filter(has_text=words)

        def has_come() -> bool:
            self.go("/demo/mail/")
            return rows.count() > 0

        eventually(has_come, within=30)
        self.follow(rows.first.get_by_role("link").first)
        return self.page.frame_locator("iframe.mail-frame").locator("body").inner_text()


@pytest.fixture
def opened(browser: "Browser") -> Iterator["Browser"]:
    PICTURES.mkdir(parents=True, exist_ok=True)
    for old in PICTURES.glob("*.png"):
        old.unlink()
    Visitor.steps = 0
    yield browser
    for context in browser.contexts:
        context.close()


def order_to_yalta(market: Market, shopper: Person) -> SellerOrderCard:
    request = order_request(market, {market.offers["RU"]: 1}, shopper=shopper, now=now())
    placed = place_order(structs.replace(request, address=YALTA), now=now())
    approve_payment(placed.order_id, placed.total, now=now())
    return part_of(placed.order_id)


def test_a_region_is_stopped_and_resumed_and_everybody_reads_why(
    opened: "Browser", live_stack: LiveStack
) -> None:
    market = open_market(countries=("RU",), now=now())
    refresh_all_shelves(now=now())
    second = person("second@example.test", full_name="Второй", is_staff=True)
    timur = person("timur@example.test", full_name="Тимур Асанов", locale="ru")
    add_address(person_id=timur.id, address=YALTA, now=now())
    travelling, kept = order_to_yalta(market, timur), order_to_yalta(market, timur)
    send(travelling, now=now())
    label(kept, now=now())

    alsu = Visitor(opened, live_stack, "shopper", PHONE).sign_in(market.shopper.email)
    product = fill_basket_for_yalta(alsu)
    waits = Visitor(opened, live_stack, "shopper-with-parcels", PHONE).sign_in(timur.email)
    seller = Visitor(opened, live_stack, "seller", DESK).sign_in(market.owners["RU"].email)
    operator = Visitor(opened, live_stack, "operator", DESK).sign_in(market.staff.email)
    approver = Visitor(opened, live_stack, "approver", DESK).sign_in(second.email)

    at = propose_the_stop(operator)
    approve(approver, "Крым")
    alsu.go("/places/")
    alsu.reads("Объявлено", "Крым", WHY["ru"])
    time.sleep(max(0.0, (at - now()).total_seconds()))
    assert take_effect(now=now()) == 1  # the job of every minute
    live_stack.start_worker()  # which writes the letters

    for path in (product, "/basket/", "/addresses/"):
        alsu.go(path)
        alsu.reads(WHY["ru"], "С ")
    alsu.go("/checkout/")
    alsu.reads("Сейчас мы сюда не доставляем", WHY["ru"], "Ялта")
    assert alsu.page.locator("button[value=place]").count() == 0
    waits.go(f"/orders/{public_id('ord', travelling.order_id)}/")
    waits.reads(WHY["ru"], "Он оформлен раньше и исполняется как обычно.")
    waits.go(f"/orders/{public_id('ord', kept.order_id)}/")
    waits.reads(WHY["ru"], "Ждёт: доставка туда остановлена")
    seller.go(f"/seller/orders/{public_id('slo', kept.id)}/")
    seller.reads(WHY["ru"], "Пожалуйста, пока не отправляйте")
    assert seller.page.locator("button[value=hand_over]").count() == 0
    letter = waits.letter(timur.email, "остановлена")
    assert WHY["ru"] in letter
    assert "Посылка уже в пути" in letter
    assert "Он оплачен и ждёт" in letter
    assert WHY["ru"] in waits.letter(market.shopper.email, "остановлена")
    assert WHY["ru"] in waits.letter("owner-ru@example.test", "остановлена")

    propose_the_resumption(operator)
    approve(approver, "Возобновить доставку")
    assert take_effect(now=now()) == 1
    alsu.go("/places/")
    alsu.reads("Как было раньше", WHY["ru"])
    waits.letter(timur.email, "снова работает")
    seller.go(f"/seller/orders/{public_id('slo', kept.id)}/")
    seller.follow(seller.page.locator("button[value=hand_over]"))
    assert part_of(kept.order_id).status == "sent"
    alsu.go("/checkout/")
    alsu.reads("Ялта")
    alsu.follow(alsu.page.locator("button[value=place]"))
    assert Order.objects.filter(person_id=market.shopper.id, address__city="Ялта").exists()


def fill_basket_for_yalta(alsu: Visitor) -> str:
    """A shopper in the region puts a kettle into the basket and writes their address; return the product's page."""
    alsu.go("/c/kettles/")
    alsu.follow(alsu.page.get_by_role("link", name="Чайник RU-1").first)
    product = alsu.page.url.removeprefix(f"{alsu.stack.url}/ru")
    alsu.follow(alsu.page.get_by_role("button", name="В корзину").first)
    alsu.go("/checkout/")
    alsu.page.locator("details.another summary").last.click()
    for name in ("recipient", "street", "city", "region", "postal_code", "phone"):
        alsu.page.fill(f"form[action*='/address'] [name={name}]", getattr(YALTA, name))
    alsu.follow(alsu.page.locator("button[value=save]"))
    alsu.reads("Ялта", "Оформить и оплатить")
    return product


def propose_the_stop(operator: Visitor) -> datetime:
    """One of the staff says what, from when on and why, sees what it touches, and proposes it; return its instant."""
    operator.go("/staff/restrictions/propose/")
    operator.page.select_option("[name=place]", "crimea")
    for name, words in {"regime": "Решение площадки", "legal_basis": "Решение № 7 от 26 ноября 2026"}.items():
        operator.page.fill(f"[name={name}]", words)
    for code, words in WHY.items():
        operator.page.fill(f"[name=shopper_{code}]", words)
        operator.page.fill(f"[name=seller_{code}]", words)
    for state, what in {"unpaid": "refund", "to_ship": "hold", "sent": "finish"}.items():
        operator.page.select_option(f"[name=on_{state}]", what)
    operator.follow(operator.page.locator("button[value=preview]"))
    operator.reads("Что это затронуло бы сейчас", "Посылки в пути", "Пока ничего не предложено")
    at = (now() + AHEAD).replace(microsecond=0)
    operator.page.fill("[name=at]", f"{at:%Y-%m-%dT%H:%M:%S}")
    operator.follow(operator.page.locator("button[value=propose]"))
    operator.reads("Крым", "Решение № 7 от 26 ноября 2026", "То, что предложили вы, решает другой.")
    return at


def propose_the_resumption(operator: Visitor) -> None:
    """One of the staff proposes to resume, as soon as another one approves."""
    operator.go("/staff/restrictions/")
    operator.page.locator("#holding ~ article details.fold summary").first.click()
    operator.page.fill("[name=reason]", "Перевозчик снова принимает посылки")
    operator.follow(operator.page.locator("form[action*='/resume/'] button"))


def approve(approver: Visitor, words: str) -> None:
    """Another one of the staff looks at what it touches, and approves."""
    approver.go("/staff/restrictions/")
    approver.reads(words, "Сохранённые адреса", "Деньги в этих заказах")
    approver.follow(approver.page.locator("button[value=approve]").first)
    approver.reads("Одобрено")
