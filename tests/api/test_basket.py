"""A basket belongs to a person, or to the guest who holds its key."""

from tests.api.calling import App, app_of, shown
from tests.api.wishes import lines
from tests.market import PASSWORD, Market, person


def test_a_guest_gets_a_key_with_the_first_piece(market: Market, guest: App) -> None:
    assert guest.get("/basket").body["basket_key"] is None
    put = guest.post("/basket/lines", lines({market.offers["CN"]: 2})[0])
    assert put.status == 200
    guest.basket_key = put.body["basket_key"]
    seen = guest.get("/basket?country=RU&currency=RUB").body
    assert seen["pieces"] == 2
    assert seen["quote"]["sellers"][0]["lines"][0]["offer_id"] == shown("off", market.offers["CN"])
    assert seen["quote"]["sellers"][0]["deliveries"]


def test_another_guests_key_shows_another_basket(market: Market, guest: App) -> None:
    guest.post("/basket/lines", lines({market.offers["CN"]: 2})[0])
    other = App(basket_key="somebody-elses-long-basket-key")
    assert other.get("/basket").body["pieces"] == 0


def test_pieces_are_added_set_and_taken_out(market: Market, shopper: App) -> None:
    offer = shown("off", market.offers["RU"])
    shopper.post("/basket/lines", {"offer_id": offer, "quantity": 1})
    assert shopper.post("/basket/lines", {"offer_id": offer, "quantity": 2}).body["pieces"] == 3
    assert shopper.put(f"/basket/lines/{offer}", {"quantity": 5}).body["pieces"] == 5
    assert shopper.delete(f"/basket/lines/{offer}").body["pieces"] == 0


def test_what_nobody_offers_can_not_be_put_in(market: Market, shopper: App) -> None:
    refused = shopper.post("/basket/lines", lines({market.address_id: 1})[0])
    assert (refused.status, refused.body["code"]) == (409, "offer_gone")
    assert refused.body["facts"]["offer_id"] == shown("off", market.address_id)


def test_a_quantity_out_of_bounds_names_its_field(market: Market, shopper: App) -> None:
    refused = shopper.post("/basket/lines", lines({market.offers["CN"]: 1_000})[0])
    assert refused.status == 422
    assert refused.body["field"] == "quantity"
    assert refused.body["errors"] == [
        {"field": "quantity", "code": "less_than_equal", "reason": "It must be 999 or less."}
    ]


def test_a_guests_basket_follows_them_when_they_sign_in(market: Market, guest: App) -> None:
    key = guest.post("/basket/lines", lines({market.offers["CN"]: 2})[0]).body["basket_key"]
    buyer = person("marat@example.test")
    signed_in = guest.post("/sign-in", {"email": buyer.email, "password": PASSWORD}, X_Basket_Key=key).body
    assert App(token=signed_in["token"]).get("/basket").body["pieces"] == 2
    assert App(basket_key=key).get("/basket").body["pieces"] == 0


def test_a_quote_adds_up(market: Market, guest: App) -> None:
    wanted = lines({market.offers["CN"]: 2, market.offers["GB"]: 1})
    asked = {"lines": wanted, "country": "RU", "currency": "RUB"}
    quote = guest.post("/quote", asked).body
    assert quote["total"] is None, "no delivery was chosen yet"
    ways = [
        {"seller_id": part["seller_id"], "service_id": part["deliveries"][0]["service_id"]}
        for part in quote["sellers"]
    ]
    quote = guest.post("/quote", asked | {"deliveries": ways}).body
    assert quote["is_ready"]
    parts = sum(part["total"]["minor"] for part in quote["sellers"])
    assert quote["total"]["minor"] == parts == quote["goods"]["minor"] + quote["delivery"]["minor"]


def test_more_than_there_is_makes_a_quote_unready(market: Market, guest: App) -> None:
    quote = guest.post("/quote", {"lines": lines({market.offers["CN"]: 11}), "country": "RU"}).body
    assert quote["sellers"][0]["lines"][0]["problem"] == "short"
    assert not quote["is_ready"]


def test_the_basket_of_one_person_is_not_that_of_another(market: Market, shopper: App) -> None:
    shopper.post("/basket/lines", lines({market.offers["CN"]: 2})[0])
    assert app_of(person("marat@example.test")).get("/basket").body["pieces"] == 0
