"""A part whose parcel is called back says so at its head: to its shopper, its seller, staff and machines."""

import re
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from tests.api.calling import app_of, shown
from tests.flows.restricting import stop
from tests.flows.steps import part_of, scan, tell
from tests.flows.test_recall_parcels import LATER, market, sent_to_yalta
from tests.market import NOW, Market
from yarmarka.domain.compliance.types import Handling
from yarmarka.domain.orders.types import SellerOrderStatus
from yarmarka.domain.shipping.actions import move_recall
from yarmarka.domain.shipping.queries import recalls_of
from yarmarka.domain.shipping.types import RecallStatus
from yarmarka.flows.recall_parcels import settle_recall
from yarmarka.flows.stop_and_resume import take_effect
from yarmarka.reads.orders_list import orders_list
from yarmarka.reads.staff_desk import desk
from yarmarka.reads.verify import verify_books
from yarmarka.vocabulary.ids import public_id
from yarmarka.vocabulary.parcels import ParcelState

__all__ = ["market"]
pytestmark = pytest.mark.django_db


@dataclass
class Heads:
    """What the pages and lists of an order say at their heads, in English."""

    market: Market
    order_id: UUID

    def shopper(self) -> tuple[set[str], set[str]]:
        """Return the chips on the order's page, and those in the list."""
        address = f"/en/orders/{public_id('ord', self.order_id)}/"
        return _chips(self.market.shopper, address), _chips(self.market.shopper, "/en/orders/")

    def seller(self) -> tuple[set[str], set[str]]:
        owner, part = self.market.owners["RU"], part_of(self.order_id)
        page = _chips(owner, f"/en/seller/orders/{public_id('slo', part.id)}/")
        return page, _chips(owner, "/en/seller/orders/?status=all")

    def staff(self) -> tuple[set[str], set[str]]:
        staff = self.market.staff
        page = _chips(staff, f"/en/staff/orders/{public_id('ord', self.order_id)}/")
        return page, _chips(staff, "/en/staff/orders/")

    def machines(self) -> set[str | None]:
        """Return how far the part is back by the API, wherever that tells of it."""
        part = part_of(self.order_id)
        shopper, seller = app_of(self.market.shopper), app_of(self.market.owners["RU"])
        own = f"/seller/orders/{shown('slo', part.id)}"
        return {
            shopper.get(f"/orders/{shown('ord', self.order_id)}").body["parts"][0]["way_back"],
            shopper.get("/orders").body["items"][0]["part_ways_back"][0],
            seller.get(own).body["way_back"],
            seller.get("/seller/orders").body["items"][0]["way_back"],
        }

    def say(self, *, shopper: str, others: str, machines: str | None) -> None:
        assert all(shopper in found for found in self.shopper()), self.shopper()
        assert all(others in found for found in (*self.seller(), *self.staff())), (
            self.seller(),
            self.staff(),
        )
        assert self.machines() == {machines}


def _chips(person: object, address: str) -> set[str]:
    client = Client()
    client.force_login(person)
    page = client.get(address)
    assert page.status_code == 200, page.status_code
    return set(re.findall(r'class="status[^"]*">(?:<[^>]*>)*([^<]+)<', page.content.decode()))


def test_the_head_says_how_far_the_parcel_is_back_and_that_its_money_is(market: Market) -> None:
    order_id, parcel_id, number = sent_to_yalta(market)
    heads = Heads(market, order_id)
    heads.say(shopper="On its way", others="on its way", machines=None)

    stop(market, handling={"sent": Handling.RECALL})
    take_effect(now=NOW)
    heads.say(shopper="Called back", others="called back", machines="called_back")
    assert not any("On its way" in found for found in heads.shopper())
    assert orders_list(person_id=market.shopper.id).orders[0].promised_to is None

    move_recall(recalls_of([parcel_id])[parcel_id].id, RecallStatus.AGREED, note="", now=NOW)
    heads.say(shopper="Going back to the seller", others="on its way back", machines="returning")

    tell(scan(number, ParcelState.RETURNED, LATER), now=LATER)
    heads.say(shopper="Back with the seller", others="came back", machines="returned")

    settle_recall(parcel_id, now=LATER)
    heads.say(shopper="Called back, money returned", others="called back, refunded", machines="refunded")
    assert verify_books(now=LATER) == ()


def test_what_is_back_and_refunded_is_closed_and_holds_nobody_up(market: Market) -> None:
    order_id, parcel_id, number = sent_to_yalta(market)
    stop(market, handling={"sent": Handling.REFUND})
    take_effect(now=NOW)
    settle_recall(parcel_id, now=NOW)
    heads = Heads(market, order_id)
    heads.say(shopper="Called back, money returned", others="called back, refunded", machines="refunded")
    assert part_of(order_id).status is SellerOrderStatus.SENT, "its parcel is not back yet"
    late = part_of(order_id).promised_to + timedelta(days=1)
    assert desk(now=NOW.replace(year=late.year, month=late.month, day=late.day)).promise_broken == 0

    tell(scan(number, ParcelState.RETURNED, LATER), now=LATER)
    assert settle_recall(parcel_id, now=LATER) is None
    settle_recall(parcel_id, now=LATER)
    assert part_of(order_id).status is SellerOrderStatus.COMPLETED
    assert part_of(order_id).delivered_at is None
    heads.say(shopper="Called back, money returned", others="called back, refunded", machines="refunded")
    client = Client()
    client.force_login(market.shopper)
    page = client.get(f"/en/orders/{public_id('ord', order_id)}/").content.decode()
    assert "Closed: the money went back" in page
    assert "the seller gets the money" not in page
    assert "You get the whole price back" in page, "it still says why"
    assert verify_books(now=LATER) == ()


def test_a_parcel_that_came_all_the_same_is_no_way_back(market: Market) -> None:
    order_id, _, number = sent_to_yalta(market)
    stop(market, handling={"sent": Handling.RECALL})
    take_effect(now=NOW)
    tell(scan(number, ParcelState.DELIVERED, LATER), now=LATER)
    Heads(market, order_id).say(shopper="Delivered", others="delivered", machines=None)
