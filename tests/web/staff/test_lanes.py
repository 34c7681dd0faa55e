"""Prices of services and how places are reached change by two people, from their minute on, and not backwards."""

from datetime import datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.market import open_market, person
from yarmarka.domain.governance.queries import proposals
from yarmarka.domain.orders.types import BasketLine
from yarmarka.domain.shipping.actions import lay_lane
from yarmarka.domain.shipping.queries import lanes, services_between
from yarmarka.domain.shipping.rules import reaches
from yarmarka.domain.shipping.types import Dated, LegCard, LegKind
from yarmarka.flows.change_lanes import COVERAGE, SERVICE
from yarmarka.flows.lay_lanes import LEGS, NEW_SERVICE
from yarmarka.flows.open_lanes import NEW_LANE
from yarmarka.flows.price_basket import QuotedDelivery, price_basket
from yarmarka.kernel.clock import now
from yarmarka.vocabulary.ids import public_id

pytestmark = pytest.mark.django_db
ROUTE = ("CN", "RU")


def test_a_price_and_a_place_change_when_a_second_person_says_so(client: Client) -> None:
    market = open_market(countries=("CN",), now=now())
    (card,) = services_between({"CN"}, {"RU"}, now=now())[ROUTE]
    at = now() + timedelta(hours=1)
    client.force_login(market.staff)
    figures = {
        "base": "450",
        "per_kg": card.per_kg_minor / 100,
        "min_days": card.min_days,
        "max_days": card.max_days,
        "max_weight_g": card.max_weight_g,
        "max_side_mm": card.max_side_mm,
        "volume_divisor": card.volume_divisor,
        "takes_batteries": "on",
        "at": f"{at:%Y-%m-%dT%H:%M}",
        "source": "Letter 7",
    }
    form = reverse("staff:change_service", args=[card.id])
    assert public_id("dsv", card.id) in form
    for wrong in ("2020-01-01T00:00", "9999-12-31T23:59"):
        assert client.post(form, {**figures, "at": wrong}).status_code == 422, wrong
    assert client.post(form, figures).status_code == 302
    place = {
        "carrier": "simulated",
        "country": "RU",
        "place": "RU-CHU",
        "quality": "none",
        "extra_min_days": 0,
        "extra_max_days": 0,
        "at": f"{at:%Y-%m-%dT%H:%M}",
        "source": "Letter 8",
    }
    assert client.post(reverse("staff:change_coverage"), {**place, "quality": "seasonal"}).status_code == 422
    for no_day in ("2026-06-15", "02-30", "06-31"):
        seasonal = {**place, "quality": "seasonal", "season_from": no_day, "season_until": "10-10"}
        assert client.post(reverse("staff:change_coverage"), seasonal).status_code == 422, no_day
    forgotten = {**place, "season_from": "06-15", "season_until": "10-10"}
    told = client.post(reverse("staff:change_coverage"), forgotten)
    assert (told.status_code, "06-15" in told.content.decode()) == (422, True), "no season is dropped unsaid"
    assert client.post(reverse("staff:change_coverage"), place).status_code == 302
    assert "Letter 7" in client.get(reverse("staff:lanes")).content.decode()

    def decide() -> None:
        for one in proposals(SERVICE, COVERAGE):
            client.post(reverse("staff:decide_lane", args=[one.id]), {"decision": "approve"})

    decide()
    assert all(one.is_approved is None for one in proposals(SERVICE, COVERAGE)), "nobody decides their own"
    client.force_login(person("second@example.test", is_staff=True))
    decide()
    (before,) = services_between({"CN"}, {"RU"}, now=now())[ROUTE]
    (after,) = services_between({"CN"}, {"RU"}, now=at + timedelta(minutes=1))[ROUTE]
    assert (before.base_minor, after.base_minor) == (card.base_minor, 45_000)
    assert reaches(before, "RU-CHU", on=at.date())
    assert not reaches(after, "RU-CHU", on=at.date())


