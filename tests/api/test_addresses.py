"""A person's addresses are theirs alone, and fit their country."""

from tests.api.calling import App, app_of, shown
from tests.market import KAZAN, Market, person


def test_addresses_are_added_listed_and_removed(market: Market, shopper: App) -> None:
    added = shopper.post("/addresses", KAZAN.as_facts() | {"street": "ул. Пушкина, 1"})
    assert added.status == 201
    streets = [item["street"] for item in shopper.get("/addresses").body["items"]]
    assert streets == ["ул. Пушкина, 1", KAZAN.street]
    assert shopper.delete(f"/addresses/{added.body['id']}").status == 204
    assert len(shopper.get("/addresses").body["items"]) == 1


def test_anothers_address_can_be_neither_read_nor_removed(market: Market) -> None:
    other = app_of(person("marat@example.test"))
    address = f"/addresses/{shown('adr', market.address_id)}"
    assert other.get(address).status == 404
    assert other.delete(address).status == 404
    assert app_of(market.shopper).get(address).status == 200


def test_a_country_tells_the_parts_of_its_addresses(db: None, guest: App) -> None:
    british = guest.get("/address-forms/GB").body
    required = [field["name"] for field in british["fields"] if field["is_required"]]
    assert {"recipient", "street", "city", "postal_code", "phone"} == set(required)
    assert guest.get("/address-forms/US").status == 404
