"""CDEK: tokens, orders that are made later, webhooks that are read again, pick-up points."""

import json
from datetime import UTC, datetime, time
from typing import Any
from uuid import UUID

import httpx
import pytest

from tests.connectors.carriers.serving import Asked, Said, serving
from yarmarka.connectors.carriers.cdek import Api, Cdek
from yarmarka.connectors.carriers.port import NewParcel, ParcelGoods
from yarmarka.connectors.errors import BadPayload, BadSignature, Refused, Unreachable
from yarmarka.vocabulary.money import Money
from yarmarka.vocabulary.parcels import ParcelState as S
from yarmarka.vocabulary.places import PostalAddress

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
PARCEL = UUID("019c0000-0000-7000-8000-000000000001")
ORDER = "72753031-8347-40c0-ab0f-1a49c7a262c1"
KAZAN = PostalAddress(
    country="RU", recipient="A", street="Baumana, 58", city="Kazan", postal_code="420111", phone="+7900"
)


def status(code: str, at: str, city: str) -> dict[str, str]:
    return {"code": code, "name": "Статус", "date_time": at, "city": city}


#: as CDEK's documents have it
WEBHOOK = {
    "type": "ORDER_STATUS",
    "date_time": "2019-07-11T13:07:34+0700",
    "uuid": ORDER,
    "attributes": {"is_return": False, "cdek_number": "1106153417", "code": "DELIVERED", "status_code": "4"},
}
MADE = {
    "entity": {
        "uuid": ORDER,
        "cdek_number": "1106153417",
        "statuses": [
            status("RETURNED_TO_RECIPIENT_CITY_WAREHOUSE", "2019-07-11T12:41:43+0700", "Новосибирск"),
            status("RECEIVED_AT_SHIPMENT_WAREHOUSE", "2019-07-09T10:00:00+0300", "Москва"),
            status("SOMETHING_NEW", "2019-07-10T10:00:00+0300", "Москва"),
        ],
    },
    "requests": [{"type": "CREATE", "state": "SUCCESSFUL"}],
}
UNKNOWN = {"code": "v2_entity_not_found_im_number", "message": "нет"}
NOT_FOUND = 400, {"requests": [{"state": "INVALID", "errors": [UNKNOWN]}]}
SECRET = "s3cret"
KETTLE = ParcelGoods(
    article="KT-17",
    titles={"en": "Kettle", "ru": "Чайник"},
    quantity=2,
    price=Money(1_050, "RUB"),
    weight_g=300,
    hs_code="851610",
    origin_country="CN",
)
CUP = ParcelGoods(article="CUP", titles={"en": "Cup"}, quantity=1, price=Money(500, "RUB"), weight_g=100)


def cdek_at(address: str, *, secret: str = SECRET) -> Cdek:
    return Cdek(api=Api(address=address, account="me", password="pass"), webhook_secret=secret)


def wrong_in(order: dict[str, Any]) -> str:
    """Return what CDEK would not take in an order's packages."""
    for package in order["packages"]:
        if len({"length", "width", "height"} & package.keys()) not in {0, 3}:
            return "v2_package_size_is_not_whole"
        items = package["items"]
        if not 0 < len(items) <= 126:
            return "v2_items_count"
        if any({"name", "ware_key", "payment", "cost", "weight", "amount"} - item.keys() for item in items):
            return "v2_field_is_empty"
        if len({item["ware_key"] for item in items}) < len(items):
            return "v2_ware_key_twice"
        if sum(item["weight"] * item["amount"] for item in items) > package["weight"]:
            return "v2_items_weigh_more_than_package"
    return ""


def answering(*, orders: list[Said]) -> Any:
    """Answer token requests as OAuth does, and others in turn."""
    waiting = iter(orders)

    def answer(asked: Asked) -> Said:
        if asked.path == "/v2/oauth/token":
            return 200, {"access_token": "t0ken", "token_type": "bearer", "expires_in": 3599}
        if (asked.method, asked.path) == ("POST", "/v2/orders") and (wrong := wrong_in(asked.facts)):
            return 400, {"requests": [{"state": "INVALID", "errors": [{"code": wrong, "message": wrong}]}]}
        return next(waiting)

    return answer


