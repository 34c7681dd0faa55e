"""When to stop waiting for a parcel: by what silences taught on its stretch, and by what stands in where few did."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from yarmarka.domain.shipping.rules.lateness import BOUNDS, LEAST_SILENCE, STRETCH_OF, bound_of, found_of
from yarmarka.domain.shipping.rules.silence import ENOUGH, learn_silences
from yarmarka.domain.shipping.types import Astray, Finding, Ground, LearntSilence, PastSilence, Stretch
from yarmarka.kernel.ids import new_id
from yarmarka.vocabulary.parcels import TERMINAL, ParcelState

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
SLOW, QUICK, NEW = (("post", code, "CN", "RU") for code in ("slow", "quick", "new"))
ELSEWHERE = ("post", "slow", "GB", "DE")
STRAY = Astray(
    seller_order_id=new_id(NOW),
    order_id=new_id(NOW),
    parcel_id=new_id(NOW),
    state=ParcelState.IN_TRANSIT,
    state_at=NOW - timedelta(days=20),
    promised_to=NOW.date() - timedelta(days=5),
    lost_after_days=18,
    ground=Ground.SERVICE,
    silences=400,
    learnt_at=NOW,
)


def silences(
    service: tuple[str, str, str, str],
    *,
    usual: float,
    count: int = 400,
    lost: int = 4,
    stretch: Stretch = Stretch.ON_THE_WAY,
) -> list[PastSilence]:
    """Return silences of about so many days, some of which nothing ever ended."""
    chance = np.random.default_rng(7)
    days = chance.exponential(usual, count).round().astype(int)
    ended = [
        PastSilence(*service, stretch, int(one), is_over=True, is_lost=False, age_days=90) for one in days
    ]
    return ended + [
        PastSilence(*service, stretch, 130, is_over=False, is_lost=True, age_days=130) for _ in range(lost)
    ]


def learnt(
    past: list[PastSilence], *services: tuple[str, str, str, str]
) -> dict[tuple[str, Stretch], LearntSilence]:
    return {(one.code, one.stretch): one for one in learn_silences(past, services=services)}


def test_a_bound_follows_its_own_stretch_and_few_silences_lean_on_wider_ones() -> None:
    past = [
        *silences(SLOW, usual=8),
        *silences(QUICK, usual=2),
        *silences(SLOW, usual=2, stretch=Stretch.LAST_MILE),
        *silences(NEW, usual=2, count=20, lost=0),
    ]
    known = learnt(past, SLOW, QUICK, NEW)
    slow, quick, new = (known[code, Stretch.ON_THE_WAY] for code in ("slow", "quick", "new"))
    assert LEAST_SILENCE <= quick.lost_after_days < slow.lost_after_days
    assert 30 <= slow.lost_after_days <= 80
    assert known["slow", Stretch.LAST_MILE].lost_after_days < slow.lost_after_days
    assert (slow.ground, slow.silences, new.ground) == (Ground.SERVICE, 400, Ground.ROUTE)
    assert known["quick", Stretch.LAST_MILE].ground is Ground.ROUTE
    assert ("slow", Stretch.CUSTOMS) not in known, "nothing was ever silent there"
    assert learnt(silences(SLOW, usual=8, count=ENOUGH - 1), SLOW) == {}
    assert learnt(past, ELSEWHERE)["slow", Stretch.ON_THE_WAY].ground is Ground.EVERYWHERE


def test_more_losses_never_lengthen_a_bound() -> None:
    bounds = [
        learnt(silences(SLOW, usual=6, lost=lost), SLOW)["slow", Stretch.ON_THE_WAY].lost_after_days
        for lost in (0, 4, 20, 80)
    ]
    assert bounds == sorted(bounds, reverse=True)
    assert bounds[0] > bounds[-1] >= LEAST_SILENCE


def test_by_its_bound_few_parcels_come_after_all() -> None:
    past, later = silences(SLOW, usual=6, lost=12), silences(SLOW, usual=6.0, count=5_000, lost=150)
    bound = learnt(past, SLOW)["slow", Stretch.ON_THE_WAY].lost_after_days
    silent = [one for one in later if one.days >= bound]
    came = sum(one.is_over for one in silent)
    assert came / len(silent) < 0.1


@pytest.mark.parametrize(
    ("differs", "finding"),
    [
        ({}, Finding.LOST),
        ({"lost_after_days": 21}, Finding.OVERDUE),
        ({"lost_after_days": 3, "state_at": NOW - timedelta(days=6)}, Finding.OVERDUE),  # a week at least
        ({"lost_after_days": None, "ground": Ground.NONE}, Finding.OVERDUE),  # 45 days stand in
        ({"promised_to": NOW.date()}, Finding.ON_TIME),
        ({"promised_to": NOW.date(), "state": ParcelState.LOST}, Finding.LOST),
        ({"state": ParcelState.DESTROYED}, Finding.LOST),
        ({"state": ParcelState.RETURNED}, Finding.RETURNED),
        (
            {"promised_to": NOW.date() - timedelta(days=2), "state_at": NOW - timedelta(days=1)},
            Finding.ON_TIME,
        ),  # scans are told late
    ],
)
def test_what_is_found_of_a_parcel(differs: dict[str, object], finding: Finding) -> None:
    assert found_of(replace(STRAY, **differs), now=NOW) is finding  # type: ignore[arg-type]


def test_every_state_on_the_way_has_its_stretch_and_its_fixed_bound() -> None:
    assert set(STRETCH_OF) == set(ParcelState) - TERMINAL
    assert set(BOUNDS) == set(Stretch)
    unknown = replace(STRAY, lost_after_days=None, ground=Ground.NONE, state=ParcelState.IMPORT_CUSTOMS)
    assert bound_of(unknown) == (60, Ground.NONE)
