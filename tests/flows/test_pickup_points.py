"""A point that a shopper chose goes into the order, onto the label and to the carrier; gone ones can't be chosen."""

from datetime import date, time, timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from tests.market import KAZAN, NOW, approve_payment, open_market
from yarmarka.connectors.carriers.cdek.cdek import order_facts
from yarmarka.connectors.carriers.pickup_table import pickup_places_in
from yarmarka.connectors.carriers.port import NewParcel
from yarmarka.connectors.errors import BadPayload
from yarmarka.domain.orders.models import SellerOrder
from yarmarka.domain.orders.types import BasketLine
from yarmarka.domain.shipping.actions import offer_service
from yarmarka.domain.shipping.errors import PickupPointMissing
from yarmarka.domain.shipping.queries import pickup_points_in
from yarmarka.domain.shipping.rules import open_on
from yarmarka.domain.shipping.types import Ending
from yarmarka.flows.load_pickup_points import take_pickup_points
from yarmarka.flows.place_orders import PlaceOrder, place_order
from yarmarka.kernel.ids import new_id
from yarmarka.reads.seller_order import seller_order_sheet
from yarmarka.vocabulary.ids import public_id
from yarmarka.vocabulary.money import Money

TABLE = [
    "code,kind,country,region,city,postal_code,latitude,longitude,address_ru,address_zh,hours,exceptions,takes_cards,max_kg",
    "KZN-1,office,RU,Республика Татарстан,Казань,420111,55.79,49.12,ул. Баумана 51,鲍曼街 51 号,1-5 09:00-21:00,"
    "2027-01-01 closed,yes,15",
    "KZN-2,locker,RU,Республика Татарстан,Казань,420012,55.80,49.14,ул. Бутлерова 40,,1-7 00:00-23:59,,no,0.5",
]


def _load(*rows: str) -> tuple[int, int]:
    places = pickup_places_in([TABLE[0], *rows], carrier="simulated")
    return take_pickup_points(places, carrier="simulated", country="RU", source="test", now=NOW)


@pytest.mark.parametrize(
    ("right", "wrong", "column"),
    [
        ("1-7 00:00-23:59", "daily", "hours"),
        ("1-7 00:00-23:59", "6-1 00:00-23:59", "hours"),
        ("55.80,49.14", "55,80,49,14", "max_kg"),
    ],
)
def test_a_table_says_where_it_is_wrong(right: str, wrong: str, column: str) -> None:
    with pytest.raises(BadPayload) as refused:
        list(pickup_places_in([TABLE[0], TABLE[1], TABLE[2].replace(right, wrong)], carrier="x"))
    assert (refused.value.facts["line"], refused.value.field) == (3, column)


@pytest.mark.django_db
def test_a_chosen_point_goes_with_the_order_to_the_label_and_to_the_carrier(client: Client) -> None:
    market = open_market(countries=("CN",))
    service = offer_service(
        carrier="simulated",
        code="CP",
        names={"ru": "До пункта выдачи"},
        origin_country="CN",
        destination_country="RU",
        base=Money(10_000, "RUB"),
        per_kg_minor=10_000,
        max_weight_g=15_000,
        min_days=5,
        max_days=12,
        inspection_days=7,
        valid_from=NOW - timedelta(days=9),
        source="test",
        verified_on=NOW.date(),
        ending=Ending.OFFICE,
        picks_point=True,
    )
    assert _load(*TABLE[1:]) == (2, 0)
    office, locker = pickup_points_in("RU", "казань")
    assert (office.place, office.takes_cards) == ("RU-TA", True)
    assert open_on(office, date(2027, 1, 1)) == ()
    assert open_on(office, date(2026, 12, 31)) == ((time(9), time(21)),)

    seller = market.sellers["CN"].id

    def order(point: UUID | None) -> UUID:
        wish = PlaceOrder(
            request_key=new_id(NOW),
            person_id=market.shopper.id,
            email="alsu@example.test",
            locale="ru",
            currency="RUB",
            lines=(BasketLine(market.offers["CN"], 1),),
            address=KAZAN,
            deliveries={seller: service},
            expected_total_minor=None,
            pickup_points={seller: point} if point else {},
        )
        placed = place_order(wish, now=NOW)
        approve_payment(placed.order_id, placed.total, now=NOW)
        return placed.order_id

    for wrong in (None, locker.id, new_id(NOW)):
        with pytest.raises(PickupPointMissing):
            order(wrong)
    order_id = order(office.id)
    part = SellerOrder.objects.get(order_id=order_id)
    sheet = seller_order_sheet(seller_id=seller, seller_order_id=part.id)
    assert sheet.address is not None
    assert sheet.address.street == "KZN-1, ул. Баумана 51", "the label leads to the point, not home"
    assert sheet.address.recipient == KAZAN.recipient
    asked = order_facts(
        NewParcel(part.id, "office", KAZAN, sheet.address, 850, Money(1, "RUB"), (), sheet.waits_at)
    )
    assert asked["delivery_point"] == "KZN-1"
    assert "to_location" not in asked

    client.force_login(market.shopper)
    page = client.get(reverse("shop:order", args=[order_id])).content.decode()
    assert "ул. Баумана 51" in page
    listed = client.get(reverse("shop:pickup_points") + "?town=kazan").content.decode()
    assert f'id="{public_id("pup", office.id)}"' in listed
    assert 'class="map"' in listed
    said = client.get("/api/v1/pickup-points?country=RU&city=Казань").json()["items"]
    assert [one["code"] for one in said] == ["KZN-1", "KZN-2"]

    take_pickup_points(
        pickup_places_in([TABLE[0], TABLE[2]], carrier="simulated"),
        carrier="simulated",
        country="RU",
        source="test",
        now=NOW + timedelta(days=1),
    )
    with pytest.raises(PickupPointMissing):
        order(office.id)
