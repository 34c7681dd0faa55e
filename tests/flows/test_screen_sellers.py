"""Who could be on a list waits until two people have looked; who was told apart is not asked again in vain."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.flows.denied import load
from tests.flows.steps import buy, complete, part_of
from tests.market import NOW, Market, open_market
from yarmarka.domain.accounts.models import Person
from yarmarka.domain.governance.errors import OwnProposal
from yarmarka.domain.screening.errors import BeingCompared, CaseClosed, UnderScreening
from yarmarka.domain.screening.models import Case, ListVersion
from yarmarka.domain.screening.queries import held, open_cases
from yarmarka.domain.screening.types import Kind, ListEntry, NewList, Party, ScreenedKind, Verdict
from yarmarka.domain.sellers.models import Seller
from yarmarka.flows.close_cases import agree, decide_case, propose_verdict
from yarmarka.flows.pay_sellers import run_payouts
from yarmarka.flows.screen_sellers import (
    let_nobody_in_who_is_held,
    load_denied_list,
    screen_applicants,
)
from yarmarka.kernel.ids import new_id

LAGUNA = ListEntry(id="7", programme="TEST", party=Party(names=("LAGUNA LLC",), kind=Kind.FIRM))
OTHER = ListEntry(id="8", programme="TEST", party=Party(names=("Kaskad Shipping Ltd",), kind=Kind.FIRM))


@pytest.fixture
def market(db: None) -> Market:
    made = open_market(countries=("CN", "RU"), stock=50)
    Seller.objects.filter(id=made.sellers["RU"].id).update(legal_name="ООО «Лагуна»", trade_name="Лавка")
    return made


def staff(count: int) -> Iterable[Person]:
    return [
        Person.objects.create(
            id=new_id(NOW), email=f"officer{n}@example.org", full_name="Officer", created_at=NOW
        )
        for n in range(count)
    ]


def is_held(market: Market) -> bool:
    seller = market.sellers["RU"].id
    return held(kind=ScreenedKind.SELLER, ids=[seller, market.sellers["CN"].id]) == {seller}


def test_a_seller_who_could_be_on_a_list_waits_and_the_case_says_why(market: Market) -> None:
    loaded, opened = load(LAGUNA, OTHER)

    assert (loaded.entries, loaded.added, opened) == (2, ("7", "8"), 1)
    [case] = open_cases()
    assert (case.list_code, case.entry, case.subject_id) == ("test", "7", market.sellers["RU"].id)
    assert case.features[0].asked == "ООО «Лагуна»"
    assert case.features[0].listed.startswith("LAGUNA LLC")
    with pytest.raises(UnderScreening):
        let_nobody_in_who_is_held(market.sellers["RU"].id)
    let_nobody_in_who_is_held(market.sellers["CN"].id)
    Seller.objects.filter(id=market.sellers["CN"].id).update(legal_name="Laguna LLC", standing="applied")
    with pytest.raises(BeingCompared):
        let_nobody_in_who_is_held(market.sellers["CN"].id)
    assert screen_applicants(now=NOW) == 1
    with pytest.raises(UnderScreening):
        let_nobody_in_who_is_held(market.sellers["CN"].id)


def test_two_people_let_a_namesake_go_and_one_alone_cannot(market: Market) -> None:
    load(LAGUNA)
    [case] = open_cases()
    first, second = staff(2)

    propose_verdict(
        case.id, verdict=Verdict.OTHER, reason="Another registration number.", by=first.id, now=NOW
    )
    assert is_held(market)
    with pytest.raises(OwnProposal):
        agree(case.id, by=first.id, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(id=case.id).update(verdict="", decided_at=NOW)

    agree(case.id, by=second.id, now=NOW)
    assert not is_held(market)
    with pytest.raises(CaseClosed):
        propose_verdict(case.id, verdict=Verdict.SAME, reason="No.", by=first.id, now=NOW)


def test_what_was_told_apart_is_asked_again_only_when_something_changed(market: Market) -> None:
    load(LAGUNA)
    first, second = staff(2)
    [case] = open_cases()
    decide_case(
        case.id,
        verdict=Verdict.OTHER,
        reason="Another one.",
        proposed_by=first.id,
        agreed_by=second.id,
        now=NOW,
    )

    # A new edition of the list in which this entry stands as before.
    loaded, opened = load(LAGUNA, OTHER, sha="2")
    assert (loaded.added, loaded.changed, opened) == (("8",), (), 0)
    assert not is_held(market)

    known_as = replace(LAGUNA, party=replace(LAGUNA.party, weak_names=("LGN",)))
    loaded, opened = load(known_as, sha="3")
    assert (loaded.removed, loaded.changed, opened) == (("8",), ("7",), 1)
    assert is_held(market)


def test_a_seller_found_to_be_the_same_stays_held(market: Market) -> None:
    load(LAGUNA)
    first, second = staff(2)
    [case] = open_cases()
    decide_case(
        case.id,
        verdict=Verdict.SAME,
        reason="Same number.",
        proposed_by=first.id,
        agreed_by=second.id,
        now=NOW,
    )

    assert open_cases() == ()
    assert is_held(market)


def test_the_same_file_again_changes_nothing_and_a_broken_one_leaves_the_list_as_it_was(
    market: Market,
) -> None:
    load(LAGUNA)
    again, opened = load(LAGUNA)
    assert (again.was_current, opened) == (True, 0)

    def broken() -> Iterable[ListEntry]:
        yield OTHER
        raise ValueError("row 2")

    with pytest.raises(ValueError, match="row 2"):
        load_denied_list(
            NewList(code="test", sha256="9" * 64, dated_on=NOW.date()), broken(), now=NOW + timedelta(days=1)
        )
    assert ListVersion.objects.get(code="test", is_current=True).entries == 1


def test_nobody_on_a_list_is_paid_and_the_others_are(market: Market) -> None:
    for country in ("CN", "RU"):
        complete(market, part_of(buy(market, country, quantity=10)))
    load(LAGUNA)

    assert {payout.seller_id for payout in run_payouts(by=None, now=NOW)} == {market.sellers["CN"].id}

    first, second = staff(2)
    [case] = open_cases()
    decide_case(
        case.id, verdict=Verdict.OTHER, reason="Another.", proposed_by=first.id, agreed_by=second.id, now=NOW
    )
    assert {payout.seller_id for payout in run_payouts(by=None, now=NOW)} == {market.sellers["RU"].id}