def register(
    cdek: Cdek, *, goods: tuple[ParcelGoods, ...] = (KETTLE, CUP), box_cm: tuple[int, int, int] | None = None
) -> str:
    return cdek.register(
        NewParcel(
            id=PARCEL,
            service="standard",
            sender=KAZAN,
            recipient=KAZAN,
            weight_g=700,
            declared=Money(2_600, "RUB"),
            goods=goods,
            box_cm=box_cm,
        )
    ).number


def test_an_order_is_taken_first_and_made_later_and_not_made_twice() -> None:
    taken = 202, {"entity": {"uuid": ORDER}, "requests": [{"state": "ACCEPTED"}]}
    waiting = 200, {"entity": {"uuid": ORDER}, "requests": [{"state": "ACCEPTED"}]}
    with serving(answering(orders=[NOT_FOUND, taken, waiting, (200, MADE)])) as served:
        cdek = cdek_at(served.address)
        with pytest.raises(Unreachable, match="order_is_being_made"):
            register(cdek, box_cm=(30, 20, 11))
        assert register(cdek) == "1106153417"
    assert served.paths() == [
        "POST /v2/oauth/token",
        f"GET /v2/orders?im_number={PARCEL}",
        "POST /v2/orders",
        f"GET /v2/orders/{ORDER}",
        f"GET /v2/orders?im_number={PARCEL}",
    ]
    assert served.asked[0].body == b"grant_type=client_credentials&client_id=me&client_secret=pass"
    order = served.asked[2]
    assert order.headers["authorization"] == "Bearer t0ken"
    package = order.facts["packages"][0]
    assert [package[name] for name in ("weight", "length", "width", "height")] == [700, 30, 20, 11]
    assert package["items"] == [
        {"name": "Чайник", "ware_key": "KT-17", "payment": {"value": 0}, "cost": 10.5, "weight": 300, "amount": 2,
         "feacn_code": "851610", "country_code": "CN"},
        {"name": "Cup", "ware_key": "CUP", "payment": {"value": 0}, "cost": 5.0, "weight": 100, "amount": 1},
    ]  # fmt: skip


def test_who_looks_for_a_server_that_had_this_port_before_is_nobody_here() -> None:
    with serving(answering(orders=[(200, MADE)])) as served:
        stranger = httpx.post(httpx.URL(served.address).join("/v2/orders"), json={}, trust_env=False)
        assert cdek_at(served.address).fetch_events("1106153417")
    assert stranger.status_code == 404
    assert served.paths() == ["POST /v2/oauth/token", "GET /v2/orders?cdek_number=1106153417"]


def test_more_lines_than_cdek_takes_are_not_sent() -> None:
    with (
        serving(answering(orders=[NOT_FOUND])) as served,
        pytest.raises(Refused, match="too_many_lines"),
    ):
        register(cdek_at(served.address), goods=(CUP,) * 127)


def test_an_order_on_its_way_is_refused_by_the_shop_once_and_comes_back() -> None:
    going_back = MADE | {"entity": MADE["entity"] | {"statuses": [
        {"code": "NOT_DELIVERED", "date_time": "2026-11-21T12:00:00+0300", "city": "Казань"}]}}  # fmt: skip
    taken = 202, {"entity": {"uuid": ORDER}, "requests": [{"state": "ACCEPTED"}]}
    late = (
        202,
        {"requests": [{"state": "INVALID", "errors": [{"code": "v2_delivered", "message": "вручён"}]}]},
    )
    with serving(answering(orders=[(200, MADE), taken, (200, going_back), (200, MADE), late])) as served:
        cdek = cdek_at(served.address)
        cdek.recall("1106153417", now=NOW)
        cdek.recall("1106153417", now=NOW)
        with pytest.raises(Refused, match="v2_delivered"):
            cdek.recall("1106153417", now=NOW)
    known = "GET /v2/orders?cdek_number=1106153417"
    refusal = f"POST /v2/orders/{ORDER}/refusal"
    assert served.paths()[1:] == [known, refusal, known, known, refusal]


def test_an_invalid_order_says_why() -> None:
    taken = 202, {"entity": {"uuid": ORDER}, "requests": [{"state": "ACCEPTED"}]}
    invalid = (
        200,
        {
            "entity": {"uuid": ORDER},
            "requests": [{"state": "INVALID", "errors": [{"code": "v2_bad_phone", "message": "телефон"}]}],
        },
    )
    with (
        serving(answering(orders=[NOT_FOUND, taken, invalid])) as served,
        pytest.raises(Refused, match="v2_bad_phone"),
    ):
        register(cdek_at(served.address))