def test_legs_and_a_new_service_are_proposed_by_one_and_put_in_force_by_another(client: Client) -> None:
    market = open_market(countries=("CN",), now=now())
    legs = (LegCard(LegKind.LINE_HAUL, "simulated", 3, 9), LegCard(LegKind.LAST_MILE, "simulated", 1, 2))
    dated = Dated(now() - timedelta(days=1), "test", now().date())
    where = {"origin_country": "CN", "destination_country": "RU"}
    lane_id = lay_lane(
        carrier="simulated", code="sea", names={"en": "By sea"}, legs=legs, dated=dated, **where
    )
    at = now() + timedelta(hours=1)
    ground = {"at": f"{at:%Y-%m-%dT%H:%M}", "source": "Agreement 9"}
    client.force_login(market.staff)
    assert "By sea" in client.get(reverse("staff:lanes")).content.decode()

    form = reverse("staff:change_legs", args=[lane_id])
    shown = client.get(form).content.decode()
    assert 'value="9"' in shown
    assert f'value="{now() + timedelta(days=1):%Y-%m-%dT%H:}' in shown, "UTC, as it is read"
    haul = {"leg1-kind": "line_haul", "leg1-carrier": "simulated", "leg1-min_days": 4, "leg1-max_days": 12}
    customs = {"leg3-kind": "customs", "leg3-carrier": "simulated", "leg3-min_days": 1, "leg3-max_days": 3}
    assert client.post(form, ground).status_code == 422
    assert client.post(form, {**ground, **haul, "leg1-min_days": 13}).status_code == 422
    assert client.post(form, {**ground, **haul, **customs, "leg1-hand_over_ru": "Находка"}).status_code == 302
    service = {
        "carrier": "simulated",
        "code": "slow-boat",
        **{f"name_{code}": "Slow boat" for code in ("ru", "en", "zh")},
        **where,
        "lane": str(lane_id),
        "speed": "economy",
        "ending": "office",
        "currency": "CNY",
        "base": "12.50",
        "per_kg": "3",
        "min_days": 30,
        "max_days": 60,
        "inspection_days": 7,
        "max_weight_g": 20_000,
        "max_side_mm": 1_200,
        "volume_divisor": 6_000,
    }
    form = reverse("staff:new_service")
    assert client.post(form, {**ground, **service, "destination_country": "KZ"}).status_code == 422
    assert client.post(form, {**ground, **service}).status_code == 302
    assert client.get(reverse("staff:lanes")).content.decode().count("Slow boat") == 1

    client.force_login(person("second@example.test", is_staff=True))
    for one in proposals(LEGS, NEW_SERVICE):
        client.post(reverse("staff:decide_lane", args=[one.id]), {"decision": "approve"})
    later = services_between({"CN"}, {"RU"}, now=at + timedelta(minutes=1))[ROUTE]
    boat = next(card for card in later if card.code == "slow-boat")
    assert (boat.base_minor, boat.currency, boat.volume_divisor, boat.max_side_mm) == (
        1_250,
        "CNY",
        6_000,
        1_200,
    )
    assert "slow-boat" not in {card.code for card in services_between({"CN"}, {"RU"}, now=now())[ROUTE]}
    (lane,) = lanes(at=at)
    assert [(leg.kind, leg.max_days) for leg in lane.legs] == [("line_haul", 12), ("customs", 3)]
    assert lane.legs[0].hand_over == {"ru": "Находка"}


def test_services_stand_in_a_table_that_is_narrowed_by_route_and_name(client: Client) -> None:
    market = open_market(countries=("CN", "RU"), now=now())
    (card,) = services_between({"CN"}, {"RU"}, now=now())[ROUTE]
    client.force_login(market.staff)
    page, change = reverse("staff:lanes"), reverse("staff:change_service", args=[card.id])
    assert change in client.get(page).content.decode()
    for query, is_there in (
        ("from=CN&to=RU", True),
        ("from=RU&to=RU", False),
        (f"q={card.code.lower()}", True),
        ("q=nothing-like-it", False),
        ("page=2", False),
    ):
        assert (change in client.get(f"{page}?{query}").content.decode()) is is_there, query
    file = b"".join(client.get(f"{page}?as=csv&from=CN&to=RU")).decode()
    assert f"{card.base_minor / 100:.2f}" in file and card.currency in file


def new_lane(on: str, /, **changed: str) -> dict[str, str]:
    """Return what a browser sends for a new lane from China to Russia: two legs, a service, a place."""
    sent = {
        "carrier": "simulated",
        "code": "rail",
        "origin_country": "CN",
        "destination_country": "RU",
        "at": on,
        "source": "Agreement 12",
        **{f"name_{code}": "By rail" for code in ("ru", "en", "zh")},
        "leg1-kind": "line_haul",
        "leg1-carrier": "simulated",
        "leg1-min_days": "4",
        "leg1-max_days": "9",
        "leg1-hand_over_ru": "Забайкальск",
        "leg2-kind": "last_mile",
        "leg2-carrier": "simulated",
        "leg2-min_days": "1",
        "leg2-max_days": "3",
        "service1-code": "RL",
        **{f"service1-name_{code}": "Rail, to the door" for code in ("ru", "en", "zh")},
        "service1-speed": "standard",
        "service1-ending": "door",
        "service1-currency": "RUB",
        "service1-base": "150",
        "service1-per_kg": "90",
        "service1-inspection_days": "7",
        "service1-max_weight_g": "20000",
        "service1-takes_batteries": "on",
        "service1-cut_off": "14:00",
        "place1-place": "RU-CHU",
        "place1-quality": "none",
        "place1-extra_min_days": "0",
        "place1-extra_max_days": "0",
    }
    return sent | {key.replace("__", "-"): value for key, value in changed.items()}


