"""The aggregator: signatures, quotas, and its statuses in our words."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.connectors.carriers.serving import serving
from yarmarka.connectors.carriers.aggregator import CARRIERS, Tracker
from yarmarka.connectors.carriers.aggregator.words import state_of
from yarmarka.connectors.errors import BadPayload, BadSignature, Refused
from yarmarka.vocabulary.parcels import ParcelState as S

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
KEY = "aggregator-key"
NUMBER = "YT2229521272164446"


def event(at: str, sub_status: str) -> dict[str, Any]:
    return {
        "time_iso": at,
        "description": "Arrived",
        "location": "Moscow",
        "sub_status": sub_status,
        "address": {"country": "RU"},
    }


PARCEL = {
    "number": NUMBER,
    "carrier": CARRIERS["yunexpress"],
    "track_info": {
        "latest_status": {"status": "Delivered", "sub_status": "Delivered_Other"},
        "tracking": {
            "providers": [
                {"events": [event("2026-11-20T10:00:00+03:00", "Delivered_Other")]},
                {"events": [event("2026-11-01T10:00:00+08:00", "InTransit_PickedUp")]},
            ]
        },
    },
}


def tracker_at(address: str = "http://127.0.0.1:9", *, key: str = KEY) -> Tracker:
    return Tracker(carrier="yunexpress", address=address, key=key)


def pushed(body: bytes, *, key: str = KEY) -> dict[str, str]:
    return {"Sign": hashlib.sha256(body + b"/" + key.encode()).hexdigest()}


def test_a_signed_push_tells_what_all_of_a_parcels_carriers_said() -> None:
    body = json.dumps({"event": "TRACKING_UPDATED", "data": PARCEL}).encode()
    events = tracker_at().parse_webhook(body=body, headers=pushed(body), now=NOW)
    assert [(said.state, said.country) for said in events] == [(S.ACCEPTED, "RU"), (S.DELIVERED, "RU")]
    assert {(said.carrier, said.number) for said in events} == {("yunexpress", NUMBER)}
    stopped = json.dumps({"event": "TRACKING_STOPPED", "data": {}}).encode()
    assert tracker_at().parse_webhook(body=stopped, headers=pushed(stopped), now=NOW) == ()


def test_a_push_with_another_signature_says_nothing() -> None:
    body = json.dumps({"event": "TRACKING_UPDATED", "data": PARCEL}).encode()
    for headers in ({}, pushed(body, key="other"), pushed(body + b" ")):
        with pytest.raises(BadSignature):
            tracker_at().parse_webhook(body=body, headers=headers, now=NOW)
    with pytest.raises(BadSignature):
        tracker_at(key="").parse_webhook(body=body, headers=pushed(body, key=""), now=NOW)
    with pytest.raises(BadPayload):
        tracker_at().parse_webhook(body=b"no", headers=pushed(b"no"), now=NOW)


def test_a_number_is_followed_once_and_a_used_up_quota_is_named() -> None:
    def rejected(code: int) -> tuple[int, Any]:
        refused = {"number": NUMBER, "error": {"code": code, "message": "no"}}
        return 200, {"code": 0, "data": {"accepted": [], "rejected": [refused]}}

    answers = iter([rejected(-18019901), rejected(-18019908), rejected(-18019908)])
    with serving(lambda _: next(answers)) as served:
        tracker = tracker_at(served.address)
        tracker.hand_over(NUMBER, now=NOW)
        with pytest.raises(Refused, match="quota_used_up"):
            tracker.hand_over(NUMBER, now=NOW)
        with pytest.raises(Refused, match="quota_used_up"):
            tracker.fetch_events(NUMBER)
    assert served.paths() == ["POST /track/v2.2/register"] * 2 + ["POST /track/v2.2/gettrackinfo"]
    assert served.asked[0].headers["17token"] == KEY
    assert served.asked[0].facts == [{"number": NUMBER, "carrier": CARRIERS["yunexpress"]}]


def test_what_is_known_of_a_parcel_is_asked_for() -> None:
    with serving(lambda _: (200, {"code": 0, "data": {"accepted": [PARCEL], "rejected": []}})) as served:
        assert [said.state for said in tracker_at(served.address).fetch_events(NUMBER)] == [
            S.ACCEPTED,
            S.DELIVERED,
        ]


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("InfoReceived", S.PRE_TRANSIT),
        ("InTransit_Other", S.IN_TRANSIT),
        ("InTransit_CustomsRequiringInformation", S.CUSTOMS_ACTION_REQUIRED),
        ("AvailableForPickup_Other", S.AVAILABLE_FOR_PICKUP),
        ("DeliveryFailure_Rejected", S.ATTEMPT_FAILED),
        ("Exception_Lost", S.LOST),
        ("Exception_Delayed", S.EXCEPTION),
        ("Expired_Other", S.EXPIRED),
        ("Something_New", S.EXCEPTION),
    ],
)
def test_statuses_mean_what_they_mean(status: str, state: S) -> None:
    assert state_of(status) is state