def test_a_token_that_is_no_longer_known_is_fetched_anew_once() -> None:
    gone = (
        401,
        {"requests": [{"state": "INVALID", "errors": [{"code": "v2_token_expired", "message": "old"}]}]},
    )
    with serving(answering(orders=[gone, (200, MADE), gone, gone])) as served:
        cdek = cdek_at(served.address)
        assert len(cdek.fetch_events("1106153417")) == 3
        with pytest.raises(Refused):
            cdek.fetch_events("1106153417")
    assert served.paths().count("POST /v2/oauth/token") == 3


def test_a_webhook_is_not_believed_but_read_again() -> None:
    with serving(answering(orders=[(200, MADE)])) as served:
        events = cdek_at(served.address).parse_webhook(
            body=json.dumps(WEBHOOK).encode(), headers={"X-Webhook-Secret": "s3cret"}, now=NOW
        )
    # The webhook said "delivered"; CDEK itself says that it lies in the warehouse again, and that is no return.
    assert [event.state for event in events] == [S.ACCEPTED, S.EXCEPTION, S.ATTEMPT_FAILED]
    assert events[-1].occurred_at == datetime(2019, 7, 11, 5, 41, 43, tzinfo=UTC)
    assert {event.number for event in events} == {"1106153417"}
    assert served.paths()[-1] == f"GET /v2/orders/{ORDER}"


@pytest.mark.parametrize(
    ("given", "secret"),
    [({}, SECRET), ({"x-webhook-secret": "other"}, SECRET), ({"x-webhook-secret": ""}, "")],
)
def test_a_webhook_without_our_secret_asks_nothing(given: dict[str, str], secret: str) -> None:
    with serving(answering(orders=[])) as served, pytest.raises(BadSignature):
        cdek_at(served.address, secret=secret).parse_webhook(
            body=json.dumps(WEBHOOK).encode(), headers=given, now=NOW
        )
    assert served.asked == []


@pytest.mark.parametrize(
    "body", [b"", b"[]", b'{"type": "ORDER_STATUS", "uuid": "../../payment"}', b'{"uuid": "x"}']
)
def test_a_webhook_that_is_not_as_agreed_is_refused(body: bytes) -> None:
    with pytest.raises(BadPayload):
        cdek_at("http://127.0.0.1:9").parse_webhook(
            body=body, headers={"X-Webhook-Secret": "s3cret"}, now=NOW
        )


def test_a_quote_names_price_and_days() -> None:
    said = 200, {"total_sum": 512.35, "currency": "RUB", "period_min": 2, "period_max": 4}
    no = 200, {"errors": [{"code": "ERR_WEIGHT", "message": "слишком тяжело"}]}
    with serving(answering(orders=[said, no])) as served:
        cdek = cdek_at(served.address)
        quote = cdek.quote(service="office", sender=KAZAN, recipient=KAZAN, weight_g=700)
        with pytest.raises(Refused, match="ERR_WEIGHT"):
            cdek.quote(service="office", sender=KAZAN, recipient=KAZAN, weight_g=700_000)
    assert (quote.price, quote.min_days, quote.max_days) == (Money(51_235, "RUB"), 2, 4)


def test_pick_up_points_are_read_with_their_hours_and_broken_ones_left_out() -> None:
    office = {
        "code": "KZN12",
        "type": "PVZ",
        "location": {"country_code": "RU", "region": "Татарстан", "city": "Казань", "address": "ул. Баумана, 58",
                     "postal_code": "420111", "latitude": 55.79, "longitude": 49.11},
        "work_time_list": [{"day": 1, "time": "10:00/20:00"}, {"day": 7, "time": "выходной"}],
        "weight_max": 30,
    }  # fmt: skip
    broken = {"code": "X", "type": "PVZ", "location": {"address": "somewhere"}}
    with serving(answering(orders=[(200, [office, broken])])) as served:
        (place,) = cdek_at(served.address).pickup_places(country="RU")
    assert (place.code, place.kind, place.city, place.max_weight_g) == ("KZN12", "office", "Казань", 30_000)
    assert [(hours.weekday, hours.opens, hours.closes) for hours in place.hours] == [(1, time(10), time(20))]
    assert "country_code=RU" in served.paths()[-1]
