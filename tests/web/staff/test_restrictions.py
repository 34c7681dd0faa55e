"""Staff stop deliveries to a place on a page, and shoppers read why."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.flows.restricting import WHY, YALTA, second_of, stop
from tests.market import open_market
from yarmarka.domain.accounts.actions import add_address
from yarmarka.domain.accounts.models import Person
from yarmarka.domain.compliance.queries import licences, restrictions
from yarmarka.domain.compliance.types import Licence, Outcome
from yarmarka.domain.governance.queries import proposals
from yarmarka.flows.licences import LICENCE, propose_licence
from yarmarka.flows.stop_and_resume import RESUME, STOP
from yarmarka.kernel.clock import now

pytestmark = pytest.mark.django_db


def test_a_stop_is_proposed_and_approved_on_the_page_by_two_people() -> None:
    market, first, second = open_market(countries=("RU",)), Client(), Client()
    first.force_login(market.staff)
    second.force_login(Person.objects.get(id=second_of(market)))
    reasons = {f"{who}_{code}": words for who in ("shopper", "seller") for code, words in WHY.items()}
    handling = {"on_unpaid": "refund", "on_to_ship": "hold", "on_sent": "finish"}
    at = f"{now() + timedelta(hours=1):%Y-%m-%dT%H:%M}"
    form = {"place": "crimea", "regime": "Own", "legal_basis": "Decision 7", "at": at, **reasons, **handling}
    assert first.post("/ru/staff/restrictions/propose/", form).status_code == 302
    assert "Крым" in first.get("/ru/staff/restrictions/").content.decode()
    [card] = proposals(STOP)
    address = f"/ru/staff/restrictions/decide/{card.id}/"
    first.post(address, {"decision": "approve"})
    assert restrictions() == ()
    second.post(address, {"decision": "approve"})
    assert len(restrictions()) == 1
    assert "Крым" in second.get("/ru/staff/restrictions/").content.decode()


def test_a_licence_that_is_wrong_is_told_at_its_field_and_keeps_what_was_typed() -> None:
    market, staff = open_market(countries=("RU",)), Client()
    stop(market, now=now(), outcome=Outcome.LICENCE)
    staff.force_login(market.staff)
    form = {
        "restriction": "stop-crimea",
        "number": "L-77",
        "issuer": "An authority",
        "since": "2026-11-02",
        "until": "2026-11-01",
        "seller": "",
    }
    for wrong, field in (({}, "until"), ({"until": "2026-12-01", "seller": "nobody-here"}, "seller")):
        told = staff.post("/ru/staff/restrictions/licence/", form | wrong)
        assert told.status_code == 422
        assert f'href="#licence_{field}"' in told.content.decode()
        assert 'value="L-77"' in told.content.decode()
    assert proposals(LICENCE) == ()
    assert staff.post("/ru/staff/restrictions/licence/", form | {"until": "2026-12-01"}).status_code == 302
    assert len(proposals(LICENCE)) == 1


def test_a_resumption_that_is_wrong_is_told_at_its_field_and_keeps_what_was_typed() -> None:
    market, staff = open_market(countries=("RU",)), Client()
    stop(market, now=now(), after=timedelta(seconds=0))
    staff.force_login(market.staff)
    one = restrictions()[0]
    address = "/ru/staff/restrictions/resume/"
    for wrong, field in (
        ({"at": "soon", "reason": "Agreement 9"}, "at"),
        ({"at": "", "reason": ""}, "reason"),
        ({"at": "2020-01-01T00:00", "reason": "Agreement 9"}, "at"),
        ({"at": "9999-12-31T23:59", "reason": "Agreement 9"}, "at"),
    ):
        told = staff.post(address, {"restriction": str(one.id)} | wrong)
        page = told.content.decode()
        assert told.status_code == 422
        assert f'href="#resume-{one.id.hex}-{field}"' in page
        assert all(f'value="{typed}"' in page for typed in wrong.values() if typed)
    assert proposals(RESUME) == ()
    assert (
        staff.post(address, {"restriction": str(one.id), "at": "", "reason": "Agreement 9"}).status_code
        == 302
    )
    assert len(proposals(RESUME)) == 1


def test_each_of_many_proposals_that_wait_can_be_decided() -> None:
    market, second = open_market(countries=("RU",)), Client()
    second.force_login(Person.objects.get(id=second_of(market)))
    licence = Licence("stop-crimea", "L-1", "An authority", now(), now() + timedelta(days=1))
    ids = [propose_licence(licence, by=market.staff.id, now=now()) for _ in range(51)]
    assert (
        second.post(f"/ru/staff/restrictions/decide/{ids[-1]}/", {"decision": "approve"}).status_code == 302
    )
    assert len(licences()) == 1
    assert second.post(f"/ru/staff/restrictions/decide/{market.shopper.id}/", {}).status_code == 404


def test_an_address_stays_and_says_why_nothing_goes_there_and_so_does_the_public_page() -> None:
    market, shopper = open_market(countries=("RU",)), Client()
    add_address(person_id=market.shopper.id, address=YALTA, now=now())
    stop(market, now=now(), after=timedelta(seconds=0))
    shopper.force_login(market.shopper)
    page = shopper.get("/ru/addresses/").content.decode()
    assert "Ялта" in page
    assert WHY["ru"] in page
    assert WHY["zh"] in Client().get("/zh/places/").content.decode()
