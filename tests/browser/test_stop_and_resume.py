"""Deliveries to a region are stopped and resumed, in a real browser and in Russian, and everybody reads why.

A shopper there has a basket, another one a parcel on its way and an order that was not sent yet; one of the staff
proposes, another one approves. A picture of each step is left in build/pictures/stop-and-resume.
"""

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from msgspec import structs

from tests.browser.stopping import (
    DESK,
    PHONE,
    Visitor,
    approve,
    propose_the_resumption,
    propose_the_stop,
    story,
)
from tests.flows.restricting import WHY, YALTA
from tests.flows.steps import label, part_of, send
from tests.live import LiveStack
from tests.market import Market, approve_payment, open_market, order_request, person
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
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.story, pytest.mark.alone]


@pytest.fixture
def opened(browser: "Browser") -> Iterator["Browser"]:
    yield from story(browser, "stop-and-resume")


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
