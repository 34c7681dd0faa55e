"""What shelves are sorted by: the lowest price among what can be had."""

from decimal import Decimal
from uuid import UUID

import pytest

from tests.domain.catalogue.incoming import row, store
from tests.market import NOW, Market, open_market
from yarmarka.domain.catalogue.actions import pause_offer, refresh_reference_prices
from yarmarka.domain.catalogue.models import Product
from yarmarka.domain.inventory.actions import count_stock
from yarmarka.domain.inventory.types import Counted
from yarmarka.flows.change_offers import change_price, count_offer
from yarmarka.flows.refresh_shelves import refresh_all_shelves

pytestmark = pytest.mark.django_db
PEN = "04006381333931"
RATES = {"RUB": Decimal(1), "CNY": Decimal("12.5")}


@pytest.fixture
def market() -> Market:
    return open_market(countries=("RU", "CN"))


@pytest.fixture
def pens(market: Market) -> dict[str, tuple[UUID, UUID]]:
    [ours] = store(market, "RU", row(market, "A", gtin=PEN, price_minor=10_000))
    [theirs] = store(market, "CN", row(market, "B", gtin=PEN, price_minor=700, currency="CNY"))
    return {"RU": (ours.offer_id, ours.product_id), "CN": (theirs.offer_id, theirs.product_id)}


def shelved(product_id: UUID) -> tuple[int | None, int]:
    product = Product.objects.get(id=product_id)
    return product.reference_minor, product.offer_count


def test_the_lowest_price_counts_whatever_its_currency(pens: dict[str, tuple[UUID, UUID]]) -> None:
    product_id = pens["RU"][1]
    changed = refresh_reference_prices([product_id], rates_to_rub=RATES, now=NOW)
    assert changed == 1
    assert shelved(product_id) == (8_750, 2)
    assert refresh_reference_prices([product_id], rates_to_rub=RATES, now=NOW) == 0


def test_what_is_not_in_stock_does_not_count(pens: dict[str, tuple[UUID, UUID]]) -> None:
    offer_id, product_id = pens["RU"]
    refresh_reference_prices([product_id], in_stock=[offer_id], rates_to_rub=RATES, now=NOW)
    assert shelved(product_id) == (10_000, 1)
    refresh_reference_prices([product_id], in_stock=[], rates_to_rub=RATES, now=NOW)
    assert shelved(product_id) == (None, 0)


def test_what_can_not_be_compared_does_not_count(pens: dict[str, tuple[UUID, UUID]]) -> None:
    product_id = pens["RU"][1]
    refresh_reference_prices([product_id], rates_to_rub={"RUB": Decimal(1)}, now=NOW)
    assert shelved(product_id) == (10_000, 1)


def test_shelves_follow_prices_stock_and_rest(market: Market, pens: dict[str, tuple[UUID, UUID]]) -> None:
    (ours, product_id), (theirs, _) = pens["RU"], pens["CN"]
    count_stock([Counted(ours, 3), Counted(theirs, 3)], now=NOW)
    refresh_all_shelves(now=NOW)
    assert shelved(product_id) == (8_750, 2)
    change_price(seller_id=market.sellers["CN"].id, offer_id=theirs, price_minor=900, now=NOW)
    assert shelved(product_id) == (10_000, 2)
    count_offer(seller_id=market.sellers["RU"].id, offer_id=ours, on_hand=0, now=NOW)
    assert shelved(product_id) == (11_250, 1)
    pause_offer(seller_id=market.sellers["CN"].id, offer_id=theirs, now=NOW)
    refresh_all_shelves(now=NOW)
    assert shelved(product_id) == (None, 0)
