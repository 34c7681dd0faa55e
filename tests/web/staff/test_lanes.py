"""Prices of services and how places are reached change by two people, from their minute on, and not backwards."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.market import open_market, person
from yarmarka.domain.governance.queries import proposals
from yarmarka.domain.shipping.actions import lay_lane
from yarmarka.domain.shipping.queries import lanes, services_between
from yarmarka.domain.shipping.rules import reaches
from yarmarka.domain.shipping.types import Dated, LegCard, LegKind
from yarmarka.flows.change_lanes import COVERAGE, SERVICE
from yarmarka.flows.lay_lanes import LEGS, NEW_SERVICE
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
