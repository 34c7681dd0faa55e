"""Staff's page of customs: rules with their sources, an order under the rules of other days, and passing duties on."""

from datetime import date

import pytest
from django.test import Client
from lxml.html import document_fromstring

from tests.flows.restricting import second_of
from tests.flows.steps import charge_duty, complete, part_of
from tests.market import NOW, Market, approve_payment, place
from tests.reading import Doors
from yarmarka.domain.accounts.models import Person
from yarmarka.domain.audit.models import Deed
from yarmarka.domain.customs.actions import supply_rules
from yarmarka.domain.customs.queries import rules_named
from yarmarka.domain.governance.models import Proposal
from yarmarka.flows.pay_duties import owed_duties

pytestmark = pytest.mark.django_db
PAGE = "/en/staff/customs/"


@pytest.fixture
def staff(market: Market, client: Client) -> Client:
    supply_rules(now=NOW)
    client.force_login(market.staff)
    return client


def test_the_rules_stand_with_their_sources_and_those_that_rest_are_told_apart(staff: Client) -> None:
    said = staff.get(PAGE).content.decode()
    assert "free up to €200 and 31 kg for a parcel; above: 15 %, at least €2 a kilogram" in said
    assert "Council Regulation (EU) 2026/382" in said
    assert "eaeu.ecommerce.2026" in said and "rests" in said


def test_an_order_is_counted_under_the_rules_of_five_days(staff: Client, market: Market) -> None:
    placed = place(market, {market.offers["CN"]: 3})
    said = staff.get(PAGE, {"number": placed.number, "on": "2022-04-01"}).content.decode()
    for code in ("ru.post.2016", "ru.post.2019", "eaeu.post.2020", "eaeu.post.2022", "eaeu.post.2024"):
        assert code in said
    assert "1 April 2022" in said
    assert staff.get(PAGE, {"number": "260101-NOTHING"}).status_code == 404


def test_what_is_owed_is_booked_as_paid_once(staff: Client, market: Market) -> None:
    placed = place(market, {market.offers["CN"]: 3})
    approve_payment(placed.order_id, charge_duty(placed.order_id, duty_minor=10_000, import_tax_minor=500))
    complete(market, part_of(placed.order_id))
    facts = Doors(document_fromstring(staff.get(PAGE).content.decode())).forms[f"{PAGE}pay/"]
    assert staff.post(f"{PAGE}pay/", facts).status_code == 302
    assert owed_duties()  # neither account nor number were named
    given = facts | {"account": "bank", "reference": "PP 17"}
    assert "RU-FTS is booked as paid" in staff.post(f"{PAGE}pay/", given, follow=True).content.decode()
    staff.post(f"{PAGE}pay/", given)
    assert owed_duties() == ()
    assert Deed.objects.filter(kind="duties_paid", actor=market.staff).count() == 1


def decide(staff: Client, colleague: Client, *, do: str = "approve") -> str:
    """Have a colleague decide the only proposal that waits; who proposed it is not offered that."""
    asked = str(Proposal.objects.get(closed_at=None).id)
    assert asked not in staff.get(PAGE).content.decode()
    assert asked in colleague.get(PAGE).content.decode()
    return colleague.post(f"{PAGE}rules/decide/", {"proposal": asked, "do": do}, follow=True).content.decode()


def test_a_confirmed_rule_is_put_in_force_by_two_and_who_did_it_is_written_down(
    staff: Client, market: Market
) -> None:
    second = Client()
    second.force_login(Person.objects.get(id=second_of(market)))
    facts = {"code": "eaeu.ecommerce.2026", "do": "on", "day": "2026-12-01", "reason": "Read in the journal"}
    unknown = staff.post(f"{PAGE}rules/switch/", facts | {"code": "no.such"}, follow=True).content.decode()
    assert "Proposed;" not in unknown
    assert "Proposed;" in staff.post(f"{PAGE}rules/switch/", facts, follow=True).content.decode()
    own = {"proposal": str(Proposal.objects.get().id), "do": "approve"}
    staff.post(f"{PAGE}rules/decide/", own)
    assert not rules_named(["eaeu.ecommerce.2026"])["eaeu.ecommerce.2026"].is_enabled, "one alone can't"
    decide(staff, second, do="decline")
    assert not rules_named(["eaeu.ecommerce.2026"])["eaeu.ecommerce.2026"].is_enabled
    staff.post(f"{PAGE}rules/switch/", facts)
    said = decide(staff, second)
    assert "Rule eaeu.post.2024 ends on that day." in said
    known = rules_named(["eaeu.ecommerce.2026", "eaeu.post.2024"])
    assert known["eaeu.ecommerce.2026"].is_enabled
    assert known["eaeu.post.2024"].until == date(2026, 12, 1)
    deed = Deed.objects.get(kind="customs_rule_on")
    assert (deed.actor_id, deed.reason) == (second_of(market), "Read in the journal")
    ended = {"code": "gb.tariff", "do": "end", "day": "2029-03-01", "reason": "Autumn Budget"}
    staff.post(f"{PAGE}rules/switch/", ended)
    decide(staff, second)
    assert rules_named(["gb.tariff"])["gb.tariff"].until == date(2029, 3, 1)
    assert staff.post(f"{PAGE}rules/switch/", {"code": "gb.tariff"}, follow=True).status_code == 200
