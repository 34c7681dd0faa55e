"""Warehouses: a seller sees and adds its own."""

import pytest

from tests.market import Market
from tests.web.seller.conftest import SignIn
from yarmarka.domain.inventory.queries import warehouses_of

pytestmark = pytest.mark.django_db

LEEDS = {"name": "Leeds South", "country": "GB", "city": "Leeds"}


def test_a_warehouse_is_added_to_ones_own(market: Market, as_seller: SignIn) -> None:
    page = as_seller("GB").post("/en/seller/warehouses/", LEEDS, follow=True).content.decode()
    assert "The warehouse is added" in page
    assert "Leeds South" in {place.name for place in warehouses_of(seller_id=market.sellers["GB"].id)}
    assert "Leeds South" not in as_seller("CN").get("/en/seller/warehouses/").content.decode()


def test_two_of_one_name_are_refused(market: Market, as_seller: SignIn) -> None:
    client = as_seller("GB")
    client.post("/en/seller/warehouses/", LEEDS)
    again = client.post("/en/seller/warehouses/", LEEDS)
    assert again.status_code == 422
    assert "a warehouse of this name already" in again.content.decode()


@pytest.mark.parametrize("wrong", [{"name": ""}, {"country": "XX"}, {"city": ""}])
def test_a_mistake_is_told(market: Market, as_seller: SignIn, wrong: dict[str, str]) -> None:
    before = len(warehouses_of(seller_id=market.sellers["GB"].id))
    assert as_seller("GB").post("/en/seller/warehouses/", LEEDS | wrong).status_code == 422
    assert len(warehouses_of(seller_id=market.sellers["GB"].id)) == before