def test_a_lane_proposed_by_one_and_approved_by_another_brings_a_basket_from_its_minute_on(
    client: Client,
) -> None:
    market = open_market(countries=("CN",), now=now())
    at = now().replace(second=0, microsecond=0) + timedelta(hours=1)
    form, said = reverse("staff:new_lane"), f"{at:%Y-%m-%dT%H:%M}"
    client.force_login(market.staff)
    assert client.post(form, new_lane(said)).status_code == 302
    (proposal,) = proposals(NEW_LANE)
    assert "By rail" in client.get(reverse("staff:lanes")).content.decode()
    client.post(reverse("staff:decide_lane", args=[proposal.id]), {"decision": "approve"})
    assert not lanes(at=at), "nobody decides their own"
    client.force_login(person("second@example.test", is_staff=True))
    client.post(reverse("staff:decide_lane", args=[proposal.id]), {"decision": "approve"})

    (lane,) = lanes(at=at)
    assert [(leg.kind, leg.max_days) for leg in lane.legs] == [("line_haul", 9), ("last_mile", 3)]

    def offered(*, when: datetime) -> dict[str, QuotedDelivery]:
        basket = price_basket(
            [BasketLine(offer_id=market.offers["CN"], quantity=1)],
            currency="RUB",
            destination="RU",
            deliveries={},
            now=when,
        )
        return {way.service.code: way for way in basket.sellers[0].options}

    assert "RL" not in offered(when=now())
    rail = offered(when=at + timedelta(minutes=1))["RL"]
    assert rail.service.legs == lane.legs
    assert (rail.service.min_days, rail.service.max_days) == (5, 12), (
        "as long as its legs, where nobody said more"
    )
    assert rail.service.cut_off == time(14)
    assert not reaches(rail.service, "RU-CHU", on=at.date())
    assert client.post(form, new_lane(said)).status_code == 422, "there is such a lane now"


def test_what_is_wrong_with_a_new_lane_is_said_at_its_field_and_nothing_typed_is_lost(client: Client) -> None:
    client.force_login(open_market(countries=("CN",), now=now()).staff)
    form, said = "/en/staff/lanes/new/", f"{now() + timedelta(hours=1):%Y-%m-%dT%H:%M}"
    first = {key: value for key, value in new_lane(said).items() if key.startswith("service1-")}
    second = {key.removeprefix("service1-"): value for key, value in first.items()} | {"code": "LP"}
    for changed, told in (
        ({"leg1__kind": ""}, "Leg 1, What happens: Say what happens on this leg"),
        (
            {"leg1__kind": "last_mile", "leg2__kind": "customs"},
            "Leg 2, What happens: It comes before the leg above",
        ),
        ({"service1__max_days": "4"}, "Service 1, Days, to: The legs alone take 5 days or more"),
        ({"service1__base": ""}, "Service 1, Base price:"),
        ({"service1__code": "LP"}, "Service 1, Service’s code: This carrier has a service of this code"),
        ({"service2__cut_off": "20:00"}, "Service 2, Service’s code:"),
        ({"service2__max_days": "20"}, "Service 2, Service’s code:"),
        (
            {f"service2__{name}": value for name, value in second.items()},
            "Service 2, Service’s code: This carrier has a service of this code",
        ),
        ({"place1__quality": "seasonal"}, "Place 1, Season from: Say from when to when"),
        ({"place1__place": ""}, "Place 1, Place:"),
        ({"at": "2020-01-01T00:00"}, "Choose a later minute"),
        ({"name_zh": ""}, "What shoppers read"),
    ):
        page = client.post(form, new_lane(said, **changed))
        text = page.content.decode()
        assert page.status_code == 422, changed
        assert told in text, changed
        assert "Забайкальск" in text, "what was typed stays"
        assert "Agreement 12" in text
    assert not proposals(NEW_LANE)
