"""What carriers are told of a parcel's contents: the lines as they are sent, asked for at once."""

import pytest
from pytest_django import DjangoAssertNumQueries, Settings

from tests.connectors.carriers.serving import serving
from tests.connectors.carriers.test_cdek import MADE, NOT_FOUND, ORDER, answering
from tests.flows.steps import buy, part_of
from tests.market import NOW, open_market
from yarmarka.domain.catalogue.models import Offer
from yarmarka.domain.orders.models import OrderLine
from yarmarka.domain.shipping.actions import add_carrier
from yarmarka.domain.shipping.models import DeliveryService
from yarmarka.flows.cancel_orders import Caller, cancel_pieces
from yarmarka.flows.send_parcels import buy_label, goods_in
from yarmarka.reads.seller_order import seller_order_sheet

pytestmark = pytest.mark.django_db


def test_a_carrier_is_told_the_lines_that_are_sent_and_not_what_was_called_off(
    settings: Settings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    market = open_market(countries=("CN",))
    box = {"length_mm": 101, "width_mm": 300, "height_mm": 200}
    Offer.objects.filter(id=market.offers["CN"]).update(**box)
    part = part_of(buy(market, "CN", quantity=3))
    Offer.objects.filter(id=market.offers["CN"]).update(length_mm=1, width_mm=1, height_mm=1)
    line = OrderLine.objects.get(seller_order_id=part.id)
    cancel_pieces(
        seller_order_id=part.id,
        pieces={line.id: 1},
        caller=Caller(seller_id=part.seller_id),
        reason="other",
        now=NOW,
    )
    with django_assert_num_queries(3):
        assert [goods.quantity for goods in goods_in(part)] == [2]

    add_carrier(code="cdek", names={"en": "CDEK"})
    DeliveryService.objects.filter(id=part.service_id).update(carrier_id="cdek")
    taken = 202, {"entity": {"uuid": ORDER}, "requests": [{"state": "ACCEPTED"}]}
    with serving(answering(orders=[NOT_FOUND, taken, (200, MADE)])) as post:
        settings.CDEK_URL, settings.CDEK_ACCOUNT, settings.CDEK_PASSWORD = post.address, "me", "pass"
        parcel = buy_label(seller_order_id=part.id, seller_id=part.seller_id, now=NOW)
    assert parcel.number == "1106153417"
    (package,) = post.asked[2].facts["packages"]
    (item,) = package["items"]
    assert (item["ware_key"], item["amount"], item["weight"]) == (line.sku, 2, line.weight_g)
    assert item["cost"] == line.unit_minor / 100
    assert (
        (item["feacn_code"], item["country_code"]) == (line.hs_code, line.origin_country) == ("851610", "CN")
    )
    assert package["weight"] == 2 * line.weight_g
    sides = [package[name] for name in ("length", "width", "height")]
    assert sides == [30, 20, 21], "two boxes of 101 mm, as they were told at sale, in begun centimetres"
    assert seller_order_sheet(seller_id=part.seller_id, seller_order_id=part.id).packed_mm == (300, 200, 202)
