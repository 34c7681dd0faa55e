"""Staff stop deliveries to a place on a page, and shoppers read why."""

import re
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from msgspec import structs

from tests.flows.restricting import WHY, YALTA, second_of, stop
from tests.market import KAZAN, Market, open_market, order_request
from yarmarka.domain.accounts.actions import add_address
from yarmarka.domain.accounts.models import Person
from yarmarka.domain.audit.models import Deed
from yarmarka.domain.compliance.queries import licences, restrictions
from yarmarka.domain.compliance.types import Licence, Outcome
from yarmarka.domain.governance.queries import proposals
from yarmarka.flows.licences import LICENCE, propose_licence
from yarmarka.flows.place_orders import place_orders
from yarmarka.flows.stop_and_resume import RESUME, STOP
from yarmarka.kernel.clock import now
from yarmarka.kernel.ids import new_id
from yarmarka.reads.held_orders import held_orders

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


def hold_orders(market: Market, *, count: int) -> list[UUID]:
    """Place orders to a place that only hints at a stopped one, so that each waits for a look."""
    stop(market, now=now())
    request = order_request(market, {market.offers["RU"]: 1}, now=now())
    address = replace(KAZAN, city="Симферополь")
    asked = [structs.replace(request, address=address, request_key=new_id(now())) for _ in range(count)]
    return [placed.order_id for placed in place_orders(asked, now=now())]


def test_orders_that_wait_for_a_look_are_counted_and_all_of_them_can_be_paged_to() -> None:
    market, staff = open_market(countries=("RU",), stock=200), Client()
    waiting = hold_orders(market, count=103)
    staff.force_login(market.staff)
    seen: list[str] = []
    address = "/en/staff/restrictions/"
    page = staff.get(address).content.decode()
    assert 'id="held">Orders that somebody has to look at <b class="count">103</b>' in page
    while True:
        seen += re.findall(r'name="order" value="([^"]+)"', page)
        further = re.search(r'rel="next" href="([^"]+)"', page)
        if not further:
            break
        assert further[1].endswith("#held")
        page = staff.get(address + further[1]).content.decode()
    assert seen == [str(key) for key in [one.order_id for one in held_orders(limit=200)]]
    assert set(seen) == {str(key) for key in waiting}

    last = {"order": seen[-1], "reason": "A namesake near Kazan."}
    told = staff.post("/en/staff/restrictions/clear/?page=6", last)
    assert told.headers["Location"] == f"{address}?page=6#held", "who works through a list stays in it"
    assert 'class="count">102</b>' in staff.get(told.headers["Location"]).content.decode()


def test_a_page_of_held_orders_that_is_empty_by_now_is_the_last_that_is_not() -> None:
    market, staff = open_market(countries=("RU",), stock=50), Client()
    [waiting] = hold_orders(market, count=1)
    staff.force_login(market.staff)
    page = staff.get("/en/staff/restrictions/?page=3").content.decode()
    assert f'value="{waiting}"' in page
    assert 'rel="prev"' not in page


@pytest.mark.parametrize("key", ["", "no-key", "019c0000-0000-7000-8000-000000000001"])
@pytest.mark.parametrize(
    ("form", "names", "said"),
    [
        ("clear", ("order",), ("The form names no order", "This order waits for no look any more")),
        (
            "asked",
            ("recall", "parcel"),
            ("The form names no parcel", "This parcel need not be asked for any more"),
        ),
        ("resume", ("restriction",), ("The form names no restriction", "")),
    ],
)
def test_a_form_about_nothing_says_so(
    form: str, names: tuple[str, ...], said: tuple[str, str], key: str
) -> None:
    market, staff = open_market(countries=("RU",)), Client()
    staff.force_login(market.staff)
    is_key = len(key) > len("no-key")
    told = staff.post(
        f"/en/staff/restrictions/{form}/",
        dict.fromkeys(names, key) | {"reason": "Seen", "note": "Seen"},
        follow=True,
    )
    if is_key and not said[1]:
        assert told.status_code == 404
        return
    page = told.content.decode()
    assert said[is_key] in page
    assert "Nothing was changed" in page
    assert not Deed.objects.filter(kind__in=["order_let_go", "parcel_called_back"]).exists()
