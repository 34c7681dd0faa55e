"""Parcels on their way are called back when deliveries to their place are stopped, and their money follows, once."""

from dataclasses import replace
from datetime import datetime, timedelta
from unittest.mock import ANY
from uuid import UUID

import pytest
from django.test import Client
from django.utils import translation
from pytest_django import Settings

from tests.connectors.carriers.serving import Asked, Said, serving
from tests.flows.restricting import resume, stop
from tests.flows.steps import part_of, scan, send, tell
from tests.flows.test_stop_and_resume import order_to, told
from tests.market import NOW, Market, open_market
from yarmarka.domain.compliance.errors import RestrictionIncomplete
from yarmarka.domain.compliance.types import Handling
from yarmarka.domain.orders.queries import given_back_of, orders
from yarmarka.domain.payments.queries import refunds_of
from yarmarka.domain.sellers.errors import ReasonMissing
from yarmarka.domain.shipping.actions import add_carrier
from yarmarka.domain.shipping.models import Parcel
from yarmarka.domain.shipping.queries import parcels_of, recalls_by_hand, recalls_of
from yarmarka.domain.shipping.types import RecallCard, RecallStatus
from yarmarka.flows.recall_parcels import ask_for_return, note_asked_by_hand, settle_recall
from yarmarka.flows.stop_and_resume import take_effect
from yarmarka.reads.order_page import order_page
from yarmarka.vocabulary.parcels import ParcelState
from yarmarka.web.shared.waiting import waits_of

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def market() -> Market:
    return open_market(countries=("RU",), stock=50)


def sent_to_yalta(market: Market, *, by: str = "simulated") -> tuple[UUID, UUID, str]:
    """Return an order whose parcel is on its way there, that parcel, and its number."""
    order_id = order_to(market)
    number = send(part_of(order_id))
    parcel = parcels_of([part_of(order_id).id])[0]
    if by != parcel.carrier:
        add_carrier(code=by, names={"en": by})
        Parcel.objects.filter(id=parcel.id).update(carrier_id=by)
    tell(scan(number, ParcelState.IN_TRANSIT, NOW), now=NOW)
    return order_id, parcel.id, number


def recall_of(parcel_id: UUID) -> RecallCard:
    return recalls_of([parcel_id])[parcel_id]


def said_of(order_id: UUID, *, now: datetime) -> tuple[str, str]:
    """Return what the shopper and the seller of an order read beside its parcel, in English."""
    part = part_of(order_id)
    person_id = orders([order_id])[order_id].person_id
    with translation.override("en"):
        waits = [
            waits_of([part], person_id=person_id, is_seller=one, now=now)[part.id] for one in (False, True)
        ]
    return waits[0].remedy, waits[1].remedy


def carrier_that(answers: Said, settings: Settings):
    """Serve a carrier that answers so to being asked for a parcel back."""

    def answer(asked: Asked) -> Said:
        return answers if asked.path.endswith("/recall") else (200, {})

    return serving(answer)


def test_a_recalled_parcel_comes_back_and_its_money_goes_back_then_and_once(
    market: Market, settings: Settings
) -> None:
    order_id, parcel_id, number = sent_to_yalta(market)
    stop(market, handling={"sent": Handling.RECALL})
    take_effect(now=NOW)
    [letter], [to_seller] = told("place_stopped"), told("place_stopped_seller")
    assert [one["fate"] for one in letter["orders"] + to_seller["orders"]] == ["recalled", "recalled"]

    with carrier_that((200, {}), settings) as post:
        settings.CARRIER_URL = post.address
        ask_for_return(parcel_id, now=NOW)
        ask_for_return(parcel_id, now=NOW)
    assert said_of(order_id, now=NOW) == (
        "Its carrier brings it back to the seller. Once the seller has it, you get the whole price back. "
        "Nothing is asked of you.",
        "Its carrier brings it back to you. Once you have it, the shopper gets the whole price back.",
    )
    assert post.paths() == [f"POST /v1/shipments/{number}/handover", f"POST /v1/shipments/{number}/recall"]
    assert recall_of(parcel_id).status is RecallStatus.AGREED
    assert settle_recall(parcel_id, now=NOW) is None, "not before it is back"

    tell(scan(number, ParcelState.RETURNING, LATER), now=LATER)
    tell(scan(number, ParcelState.RETURNED, LATER + timedelta(days=3)), now=LATER + timedelta(days=3))
    assert [one["state"] for one in told("parcel_news")] == ["returning", "returned"]
    assert [one["state"] for one in told("parcel_returning_seller")] == ["returning", "returned"]
    assert recall_of(parcel_id).status is RecallStatus.BACK
    assert said_of(order_id, now=LATER)[0].startswith("It is with the seller again. You get the whole price")
    settle_recall(parcel_id, now=LATER)
    settle_recall(parcel_id, now=LATER)
    part, [refund] = part_of(order_id), refunds_of([order_id])
    assert (refund.amount_minor, refund.reason) == (part.total_minor, "recalled")
    assert given_back_of([part.id])[part.id].total_minor == part.total_minor
    happened = [one.what for one in order_page(order_id=order_id, viewer=market.shopper.id).timeline]
    assert {"recall_wanted", "recall_agreed", "returning", "returned", "refund_requested"} <= set(happened)


