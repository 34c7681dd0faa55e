"""What a basket costs, and at which rates."""

import pytest

from tests.market import NOW, open_market, order_request, place
from yarmarka.domain.catalogue.models import Offer
from yarmarka.domain.orders.types import BasketLine
from yarmarka.domain.shipping.errors import DeliveryUnavailable
from yarmarka.domain.shipping.models import DeliveryService
from yarmarka.flows.place_orders import place_order
from yarmarka.flows.price_basket import QuotedSeller, price_basket

pytestmark = pytest.mark.django_db


def test_a_service_that_takes_no_parcel_so_heavy_is_named_and_not_offered() -> None:
    market = open_market(countries=("CN",))

    def part(quantity: int) -> QuotedSeller:
        lines = [BasketLine(market.offers["CN"], quantity)]
        (only,) = price_basket(lines, currency="RUB", destination="RU", deliveries={}, now=NOW).sellers
        return only

    light, heavy = part(1), part(1_000)
    assert (len(light.options), light.too_heavy_for) == (1, ())
    assert heavy.options == ()
    assert heavy.weight_g > heavy.too_heavy_for[0].max_weight_g


def test_the_rates_of_goods_and_of_deliveries_are_both_told() -> None:
    market = open_market(countries=("CN", "GB"))
    lines = [BasketLine(market.offers["CN"], 1), BasketLine(market.offers["GB"], 1)]

    in_yuan = price_basket(lines, currency="CNY", destination="RU", deliveries={}, now=NOW)
    assert {rate.base for rate in in_yuan.rates} == {"GBP", "RUB"}  # deliveries are priced in roubles

    without_way = price_basket(lines, currency="CNY", destination=None, deliveries={}, now=NOW)
    assert {rate.base for rate in without_way.rates} == {"GBP"}


def test_a_box_is_paid_by_its_room_and_refused_where_a_side_is_too_long() -> None:
    market = open_market(countries=("CN",))
    offer_id = market.offers["CN"]

    def part(quantity: int = 1) -> QuotedSeller:
        lines = [BasketLine(offer_id, quantity)]
        (only,) = price_basket(lines, currency="RUB", destination="RU", deliveries={}, now=NOW).sellers
        return only

    by_weight = part().options[0].price
    DeliveryService.objects.update(volume_divisor=5_000, max_side_mm=600)
    Offer.objects.filter(id=offer_id).update(length_mm=600, width_mm=400, height_mm=300)
    # 72 l at 5,000 cm³ a kilogram count as 14.4 kg, where the goods weigh 0.85: 300 ₽ and 20 ₽ for each begun 100 g
    assert by_weight.minor == 30_000 + 9 * 2_000
    assert part().options[0].price.minor == 30_000 + 144 * 2_000
    assert place(market, {offer_id: 1}).total.minor == part().goods.minor + 30_000 + 144 * 2_000

    way = part().options[0].service.id
    request = order_request(market, {offer_id: 1})
    Offer.objects.filter(id=offer_id).update(length_mm=601)
    assert (part().options, [service.id for service in part().too_heavy_for]) == ((), [way])
    with pytest.raises(DeliveryUnavailable):
        place_order(request, now=NOW)
