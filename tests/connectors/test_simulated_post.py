"""The carrier connector: recorded scans, and a carrier that runs."""

from copy import deepcopy
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given

from tests.connectors.signing import signed
from tests.connectors.test_sandbox_notices import ANY_JSON
from tests.simulators.stand_ins import SECRET, WEB, Shop, StandIn, eventually
from yarmarka.connectors.carriers.port import CarrierConnector, CarrierEvent, NewParcel
from yarmarka.connectors.carriers.simulated import SimulatedPost
from yarmarka.connectors.carriers.simulated.events import STATES, parse_webhook
from yarmarka.connectors.errors import BadPayload, BadSignature, Refused
from yarmarka.simulators.carrier.codes import MISHAPS, TEXTS
from yarmarka.simulators.carrier.journeys import journey
from yarmarka.vocabulary.money import Money
from yarmarka.vocabulary.parcels import ParcelState, is_s10
from yarmarka.vocabulary.places import PostalAddress

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
SENDER = PostalAddress(country="CN", recipient="Yiwu Lamps", street="Fair st. 1", city="Yiwu")
RECIPIENT = PostalAddress(
    country="RU", recipient="Айгуль Сафина", street="ул. Баумана, 1", city="Казань", postal_code="420111",
    phone="+79000000000",
)  # fmt: skip
SCAN: dict[str, Any] = {
    "number": "LP001234568CN",
    "code": "EMD",
    "text": {"ru": "Прибыло в страну назначения", "en": "Arrived in the country of destination"},
    "place": "Москва, ММПО",
    "country": "RU",
    "occurred_at": "2026-11-22T09:00:00.000Z",
}
EARLIER = SCAN | {"code": "EMC", "occurred_at": "2026-11-20T09:00:00.000Z"}


def _parse(*scans: Any) -> tuple[CarrierEvent, ...]:
    return parse_webhook(**signed({"id": "evt_1", "events": list(scans)}, now=NOW), secret=SECRET)


def test_a_parcel_is_called_back_once_on_its_way_and_not_once_it_is_delivered(
    post: SimulatedPost, carrier: StandIn
) -> None:
    number = _register(post)
    with pytest.raises(Refused, match="not_handed_over"):
        post.recall(number, now=NOW)
    post.hand_over(number, now=NOW)
    post.recall(number, now=NOW)
    post.recall(number, now=NOW)
    assert [scan.state for scan in post.fetch_events(number)] == [ParcelState.ACCEPTED, ParcelState.RETURNING]
    delivered = _register(post)
    post.hand_over(delivered, now=NOW)
    carrier.post(f"/v1/shipments/{delivered}/advance", {"to": "delivered"})
    with pytest.raises(Refused, match="journey_over"):
        post.recall(delivered, now=NOW)


def _register(post: CarrierConnector, **changes: Any) -> str:
    asked: dict[str, Any] = {
        "id": uuid4(),
        "service": "LP",
        "sender": SENDER,
        "recipient": RECIPIENT,
        "weight_g": 350,
        "declared": Money(123_450, "RUB"),
        "goods": (),
    }
    return post.register(NewParcel(**asked | changes)).number


def test_a_scan_is_read_whole() -> None:
    assert _parse(SCAN) == (
        CarrierEvent(
            carrier="simulated",
            number="LP001234568CN",
            state=ParcelState.ARRIVED_DESTINATION,
            raw_code="EMD",
            texts=SCAN["text"],
            place="Москва, ММПО",
            country="RU",
            occurred_at=datetime(2026, 11, 22, 9, 0, tzinfo=UTC),
            raw=SCAN,
        ),
    )


def test_scans_come_in_the_order_of_their_time_and_repeats_stay_equal() -> None:
    events = _parse(SCAN, EARLIER, SCAN)
    assert [event.raw_code for event in events] == ["EMC", "EMD", "EMD"]
    assert events[1] == events[2]


def test_an_unknown_code_asks_for_a_persons_eye() -> None:
    assert _parse(SCAN | {"code": "QQQ"})[0].state is ParcelState.EXCEPTION


