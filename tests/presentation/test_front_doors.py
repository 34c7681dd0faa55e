"""A shop is found from outside at its own host, or under its prefix; what is closed leads to the default one."""

from datetime import datetime
from typing import Final

import msgspec
import pytest
from django.test import override_settings
from django.urls import set_script_prefix

from tests.malls import MALL
from tests.market import NOW, person
from yarmarka.domain.storefronts.actions import found_storefront, publish_draft
from yarmarka.domain.storefronts.types import Place
from yarmarka.presentation.front_doors import front_door

pytestmark = pytest.mark.django_db
EARLIER: Final = NOW.replace(year=NOW.year - 1)


def found(*places: Place, locales: tuple[str, ...] = ("ru", "en", "zh"), now: datetime = NOW) -> None:
    contents = msgspec.structs.replace(MALL, locales=locales, locale=locales[0])
    staff = person("founder@example.test", is_staff=True).id
    found_storefront(code="mall", places=list(places), contents=contents, by=staff, now=now)
    publish_draft("mall", by=staff, now=now)


def address(page: str = "shop:orders", *, language: str = "en", now: datetime = NOW) -> str:
    with override_settings(SITE_URL="https://fair.example:8443"):
        return front_door("mall", now=now).address(page, language=language)


@pytest.mark.parametrize(
    ("places", "root"),
    [
        ([Place("", "mall")], "https://fair.example:8443/mall"),
        ([Place("", "mall"), Place("mall.example", "")], "https://mall.example:8443"),
        ([Place("mall.example", "brands")], "https://mall.example:8443/brands"),
    ],
)
def test_a_host_of_its_own_comes_before_a_prefix(places: list[Place], root: str) -> None:
    found(*places)
    assert address() == f"{root}/en/orders/"


def test_the_page_of_another_shop_is_reached_from_within_a_shop() -> None:
    found(Place("", "mall"))
    set_script_prefix("/other/")
    try:
        assert address() == "https://fair.example:8443/mall/en/orders/"
    finally:
        set_script_prefix("/")


def test_whoever_reads_a_language_that_the_shop_has_not_is_led_to_its_first_one_but_in_consoles() -> None:
    found(Place("", "mall"), locales=("zh", "en"))
    assert address(language="ru").endswith("/mall/zh/orders/")
    assert address("seller:home", language="ru").endswith("/mall/ru/seller/")


def test_a_shop_that_is_closed_leads_to_the_marketplace() -> None:
    found(Place("", "mall"))
    assert address(now=EARLIER) == "https://fair.example:8443/en/orders/"
