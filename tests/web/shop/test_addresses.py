"""A person's own addresses."""

from tests.market import Market, person
from tests.web.shop.reader import Reader
from tests.web.shop.test_checkout import ADDRESS
from yarmarka.domain.accounts.queries import addresses_of
from yarmarka.vocabulary.ids import public_id


def test_address_is_added_and_removed(market: Market, shopper: Reader) -> None:
    page = shopper.open("/addresses/").send("/addresses/", **ADDRESS)
    assert "The address is saved." in page.main
    assert "Тимур Галеев" in page.main
    left = page.send("/remove/")
    assert "The address is removed" in left.main
    assert len(addresses_of(person_id=market.shopper.id)) == 1


def test_incomplete_address_is_explained(market: Market, shopper: Reader) -> None:
    page = shopper.open("/addresses/").send("/addresses/", **{**ADDRESS, "phone": "call me"})
    assert page.status == 422
    assert page.tree.xpath("//input[@name='phone']/@aria-invalid") == ["true"]


def test_country_that_is_not_served_falls_back_to_one_that_is(market: Market, shopper: Reader) -> None:
    page = shopper.open("/addresses/").send("/addresses/", country="XX", do="country")
    assert page.status == 200
    assert page.tree.xpath("//option[@selected]/@value") == ["RU"]


def test_nobody_removes_anothers_address(market: Market) -> None:
    stranger = Reader(person("stranger@example.test"))
    page = stranger.open("/addresses/")
    token = page.tree.xpath("//input[@name='csrfmiddlewaretoken']/@value")[0]
    path = f"/en/addresses/{public_id('adr', market.address_id)}/remove/"
    assert stranger.client.post(path, {"csrfmiddlewaretoken": token}).status_code == 404
    assert len(addresses_of(person_id=market.shopper.id)) == 1


def test_forms_that_were_sent_after_signing_out_lead_to_signing_in(market: Market, shopper: Reader) -> None:
    page = shopper.open("/addresses/")
    path = f"/en/addresses/{public_id('adr', market.address_id)}/remove/"
    guest = Reader()
    token = guest.open("/preferences/").tree.xpath("//input[@name='csrfmiddlewaretoken']/@value")[0]
    answer = guest.client.post(path, {"csrfmiddlewaretoken": token})
    assert answer["Location"] == "/en/account/login/?next=/en/addresses/"
    assert page.status == 200
