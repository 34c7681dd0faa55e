"""Everything that takes several people stands on one page: what it is about and touches, and whose yes it wants."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from tests.flows.restricting import stop_wish
from tests.malls import propose
from tests.market import Market, person
from yarmarka.domain.catalogue.actions import write_brand
from yarmarka.domain.governance.actions import propose as propose_to_governance
from yarmarka.domain.governance.types import NewProposal
from yarmarka.domain.shipping.queries import services_on_offer
from yarmarka.domain.shipping.types import ServiceChange
from yarmarka.flows.authorise_stores import decide_store
from yarmarka.flows.change_lanes import propose_service
from yarmarka.flows.change_rules import RuleKind, RuleWish, propose_rule
from yarmarka.flows.stop_and_resume import propose_stop
from yarmarka.kernel.clock import now

pytestmark = pytest.mark.django_db
PAGE = "/en/staff/proposals/"


@pytest.fixture
def second(market: Market) -> Client:
    """A client that another of the operator's people has signed in with."""
    client = Client()
    client.force_login(person("second@example.test", is_staff=True))
    return client


def test_all_that_waits_stands_on_one_page_and_each_sees_what_wants_their_own_yes(
    market: Market, operator: Client, second: Client
) -> None:
    at, staff = now(), market.staff.id
    later = at + timedelta(days=1)
    propose_stop(stop_wish(later), by=staff, now=at)
    rule = RuleWish(RuleKind.COMMISSION, 900, later, "minutes 4", {"storefront": "marketplace"})
    propose_rule(rule, by=staff, now=at)
    service = services_on_offer(now=at)[0]
    change = ServiceChange(max_weight_g=2_000)
    propose_service(service.id, change, at=later, source="minutes 5", by=staff, now=at)
    brand = write_brand(name="Lugu", colour="#123A8C", texts={}, now=at)
    store = propose(market, brand, now=at)
    page = second.get(PAGE).content.decode()
    for told in ("Stop deliveries", "People:", "9%", "until now:", "minutes 5", "Heaviest parcel", "Lugu"):
        assert told in page, told
    assert page.count("Look and decide") == 4
    assert operator.get(PAGE).content.decode().count("a colleague decides it") == 4
    assert "Nothing was proposed here" in operator.get(f"{PAGE}?state=mine").content.decode()
    assert second.get(f"{PAGE}?state=mine&matter=dated_rule").content.decode().count("Look and decide") == 1
    decide_store(store, approve=False, reason="It bears no stamp.", by=_id(second), now=at)
    page = operator.get(f"{PAGE}?state=declined").content.decode()
    assert "It bears no stamp." in page
    assert "second@example.test" in page


def test_what_wants_two_more_or_others_counts_only_for_them(
    market: Market, operator: Client, second: Client
) -> None:
    third = person("third@example.test", is_staff=True)
    asked = NewProposal("reserved", {}, "partners' minutes", now(), quorum=2, approvers=(third.id,))
    propose_to_governance(asked, by=market.staff.id, now=now())
    assert "Nothing was proposed here" in second.get(f"{PAGE}?state=mine").content.decode()
    named = Client()
    named.force_login(third)
    page = named.get(f"{PAGE}?state=mine").content.decode()
    assert "nobody yet (0 of 2)" in page
    assert "reserved" in page


def _id(client: Client) -> UUID:
    return UUID(client.session["_auth_user_id"])