def test_our_words_are_what_the_carrier_means() -> None:
    stages = [s for service in ("LP", "CX") for to in ("RU", "CN") for s in journey(service, "CN", to)]
    meant = {stage.code: stage.state for stage in stages} | {code: state for state, code in MISHAPS.items()}
    assert {code: STATES[code] for code in meant} == meant
    assert set(TEXTS) <= set(STATES)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"number": ""}, "events[0].number"),
        ({"code": 7}, "events[0].code"),
        ({"text": "Прибыло"}, "events[0].text"),
        ({"text": {"ru": None}}, "events[0].text.ru"),
        ({"country": "Russia"}, "events[0].country"),
        ({"occurred_at": "2026-11-22"}, "events[0].occurred_at"),
    ],
)
def test_what_is_not_as_agreed_is_named(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(BadPayload) as refusal:
        _parse(deepcopy(SCAN) | changes)
    assert refusal.value.field == field


@given(ANY_JSON)
def test_no_content_breaks_the_reader(facts: Any) -> None:
    with pytest.raises(BadPayload):
        _parse(facts)
    with pytest.raises(BadPayload):
        parse_webhook(**signed({"events": {"0": facts}}, now=NOW), secret=SECRET)


def test_a_stale_or_foreign_webhook_is_refused() -> None:
    webhook = signed({"events": []}, now=NOW)
    with pytest.raises(BadSignature):
        parse_webhook(**webhook, secret="another")
    with pytest.raises(BadSignature):
        parse_webhook(**webhook | {"now": NOW + timedelta(hours=1)}, secret=SECRET)


def test_a_parcel_travels_from_registration_to_delivery(
    post: SimulatedPost, carrier: StandIn, shop: Shop
) -> None:
    number = _register(post)
    assert is_s10(number) and number.endswith("CN")
    assert post.fetch_events(number) == ()
    handed_over_at = datetime.now(tz=UTC).replace(microsecond=0)
    post.hand_over(number, now=handed_over_at)
    carrier.post(f"/v1/shipments/{number}/advance", {"to": "delivered"})
    events = post.fetch_events(number)
    assert (events[0].state, events[0].occurred_at) == (ParcelState.ACCEPTED, handed_over_at)
    assert events[-1].state is ParcelState.DELIVERED
    eventually(lambda: len(shop.codes(number)) == len(events))
    pushed = [
        event
        for heard in shop.heard
        for event in post.parse_webhook(body=heard.body, headers=heard.headers, now=datetime.now(tz=UTC))
        if event.number == number
    ]
    assert tuple(sorted(pushed, key=lambda event: event.occurred_at)) == events


def test_one_parcel_has_one_number(post: SimulatedPost) -> None:
    parcel = uuid4()
    assert _register(post, id=parcel) == _register(post, id=parcel)


@pytest.mark.parametrize(
    ("service", "indicator"), [("economy", "LP"), ("standard", "CX"), ("own-van", "CX"), ("RX", "RX")]
)
def test_every_service_travels_under_some_indicator(
    post: SimulatedPost, service: str, indicator: str
) -> None:
    assert _register(post, service=service).startswith(indicator)


def test_the_carrier_learns_the_parcels_box_and_keeps_it(post: SimulatedPost, carrier: StandIn) -> None:
    boxed, bare = _register(post, box_cm=(40, 30, 20)), _register(post)
    facts = carrier.get(f"/v1/shipments/{boxed}").json()
    assert facts["weight_g"] == 350
    assert facts["box_cm"] == {"length": 40, "width": 30, "height": 20}
    assert carrier.get(f"/v1/shipments/{bare}").json()["box_cm"] is None
    desk = " ".join(WEB.get(f"{carrier.url}/?lang=ru").text.split())
    assert "350 г · 40 × 30 × 20 см" in desk
    with pytest.raises(Refused) as refusal:
        _register(post, box_cm=(400, 30, 20))
    assert refusal.value.field == "box_cm.length"


def test_the_carrier_learns_no_name_street_or_phone(post: SimulatedPost, carrier: StandIn) -> None:
    _register(post)
    kept = b"".join(path.read_bytes() for path in carrier.data.iterdir())
    assert "Казань".encode() in kept
    for private in (RECIPIENT.recipient, RECIPIENT.street, RECIPIENT.phone):
        assert private.encode() not in kept


def test_a_refusal_names_the_field(post: SimulatedPost) -> None:
    with pytest.raises(Refused) as refusal:
        _register(post, weight_g=0)
    assert refusal.value.field == "weight_g"
    with pytest.raises(Refused):
        post.fetch_events("../../healthz")
