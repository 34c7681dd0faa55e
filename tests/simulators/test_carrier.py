"""The carrier: valid numbers, journeys scan by scan, and news of them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import uuid4

import pytest
from lxml import html

from tests.simulators.conftest import Maker
from tests.simulators.stand_ins import WEB, Shop, StandIn, eventually, shipment_facts
from yarmarka.simulators.carrier.codes import MISHAPS, TEXTS
from yarmarka.simulators.carrier.journeys import SERVICES, journey
from yarmarka.vocabulary.parcels import is_s10

ABROAD = ["EMA", "EDD", "EXA", "EMC", "EMD", "EDB", "EDC", "EMF", "EMG", "EDH", "EMI"]
AT_HOME = ["EMA", "EDD", "EDE", "EMG", "EDG", "EMI"]


def _registered(carrier: StandIn, **changes: Any) -> str:
    return str(carrier.post("/v1/shipments", shipment_facts(**changes)).json()["number"])


def _handed_over(carrier: StandIn, **changes: Any) -> str:
    number = _registered(carrier, **changes)
    assert carrier.post(f"/v1/shipments/{number}/handover").status_code == 200
    return number


def _advance(carrier: StandIn, number: str, **asked: str) -> list[str]:
    answer = carrier.post(f"/v1/shipments/{number}/advance", asked)
    assert answer.status_code == 200, answer.text
    return [scan["code"] for scan in answer.json()["events"]]


def _events(carrier: StandIn, number: str) -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = carrier.get(f"/v1/shipments/{number}/events").json()["events"]
    return events


@pytest.mark.parametrize(("service", "country"), [("LP", "CN"), ("RX", "GB"), ("CX", "RU"), ("EX", "DE")])
def test_numbers_are_valid_and_name_service_and_country(carrier: StandIn, service: str, country: str) -> None:
    sender = {"country": country, "city": "Город"}
    numbers = [_registered(carrier, service=service, sender=sender) for _ in range(3)]
    assert len(set(numbers)) == 3
    for number in numbers:
        assert is_s10(number) and number.startswith(service) and number.endswith(country)


def test_the_same_reference_gives_the_same_number_even_in_a_race(carrier: StandIn) -> None:
    facts = shipment_facts()
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: carrier.post("/v1/shipments", facts), range(8)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["number"] for answer in answers}) == 1
    moved = facts | {"sender": {"country": "CN", "city": "Шэньчжэнь"}}
    assert carrier.post("/v1/shipments", moved).json()["number"] == answers[0].json()["number"]
    for changed in ({"weight_g": 1}, {"box_cm": {"length": 1, "width": 1, "height": 1}}):
        assert carrier.post("/v1/shipments", facts | changed).status_code == 409


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"service": "ZZ"}, "service"),
        ({"service": "L1"}, "service"),
        ({"sender": {"country": "China", "city": "Иу"}}, "sender.country"),
        ({"recipient": {"country": "RU"}}, "recipient.city"),
        ({"recipient": "Казань"}, "recipient"),
        ({"weight_g": 0}, "weight_g"),
        ({"declared_value_minor": -1}, "declared_value_minor"),
        ({"reference": None}, "reference"),
        ({"box_cm": "10x10x10"}, "box_cm"),
        ({"box_cm": {"length": 10, "width": 10}}, "box_cm.height"),
        ({"box_cm": {"length": 10.5, "width": 10, "height": 1}}, "box_cm.length"),
        ({"box_cm": {"length": 10, "width": 301, "height": 1}}, "box_cm.width"),
    ],
)
def test_a_wrong_field_is_named(carrier: StandIn, changes: dict[str, Any], field: str) -> None:
    answer = carrier.post("/v1/shipments", shipment_facts(**changes))
    assert (answer.status_code, answer.json()["error"]["field"]) == (422, field)


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, ABROAD),
        ({"service": "CX", "sender": {"country": "RU", "city": "Тула"}}, AT_HOME),
    ],
)
def test_a_parcel_is_scanned_along_its_way(
    carrier: StandIn, shop: Shop, changes: dict[str, Any], codes: list[str]
) -> None:
    number = _handed_over(carrier, **changes)
    for count in range(2, len(codes) + 1):
        assert _advance(carrier, number) == codes[:count]
    over = carrier.post(f"/v1/shipments/{number}/advance")
    assert (over.status_code, over.json()["error"]["code"]) == (409, "journey_over")
    eventually(lambda: shop.codes(number) == codes)
    instants = [scan["occurred_at"] for scan in _events(carrier, number)]
    assert instants == sorted(set(instants)), "no two scans at the same instant"


def test_scans_say_where_they_were_made(carrier: StandIn) -> None:
    number = _handed_over(carrier)
    _advance(carrier, number, to="delivered")
    places = {scan["code"]: (scan["place"], scan["country"]) for scan in _events(carrier, number)}
    assert places["EMA"] == ("Иу", "CN")
    assert places["EMC"] == ("Гуанчжоу", "CN")
    assert places["EMD"] == ("Москва, ММПО", "RU")
    assert places["EMI"] == ("Казань", "RU")


def test_past_scans_are_spread_over_the_time_given(carrier: StandIn) -> None:
    number = _registered(carrier)
    start = datetime(2026, 3, 1, 9, tzinfo=UTC)
    end = start + timedelta(days=10)
    carrier.post(f"/v1/shipments/{number}/handover", {"occurred_at": start.isoformat()})
    _advance(carrier, number, to="delivered", occurred_at=end.isoformat())
    instants = [datetime.fromisoformat(scan["occurred_at"]) for scan in _events(carrier, number)]
    assert (instants[0], instants[-1]) == (start, end)
    assert {b - a for a, b in pairwise(instants)} == {timedelta(days=1)}
    back = carrier.post(
        f"/v1/shipments/{number}/advance", {"to": "returning", "occurred_at": start.isoformat()}
    )
    assert (back.status_code, back.json()["error"]["field"]) == (422, "occurred_at")


def test_nothing_moves_before_it_is_handed_over(carrier: StandIn) -> None:
    number = _registered(carrier)
    answer = carrier.post(f"/v1/shipments/{number}/advance")
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "not_handed_over")
    assert _events(carrier, number) == []


def test_handing_over_twice_is_handing_over_once(carrier: StandIn) -> None:
    number = _handed_over(carrier)
    carrier.post(f"/v1/shipments/{number}/handover")
    assert [scan["code"] for scan in _events(carrier, number)] == ["EMA"]


def test_a_parcel_goes_on_after_a_mishap(carrier: StandIn) -> None:
    number = _handed_over(carrier)
    _advance(carrier, number, to="import_customs")
    assert _advance(carrier, number, to="customs_action_required")[-1] == "EME"
    assert _advance(carrier, number)[-1] == "EDC"


def test_a_lost_parcel_moves_no_more(carrier: StandIn) -> None:
    number = _handed_over(carrier)
    assert _advance(carrier, number, to="lost") == ["EMA", "XLO"]
    assert carrier.post(f"/v1/shipments/{number}/advance").status_code == 409


def test_a_parcel_on_its_way_back_comes_back(carrier: StandIn) -> None:
    number = _handed_over(carrier)
    _advance(carrier, number, to="returning")
    assert _advance(carrier, number) == ["EMA", "XRS", "XRD"]
    assert carrier.get(f"/v1/shipments/{number}").json()["is_over"]


def test_what_lies_behind_is_not_ahead(carrier: StandIn) -> None:
    number = _handed_over(carrier)
    answer = carrier.post(f"/v1/shipments/{number}/advance", {"to": "accepted"})
    assert (answer.status_code, answer.json()["error"]["field"]) == (409, "to")
    assert carrier.post(f"/v1/shipments/{number}/advance", {"to": "somewhere"}).status_code == 422


def test_scans_made_together_travel_together_and_signed(carrier: StandIn, shop: Shop) -> None:
    numbers = [_handed_over(carrier) for _ in range(2)]
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda number: _advance(carrier, number, to="delivered"), numbers))
    eventually(lambda: all(len(shop.codes(number)) == len(ABROAD) for number in numbers))
    heard = [h for h in shop.heard if any(e["number"] in numbers for e in h.facts["events"])]
    assert max(len(h.facts["events"]) for h in heard) >= len(ABROAD) - 1
    assert all(h.is_signed() and h.path == "/api/v1/webhooks/carrier/simulated" for h in heard)
    scan = heard[0].facts["events"][0]
    assert set(scan) == {"number", "code", "text", "place", "country", "occurred_at"}
    assert set(scan["text"]) == {"ru", "en", "zh"}


def test_the_next_shipments_news_misbehaves_when_asked_to(carrier: StandIn, shop: Shop) -> None:
    carrier.post("/v1/test/behaviour", {"reorder": True, "duplicate": 1})
    odd, plain = _handed_over(carrier), _handed_over(carrier)
    for number in (odd, plain):
        _advance(carrier, number, to="delivered")
    eventually(lambda: len(shop.codes(odd)) == 2 * len(ABROAD) and len(shop.codes(plain)) == len(ABROAD))
    assert shop.codes(plain) == ABROAD
    assert sorted(shop.codes(odd)) == sorted(2 * ABROAD)
    assert list(dict.fromkeys(shop.codes(odd))) != ABROAD, "some news came after newer news"


def test_news_comes_late_when_asked_to(carrier: StandIn, shop: Shop) -> None:
    carrier.post("/v1/test/behaviour", {"delay_s": 1.5})
    late, prompt = _handed_over(carrier), _handed_over(carrier)
    eventually(lambda: shop.codes(prompt) == ["EMA"])
    assert shop.codes(late) == []
    eventually(lambda: shop.codes(late) == ["EMA"])


def test_with_a_tempo_parcels_arrive_by_themselves(make_stand_in: Maker, shop: Shop) -> None:
    carrier = make_stand_in("carrier", "--tempo", "0.05")
    waiting, moving = _registered(carrier), _handed_over(carrier)
    eventually(lambda: shop.codes(moving) == ABROAD)
    assert shop.codes(waiting) == []


def test_a_person_plays_the_postman_at_the_desk(carrier: StandIn) -> None:
    number = _handed_over(carrier)
    page: Any = html.fromstring(WEB.get(f"{carrier.url}/?lang=ru").content)
    (card,) = page.xpath(f"//li[@id='{number}']")
    assert [button.text for button in card.xpath(".//button")] == [
        "Следующая отметка", "Вручить", "Вернуть", "Потерять",
    ]  # fmt: skip
    for form in card.xpath(".//form")[:2]:
        answer = WEB.post(f"{carrier.url}{form.get('action')}")
        assert (answer.status_code, answer.headers["Location"]) == (303, f"/?lang=ru#{number}")
    assert [scan["code"] for scan in _events(carrier, number)] == ABROAD
    late = WEB.post(f"{carrier.url}/shipments/{number}/next?lang=en")
    assert late.status_code == 409
    assert "too late for this step" in late.text
    shown: Any = html.fromstring(WEB.get(f"{carrier.url}/?lang=en").content)
    assert not shown.xpath(f"//li[@id='{number}']//button"), "a delivered parcel has no buttons"


def test_another_sites_form_is_not_taken(carrier: StandIn) -> None:
    number = _handed_over(carrier)
    answer = WEB.post(f"{carrier.url}/shipments/{number}/lose", headers={"Origin": "http://evil.example"})
    assert answer.status_code == 403


def test_every_code_of_every_journey_has_its_words() -> None:
    stages = [
        stage for letter in SERVICES for to in ("RU", "CN") for stage in journey(f"{letter}X", "RU", to)
    ]
    assert {stage.code for stage in stages} | set(MISHAPS.values()) == set(TEXTS)


def test_what_is_not_there_is_missing(carrier: StandIn) -> None:
    for path in ("/v1/shipments/RA644000005RU", "/v1/shipments/RA644000005RU/events"):
        assert carrier.get(path).status_code == 404
    assert carrier.post(f"/v1/shipments/{uuid4()}/handover").status_code == 404


def test_many_parcels_move_at_once_and_what_can_not_move_is_passed_over(carrier: StandIn) -> None:
    fresh, under_way = _registered(carrier), _handed_over(carrier)
    late, early = "2027-01-05T10:00:00+00:00", "2020-01-05T10:00:00+00:00"
    moves = [
        {"number": fresh, "to": "accepted", "occurred_at": late},
        {"number": under_way, "to": "in_transit", "occurred_at": late},
        {"number": under_way, "to": "delivered", "occurred_at": early},
        {"number": "RA000000031RU", "to": "delivered", "occurred_at": late},
    ]
    answer = carrier.post("/v1/test/moves", {"moves": moves})
    assert answer.status_code == 200, answer.text
    made = [(scan["number"], scan["code"]) for scan in answer.json()["events"]]
    assert made == [(fresh, "EMA"), (under_way, "EDD")]
    assert [scan["code"] for scan in _events(carrier, under_way)] == ["EMA", "EDD"]
    assert carrier.post("/v1/test/moves", {"moves": moves}).json() == {"events": []}
