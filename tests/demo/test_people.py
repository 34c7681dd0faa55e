"""Who lives in the demo world: firms that their countries' rules would take, shoppers who can be reached."""

import re
from datetime import date

import pytest

from yarmarka.demo.goods import things
from yarmarka.demo.lanes import LANES
from yarmarka.demo.papers import paper_of, shown
from yarmarka.demo.people import Firm, firms, newcomers, shoppers
from yarmarka.domain.accounts.rules import check_address
from yarmarka.domain.documents.rules import checked_fault, media_type_of, required_of
from yarmarka.domain.sellers.rules import check_identifiers
from yarmarka.domain.sellers.types import Kind, Role


def test_there_are_twelve_sellers_of_five_countries_two_of_them_brands() -> None:
    assert len(firms()) == 12
    assert {firm.country for firm in firms()} == {"CN", "RU", "TR", "DE", "GB"}
    brands = [firm for firm in firms() if firm.kind is Kind.BRAND]
    assert len(brands) == 2
    for firm in brands:
        own = {thing.brand for thing in things() if firm.key in thing.sold}
        assert len(own) == 1


@pytest.mark.parametrize("firm", [*firms(), *newcomers()], ids=lambda firm: firm.key)
def test_a_firm_has_numbers_and_an_address_that_can_be_right(firm: Firm) -> None:
    check_identifiers(firm.application)
    check_address(firm.application.address)
    assert firm.email.endswith("@demo.example")


@pytest.mark.parametrize("firm", [*firms(), *newcomers()], ids=lambda firm: firm.key)
def test_a_firm_has_every_paper_that_its_country_asks_for(firm: Firm) -> None:
    for kind in required_of(firm.country, firm.kind):
        paper = paper_of(firm, kind, on=date(2026, 7, 1))
        assert media_type_of(paper) == "application/pdf"
        assert paper != paper_of(firm, kind, on=date(2026, 11, 25)), "it says when it was issued"


def test_of_what_was_shown_lately_some_waits_some_was_found_right_and_some_is_asked_for_again() -> None:
    by_key = {firm.key: firm for firm in (*firms(), *newcomers())}
    for one in shown():
        assert one.kind in required_of(by_key[one.firm].country, by_key[one.firm].kind)
        assert one.after < one.hours, "nothing is found in the future"
        if one.fault:
            checked_fault(one.fault, one.note)
            assert one.after
    waiting, again = sum(not one.after for one in shown()), sum(bool(one.fault) for one in shown())
    assert min(waiting, again, len(shown()) - waiting - again) >= 2


def test_every_firm_that_things_name_exists_and_sells_something() -> None:
    named = {seller for thing in things() for seller in thing.sold}
    assert named == {firm.key for firm in firms()}


def test_nobody_is_two_people() -> None:
    everybody = [firm.email for firm in (*firms(), *newcomers())]
    everybody += [colleague.email for firm in firms() for colleague in firm.staff]
    everybody += [shopper.email for shopper in shoppers()]
    assert len(everybody) == len(set(everybody))
    assert {colleague.role for firm in firms() for colleague in firm.staff} == {
        Role.MANAGER,
        Role.CLERK,
        Role.BOOKKEEPER,
    }


def test_forty_shoppers_live_from_kaliningrad_to_kamchatka_and_abroad() -> None:
    everybody = shoppers()
    assert len(everybody) == 40
    assert len({shopper.email for shopper in everybody}) == 40
    assert {shopper.locale for shopper in everybody} == {"ru", "en", "zh"}
    countries = {shopper.address.country for shopper in everybody}
    assert countries == {"RU", "KZ", "BY", "CN", "DE", "GB"}
    for shopper in everybody:
        assert check_address(shopper.address) == shopper.address
        if shopper.address.country == "CN":
            assert re.search("[一-鿿]", shopper.address.street)


def test_something_can_be_brought_to_every_shopper() -> None:
    for shopper in shoppers():
        assert [lane for lane in LANES if lane[1] == shopper.address.country]
    for firm in firms():
        assert (firm.country, "RU") in LANES
