"""What search engines are told: every page of goods in each language, in lists that stay as they are."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from lxml import etree

from tests.market import Market
from yarmarka.domain.catalogue.models import Product
from yarmarka.flows.refresh_shelves import refresh_all_shelves
from yarmarka.kernel.clock import now
from yarmarka.vocabulary.ids import public_id
from yarmarka.web.shop import sitemap

pytestmark = pytest.mark.django_db
SPACES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.fixture(autouse=True)
def lists_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a list hold one product, and forget lists of other tests."""
    monkeypatch.setattr(sitemap, "PER_FILE", 1)
    cache.clear()


def found(address: str, path: str) -> list[Any]:
    answer = Client().get(address)
    assert answer.status_code == 200
    return list(etree.fromstring(answer.content).xpath(path, namespaces=SPACES))


def test_every_product_stands_once_in_the_lists_of_each_language(market: Market) -> None:
    refresh_all_shelves(now=now())
    wanted = {
        public_id("prd", key)
        for key in Product.objects.filter(is_visible=True, offer_count__gt=0).values_list("id", flat=True)
    }
    assert len(wanted) > 1
    lists = [str(one.text) for one in found("/sitemap.xml", "//s:sitemap/s:loc")]
    for language in ("ru", "en", "zh"):
        pages = [
            str(page.text)
            for one in lists
            if f"language={language}&part=goods" in one
            for page in found(one.removeprefix("http://testserver"), "//s:url/s:loc")
        ]
        assert len(pages) == len(wanted)
        assert {page.rstrip("/").rpartition("/")[2] for page in pages} == wanted
        assert all(page.startswith(f"http://testserver/{language}/p/") for page in pages)
        assert Client().get(pages[0]).status_code == 200


def test_a_page_names_itself_in_the_other_languages(market: Market) -> None:
    refresh_all_shelves(now=now())
    address = "/sitemap.xml?language=ru&part=shelves"
    links = found(address, "//s:url[2]/x:link/@href")
    assert {link.split("/")[3] for link in links} == {"ru", "en", "zh"}
    assert all(Client().get(link).status_code == 200 for link in links)


@pytest.mark.parametrize(
    "asked", ["?language=xx&part=goods", "?language=ru&part=else", "?language=ru&part=goods&before=prd_x"]
)
def test_lists_that_there_are_not_are_not_found(market: Market, asked: str) -> None:
    assert Client().get(f"/sitemap.xml{asked}").status_code == 404


def test_robots_are_kept_from_what_is_somebodys_own(market: Market) -> None:
    text = Client().get("/robots.txt").content.decode()
    assert "Disallow: /ru/basket/" in text.splitlines()
    assert "Sitemap: http://testserver/sitemap.xml" in text.splitlines()
