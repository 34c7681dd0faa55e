"""What a rate card asks, which places are reached, and how a date moves with what remains of the legs."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from yarmarka.domain.places.queries import places
from yarmarka.domain.places.types import PlaceKind
from yarmarka.domain.shipping.rules import delivery_price, moved_promise, promise, reaches, takes
from yarmarka.domain.shipping.rules.boxes import parcel_box, whole_cm
from yarmarka.domain.shipping.types import (
    BandCard,
    Basis,
    LegCard,
    LegKind,
    Load,
    PlaceDays,
    Quality,
    Reach,
    ServiceCard,
    Window,
)
from yarmarka.kernel.ids import new_id
from yarmarka.vocabulary.parcels import ParcelState
from yarmarka.web.shop.local_map import HEIGHT, WIDTH, local_map
from yarmarka.web.shop.region_map import region_map

NOW = datetime(2026, 11, 2, 10, tzinfo=UTC)
TODAY = NOW.date()
POST = ServiceCard(
    id=new_id(NOW),
    carrier="post",
    code="LP",
    names={},
    origin_country="CN",
    destination_country="RU",
    base_minor=10_000,
    per_kg_minor=10_000,
    currency="RUB",
    max_weight_g=20_000,
    min_days=10,
    max_days=22,
    inspection_days=15,
    legs=(
        LegCard(LegKind.CONSOLIDATION, "china_post", 1, 3),
        LegCard(LegKind.LINE_HAUL, "china_post", 5, 10),
        LegCard(LegKind.CUSTOMS, "russian_post", 1, 4),
        LegCard(LegKind.LAST_MILE, "russian_post", 2, 5),
    ),
)


def test_bulk_bands_and_values_decide_what_a_parcel_costs_and_whether_it_is_taken() -> None:
    card = replace(
        POST,
        volume_divisor=5_000,
        max_side_mm=1_200,
        takes_batteries=False,
        max_value_minor=500_000,
        bands=(BandCard(2_000, 100_000, 5_000, 10_000), BandCard(2_000, None, 8_000, 10_000)),
    )
    assert delivery_price(card, Load(1_000, value_minor=90_000)).minor == 15_000
    assert delivery_price(card, Load(1_000, value_minor=200_000)).minor == 18_000
    assert delivery_price(card, Load(3_000)).minor == 40_000, (
        "beyond the card's bands the service's own price holds"
    )
    assert delivery_price(card, Load(1_000, volume_cm3=15_000)).minor == 40_000, (
        "bulk counts as three kilograms"
    )
    assert takes(card, Load(1_000))
    for refused in (
        Load(1_000, has_batteries=True),
        Load(1_000, longest_mm=1_201),
        Load(1_000, value_minor=500_001),
        Load(20_001),
    ):
        assert not takes(card, refused)


def test_places_are_reached_slower_in_season_or_not_at_all() -> None:
    card = replace(
        POST,
        reach={
            "RU-KAM": Reach(Quality.SLOW, 4, 10),
            "RU-CHU": Reach(Quality.SEASONAL, 10, 30, ("06-15", "10-10")),
            "crimea": Reach(Quality.NONE),
        },
    )
    assert [reaches(card, code, on=TODAY) for code in ("RU-TA", "RU-KAM", "RU-CHU", "crimea", "")] == [
        True,
        True,
        False,
        False,
        True,
    ]
    assert reaches(card, "RU-CHU", on=date(2026, 7, 1))
    assert promise(card, now=NOW, place="RU-KAM").to_on == TODAY + timedelta(days=32)
    late = promise(replace(card, cut_off=time(9)), now=NOW)
    assert late.to_on == TODAY + timedelta(days=23), "what is ordered after the hour sets out a day later"


def test_a_place_that_has_taught_its_days_is_promised_them() -> None:
    taught = replace(
        POST,
        usual_days=12,
        sure_days=18,
        deliveries=300,
        by_place={"RU-KAM": PlaceDays(20, 27, 9)},
        reach={"RU-KAM": Reach(Quality.SLOW, 4, 10)},
    )
    assert promise(taught, now=NOW, place="RU-KAM") == Window(
        TODAY + timedelta(days=10), TODAY + timedelta(days=27), Basis.PLACE, 9
    )
    assert promise(taught, now=NOW, place="RU-TA").basis is Basis.SERVICE


@pytest.mark.parametrize(
    ("state", "days_ago", "last"),
    [
        (ParcelState.ACCEPTED, 0, 20),  # all of its legs, without the days for packing
        (ParcelState.IN_TRANSIT, 0, 17),
        (ParcelState.IMPORT_CUSTOMS, 0, 8),
        (ParcelState.ARRIVED_DESTINATION, 0, 5),
        (ParcelState.OUT_FOR_DELIVERY, 0, 1),
        (ParcelState.ARRIVED_DESTINATION, 12, 7),  # silent for longer than its last leg takes: a week more
    ],
)
def test_what_remains_of_the_legs_gives_the_new_date(state: ParcelState, days_ago: int, last: int) -> None:
    told = Window(TODAY, TODAY + timedelta(days=40), Basis.CARRIER)
    moved = moved_promise(
        POST, place="", state=state, state_at=NOW - timedelta(days=days_ago), today=TODAY, before=told
    )
    assert moved is not None
    assert (moved.to_on - TODAY).days == last


def test_a_day_more_or_less_is_no_news_and_what_went_wrong_gives_no_date() -> None:
    def moved(state: ParcelState, *, told: int) -> Window | None:
        before = Window(TODAY - timedelta(days=9), TODAY + timedelta(days=told), Basis.CARRIER)
        return moved_promise(POST, place="", state=state, state_at=NOW, today=TODAY, before=before)

    assert moved(ParcelState.ARRIVED_DESTINATION, told=4) is None
    assert moved(ParcelState.ARRIVED_DESTINATION, told=6) is None
    assert moved(ParcelState.ARRIVED_DESTINATION, told=3) is not None
    assert moved(ParcelState.EXCEPTION, told=-3) is None


def test_every_region_and_contested_place_is_one_tile_of_its_own() -> None:
    drawn = region_map("RU")
    assert drawn is not None
    known = {
        one.code
        for one in places()
        if (one.country == "RU" and one.kind is PlaceKind.REGION) or one.kind is PlaceKind.CONTESTED
    }
    assert sorted(tile.code for tile in drawn.tiles) == sorted(known)
    assert len({(tile.x, tile.y) for tile in drawn.tiles}) == len(drawn.tiles)


def test_points_of_a_town_lie_within_the_picture_north_up_and_not_on_one_another() -> None:
    drawn = local_map([(55.83, 49.10), (55.74, 49.20), (55.74, 49.20)])
    assert drawn is not None
    (first, second, twin) = drawn.dots
    assert first[1] < second[1]
    assert first[0] < second[0]
    assert max(abs(second[0] - twin[0]), abs(second[1] - twin[1])) >= 24
    assert all(0 < x < WIDTH and 0 < y < HEIGHT for x, y in drawn.dots)
    assert local_map([]) is None


@pytest.mark.parametrize(
    ("pieces", "box"),
    [
        ([((100, 300, 200), 1)], (300, 200, 100)),
        ([((100, 300, 200), 3)], (300, 200, 300)),
        ([((300, 200, 100), 1), ((10, 500, 20), 2)], (500, 200, 100)),
        ([((300, 200, 100), 1), ((0,) * 0, 1)], None),
        ([((300, 200, 100), 1), (None, 0)], (300, 200, 100)),
        ([], None),
    ],
)
def test_a_parcels_box_is_as_long_as_its_longest_piece_and_has_room_for_all(
    pieces: list[tuple[Sequence[int] | None, int]], box: tuple[int, int, int] | None
) -> None:
    assert parcel_box(pieces) == box


def test_begun_centimetres_are_whole() -> None:
    assert whole_cm((301, 200, 9)) == (31, 20, 1)
