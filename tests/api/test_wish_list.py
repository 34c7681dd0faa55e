"""A wish list by the API: the list of the pages, of its owner alone."""

from tests.api.calling import App, app_of, shown
from tests.market import Market, person
from yarmarka.domain.catalogue.models import Offer, Product
from yarmarka.domain.wishes.queries import wishes_of
from yarmarka.flows.change_offers import change_price
from yarmarka.kernel.clock import now


def wish(market: Market, country: str) -> str:
    return f"/wishes/{shown('prd', Offer.objects.get(id=market.offers[country]).product_id)}"


def titles(app: App) -> list[str]:
    return [one["product"]["title"] for one in app.get("/wishes").body["items"]]


def test_a_wish_is_noted_once_listed_newest_first_and_taken_off(market: Market, shopper: App) -> None:
    assert shopper.get("/wishes").body == {"items": [], "most": 200}
    noted = shopper.put(wish(market, "CN"), {})
    assert noted.status == 200
    assert noted.body["price_then"] == noted.body["product"]["price"]
    shopper.put(wish(market, "GB"), {})
    again = shopper.put(wish(market, "CN"), {})
    assert again.body["added_at"] == noted.body["added_at"]
    assert [title[-4:] for title in titles(shopper)] == ["GB-1", "CN-1"]
    assert [shopper.delete(wish(market, "GB")).status for _ in range(2)] == [204, 204]
    assert [title[-4:] for title in titles(shopper)] == ["CN-1"]


def test_it_says_what_became_of_the_price(market: Market, shopper: App) -> None:
    shopper.put(f"{wish(market, 'CN')}?currency=CNY", {})
    change_price(
        seller_id=market.sellers["CN"].id, offer_id=market.offers["CN"], price_minor=10_000, now=now()
    )
    (listed,) = shopper.get("/wishes?currency=CNY").body["items"]
    assert listed["product"]["price"] == {"minor": 10_000, "currency": "CNY"}
    assert listed["change"]["minor"] == 10_000 - listed["price_then"]["minor"] < 0


def test_a_list_is_its_owners_alone(market: Market, shopper: App, guest: App) -> None:
    shopper.put(wish(market, "CN"), {})
    other = app_of(person("marat@example.test"))
    assert other.get("/wishes").body["items"] == []
    assert other.delete(wish(market, "CN")).status == 204, "it says no more than of one that is not there"
    assert len(wishes_of(market.shopper.id)) == 1
    calls = (guest.get("/wishes"), guest.put(wish(market, "CN"), {}), guest.delete(wish(market, "CN")))
    assert [(answer.status, answer.body["code"]) for answer in calls] == [(401, "not_signed_in")] * 3


def test_what_is_not_there_or_hidden_can_not_be_wished_for(market: Market, shopper: App) -> None:
    hidden = wish(market, "RU")
    Product.objects.update(is_visible=False)
    for path in (hidden, f"/wishes/{shown('prd', market.address_id)}", "/wishes/prd_love"):
        refused = shopper.put(path, {})
        assert (refused.status, refused.body["code"]) == (404, "missing")


def test_of_too_many_the_oldest_make_room(market: Market, shopper: App, monkeypatch: object) -> None:
    monkeypatch.setattr("yarmarka.domain.wishes.actions.MOST", 2)  # type: ignore[attr-defined]
    for country in ("CN", "GB", "RU"):
        shopper.put(wish(market, country), {})
    assert [title[-4:] for title in titles(shopper)] == ["RU-1", "GB-1"]
