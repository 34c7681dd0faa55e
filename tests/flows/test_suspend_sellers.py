"""A merchant is suspended and restored: its goods leave the shelves and come back, and it is told why."""

from datetime import timedelta

import pytest
from django.db import Error, transaction

from tests.flows.steps import buy, call_off, charge_back, complete, deliver, paid_with, part_of, send
from tests.market import NOW, Market, open_market
from yarmarka.domain.sellers.errors import ReasonMissing, StandingElsewhere
from yarmarka.domain.sellers.models import Seller, StandingChange
from yarmarka.domain.sellers.queries import standing_changes
from yarmarka.domain.sellers.types import TradeRecord
from yarmarka.flows.cancel_orders import cancel_before_shipping
from yarmarka.flows.suspend_sellers import restore_seller, suspend_seller
from yarmarka.kernel.models import OutboxMessage
from yarmarka.reads.seller_record import seller_record
from yarmarka.vocabulary.money import Money

pytestmark = pytest.mark.django_db


@pytest.fixture
def market() -> Market:
    return open_market(countries=("RU",), stock=50)


def test_the_record_counts_how_each_order_went(market: Market) -> None:
    seller_id = market.sellers["RU"].id
    for quantity in (1, 2):
        complete(market, part_of(buy(market, "RU", quantity=quantity)))
    late = part_of(buy(market, "RU"))
    deliver(late, at=NOW + timedelta(days=60))
    cancel_before_shipping(
        seller_order_id=part_of(buy(market, "RU")).id, seller_id=seller_id, reason="out_of_stock", now=NOW
    )
    call_off(market, part_of(buy(market, "RU")))  # the shopper's own wish is not held against the seller
    waiting = part_of(buy(market, "RU"))
    disputed = part_of(buy(market, "RU"))
    send(disputed)
    charge_back(paid_with(disputed.order_id), Money(disputed.total_minor, "RUB"))

    then = NOW + timedelta(days=61)
    assert seller_record(seller_id=seller_id, now=then) == TradeRecord(
        orders=7, due=5, sent_late=2, called_off=1, arrived=3, arrived_late=1, given_back=0, charged_back=1
    )
    assert waiting.promised_from < then.date()  # it is one of the two
    assert seller_record(seller_id=seller_id, now=NOW + timedelta(days=91)) == TradeRecord(*[0] * 8)


def test_goods_of_the_suspended_leave_the_shelves_and_come_back(market: Market) -> None:
    seller, by = market.sellers["RU"], market.staff.id
    suspend_seller(seller_id=seller.id, reason="Three parcels held sand.", by=by, now=NOW)
    assert Seller.objects.get(id=seller.id).standing == "suspended"
    with pytest.raises(StandingElsewhere):
        suspend_seller(seller_id=seller.id, reason="Again.", by=by, now=NOW)

    restore_seller(seller_id=seller.id, reason="The parcels were another's.", by=by, now=NOW)
    with pytest.raises(StandingElsewhere):
        restore_seller(seller_id=seller.id, reason="Again.", by=by, now=NOW)
    assert [change.became for change in standing_changes(seller_id=seller.id)][:2] == [
        "approved",
        "suspended",
    ]
    told = OutboxMessage.objects.filter(topic__in=["seller_suspended", "seller_restored"]).order_by("-topic")
    assert [message.facts["reason"] for message in told] == [
        "Three parcels held sand.",
        "The parcels were another's.",
    ]


def test_nobody_is_suspended_without_a_reason(market: Market) -> None:
    before = StandingChange.objects.count()
    with pytest.raises(ReasonMissing):
        suspend_seller(seller_id=market.sellers["RU"].id, reason="  ", by=market.staff.id, now=NOW)
    assert StandingChange.objects.count() == before
    assert not OutboxMessage.objects.filter(topic="seller_suspended").exists()


def test_what_was_decided_is_never_rewritten(market: Market) -> None:
    suspend_seller(seller_id=market.sellers["RU"].id, reason="Sand.", by=market.staff.id, now=NOW)
    for rewrite in (lambda rows: rows.update(reason="Nothing."), lambda rows: rows.delete()):
        with pytest.raises(Error, match="append-only"), transaction.atomic():
            rewrite(StandingChange.objects.all())
