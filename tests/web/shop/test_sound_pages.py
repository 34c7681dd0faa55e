"""Every page of the shop is sound HTML, with nothing inline, and wholly in the reader's language."""

import re
from collections import Counter
from collections.abc import Callable
from itertools import pairwise

import pytest

from tests.market import Market, approve_payment, place
from tests.web.shop.reader import Page, Reader
from tests.web.shop.test_looking_around import product_path, refresh
from tests.web.shop.test_orders import path_of
from yarmarka.domain.inventory.actions import count_stock
from yarmarka.domain.inventory.types import Counted
from yarmarka.domain.payments.actions import begin_attempt
from yarmarka.kernel import clock
from yarmarka.vocabulary.ids import public_id

Fill = Callable[..., None]
#: names and codes that are the same in every language
NAMES = {"Trading", "Yarmarka", "RUB", "CNY", "USD", "EUR", "GBP", "test", "zzz"}
ORDER_NUMBER = re.compile(r"\d{6}-[0-9A-Z]{7}")


@pytest.fixture
def pages(market: Market, shopper: Reader, fill: Fill) -> list[Page]:
    """Every page of the shop as a Russian reader meets it, in states that show most of their parts."""
    refresh(market)
    reader = Reader(market.shopper, language="ru")
    empty = [reader.open(path) for path in ("/basket/", "/orders/")]
    unpaid = place(market, {market.offers["RU"]: 2}, now=clock.now())
    paid = place(market, dict.fromkeys(market.offers.values(), 1), now=clock.now())
    payment = approve_payment(paid.order_id, paid.total, now=clock.now())
    waiting = begin_attempt(
        order_id=unpaid.order_id, provider="sandbox", amount=unpaid.total, now=clock.now()
    )
    count_stock([Counted(offer_id=market.offers["CN"], on_hand=1)], now=clock.now())
    fill(CN=2, GB=1, RU=1)
    paths = [
        "/",
        "/c/kettles/",
        "/search/",
        "/search/?q=чайник&from=1",
        "/search/?q=zzz",
        product_path(market.offers["GB"]),
        "/basket/",
        "/preferences/",
        "/checkout/address/",
        "/checkout/",
        "/orders/",
        path_of(unpaid.order_id),
        path_of(paid.order_id),
        f"/pay/{public_id('pay', payment)}/return/",
        f"/pay/{public_id('pay', waiting)}/return/",
        "/addresses/",
    ]
    shown = [reader.open(path) for path in paths]
    wrong = [reader.open("/addresses/").send("/addresses/", country="CN", do="save")]
    return [*empty, *shown, *wrong]


def test_pages_are_sound(pages: list[Page]) -> None:
    for page in pages:
        assert page.status in {200, 422}, page.path
        tree, at = page.tree, page.path
        assert len(tree.xpath("//h1")) == 1, at
        levels = [
            int(heading.tag[1]) for heading in tree.xpath("//main//*[self::h1 or self::h2 or self::h3]")
        ]
        assert all(after - before <= 1 for before, after in pairwise(levels)), (at, levels)
        assert not tree.xpath(
            "//@style | //style | //script[not(@src)][not(@type='application/ld+json')] | //@onclick | //@onchange"
        ), at
        assert not tree.xpath("//span//p | //span//div | //p//div | //b//p"), at
        ids = Counter(tree.xpath("//@id"))
        assert not [name for name, times in ids.items() if times > 1], at
        for reference in tree.xpath("//@aria-labelledby | //@aria-describedby"):
            assert set(reference.split()) <= set(ids), (at, reference)
        labelled = set(tree.xpath("//label/@for"))
        for field in tree.xpath("//input[not(@type='hidden')] | //select"):
            assert field.get("id") in labelled or field.xpath("ancestor::label"), (at, field.get("name"))
        assert tree.xpath("//title/text()")[0].strip(), at


def test_pages_speak_russian_only(pages: list[Page]) -> None:
    for page in pages:
        for foreign in page.tree.find_class("languages") + page.tree.xpath("//code"):
            foreign.drop_tree()
        words = " ".join(page.tree.xpath("//body//text() | //@aria-label | //@placeholder | //title/text()"))
        found = set(re.findall(r"[A-Za-z]{3,}", ORDER_NUMBER.sub("", words))) - NAMES
        assert not found, (page.path, found)
