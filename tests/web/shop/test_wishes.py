"""The wish list: a guest's comes along when they sign in, and prices are followed."""

from functools import partial
from uuid import UUID

import pytest

from tests.flows.matching import wish_to_join
from tests.market import PASSWORD, Market
from tests.web.shop.reader import Reader
from tests.web.shop.test_click_log import answers
from tests.web.shop.test_looking_around import product_path
from yarmarka.domain.catalogue.models import Offer
from yarmarka.domain.wishes.models import WishRow
from yarmarka.flows.change_offers import change_price
from yarmarka.flows.join_goods import confirm_match, take_join_back
from yarmarka.kernel.clock import now
from yarmarka.vocabulary.ids import public_id

pytestmark = pytest.mark.django_db


def product_of(market: Market, country: str) -> UUID:
    return Offer.objects.get(id=market.offers[country]).product_id


def test_a_guest_notes_goods_by_their_hearts_and_takes_them_off(market: Market, guest: Reader) -> None:
    assert "Nothing noted yet" in guest.open("/wishes/").main
    shelf = guest.open("/c/kettles/")
    assert len(shelf.forms("/wishes/change/")) == 3
    again = shelf.send("/wishes/change/")
    assert len(again.tree.xpath("//button[@aria-pressed='true']")) == 1
    page = guest.open("/wishes/")
    assert "The same price as when you noted it" in page.main
    assert "It is kept for this visit" in page.main
    assert "Nothing noted yet" in page.send("/wishes/change/").main


def test_what_a_guest_noted_comes_along_when_they_sign_in(market: Market, guest: Reader) -> None:
    guest.open("/c/kettles/").send("/wishes/change/")
    form = guest.open("/account/login/")
    form.send("/login/", login=market.shopper.email, password=PASSWORD)
    assert WishRow.objects.filter(person=market.shopper).count() == 1
    assert "The same price as when you noted it" in guest.open("/wishes/").main
    assert WishRow.objects.count() == 1


def test_what_a_guest_noted_and_looked_at_is_found_where_it_was_joined_and_again_when_parted(
    market: Market, guest: Reader
) -> None:
    kept, gone = product_of(market, "RU"), product_of(market, "CN")
    shelf = guest.open("/c/kettles/")
    answers(guest, guest.open(product_path(market.offers["GB"])), "seen", "yes")
    guest.open(product_path(market.offers["CN"]))
    for nth, form in enumerate(shelf.forms("/wishes/change/")):
        if form.fields["product"] == public_id("prd", gone):
            stale = partial(shelf.send, "/wishes/change/", nth=nth)
            stale()
    proposal = wish_to_join(market, kept, gone)
    confirm_match(proposal, kept_id=kept, by=market.staff.id, now=now())
    stale()
    page = guest.open("/wishes/")
    assert page.links("/p/") == [f"/en{product_path(market.offers['RU'])}"], "once, where it went"
    beside = guest.open(product_path(market.offers["GB"]))
    assert any(public_id("prd", kept) in link for link in beside.links("/p/"))
    take_join_back(proposal, reason="Another model", by=market.staff.id, now=now())
    assert guest.open("/wishes/").links("/p/") == [f"/en/p/{public_id('prd', gone)}/"]
    confirm_match(wish_to_join(market, kept, gone), kept_id=kept, by=market.staff.id, now=now())
    assert "Nothing noted yet" in guest.open("/wishes/").send("/wishes/change/").main


def test_the_list_says_what_became_of_price_and_stock(market: Market, shopper: Reader) -> None:
    for nth in range(3):
        shopper.open("/c/kettles/").send("/wishes/change/", nth=nth)
    assert WishRow.objects.count() == 3
    china, britain = market.offers["CN"], market.offers["GB"]
    change_price(seller_id=market.sellers["CN"].id, offer_id=china, price_minor=10_000, now=now())
    Offer.objects.filter(id=britain).update(status="paused")
    page = shopper.open("/wishes/")
    assert "less than when you noted it" in page.main
    assert "Sold out just now" in page.main
    assert shopper.open("/wishes/").has_button("On your wish list")