def test_the_money_goes_back_at_once_where_that_was_chosen_and_a_resumption_says_that_it_comes_back(
    market: Market,
) -> None:
    order_id, parcel_id, number = sent_to_yalta(market)
    restriction_id = stop(market, handling={"sent": Handling.REFUND})
    take_effect(now=NOW)
    settle_recall(parcel_id, now=NOW)
    [refund] = refunds_of([order_id])
    assert refund.amount_minor == part_of(order_id).total_minor
    resume(market, restriction_id, now=LATER)
    take_effect(now=LATER)
    assert [one["fate"] for one in told("place_resumed")[0]["orders"]] == ["comes_back"]
    assert "You get the whole price back now" in said_of(order_id, now=LATER)[0], "a resumption leaves it so"
    tell(scan(number, ParcelState.RETURNED, LATER), now=LATER)
    settle_recall(parcel_id, now=LATER)
    assert len(refunds_of([order_id])) == 1


def test_what_is_delivered_first_is_not_recalled_any_more(market: Market) -> None:
    order_id, parcel_id, number = sent_to_yalta(market)
    stop(market, handling={"sent": Handling.RECALL})
    take_effect(now=NOW)
    tell(scan(number, ParcelState.DELIVERED, LATER), now=LATER)
    ask_for_return(parcel_id, now=LATER)
    assert recall_of(parcel_id).status is RecallStatus.MISSED
    with pytest.raises(KeyError):
        said_of(order_id, now=LATER)
    assert settle_recall(parcel_id, now=LATER) is None
    assert not refunds_of([order_id])


@pytest.mark.django_db(transaction=True)  # as the job runs: nothing but the flow itself opens a transaction
@pytest.mark.parametrize("by", ["russian_post", "simulated"])
def test_a_carrier_that_can_not_be_asked_or_says_no_is_asked_by_hand(
    market: Market, settings: Settings, client: Client, by: str
) -> None:
    _, parcel_id, number = sent_to_yalta(market, by=by)
    stop(market, handling={"sent": Handling.RECALL})
    take_effect(now=NOW)
    refusal = {"error": {"code": "journey_over", "message": "This parcel moves no more."}}
    with carrier_that((409, refusal), settings) as post:
        settings.CARRIER_URL = post.address
        ask_for_return(parcel_id, now=NOW)
    [waiting] = recalls_by_hand()
    assert waiting.parcel_id == parcel_id

    client.force_login(market.staff)
    page = client.get("/ru/staff/restrictions/").content.decode()
    assert number in page
    assert ("в отделении" if by == "russian_post" else "This parcel moves no more.") in page
    with pytest.raises(ReasonMissing):
        note_asked_by_hand(waiting.id, parcel_id=parcel_id, note=" ", by=market.staff.id, now=NOW)
    asked = {"recall": waiting.id, "parcel": parcel_id, "note": "Ivanova\x00 at the desk agreed."}
    assert client.post("/ru/staff/restrictions/asked/", asked).status_code == 302
    assert recall_of(parcel_id) == replace(
        waiting, status=RecallStatus.AGREED, note="Ivanova at the desk agreed.", agreed_at=ANY
    )


def test_only_what_can_be_done_is_chosen(market: Market) -> None:
    for wrong in ({"sent": Handling.HOLD}, {"to_ship": Handling.RECALL}, {"elsewhere": Handling.FINISH}):
        with pytest.raises(RestrictionIncomplete):
            stop(market, handling=wrong)
