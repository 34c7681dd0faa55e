"""Prices of services and how places are reached change by two people, from their minute on, and not backwards."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.market import open_market, person
from yarmarka.domain.governance.queries import proposals
from yarmarka.domain.shipping.queries import services_between
from yarmarka.domain.shipping.rules import reaches
from yarmarka.flows.change_lanes import COVERAGE, SERVICE
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
        "takes_batteries": "on",
        "at": f"{at:%Y-%m-%dT%H:%M}",
        "source": "Letter 7",
    }
    form = reverse("staff:change_service", args=[card.id])
    assert public_id("dsv", card.id) in form
    assert client.post(form, {**figures, "at": "2020-01-01T00:00"}).status_code == 422
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
