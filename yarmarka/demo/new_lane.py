"""A lane that one of the demo's staff proposes, for its operator to put in force: by rail from China to Russia."""

from datetime import datetime, time, timedelta
from typing import Final
from uuid import UUID

from yarmarka.domain.shipping.types import (
    Ending,
    LegCard,
    LegKind,
    NewCoverage,
    NewLane,
    NewService,
    Quality,
    Reach,
    Speed,
)
from yarmarka.flows.open_lanes import propose_lane

_CARRIER: Final = "simulated"
_CODE: Final = "RL"
_SOURCE: Final = "example made for the demo"
#: the operator has so long to decide
_AHEAD: Final = timedelta(days=14)
_LEGS: Final = (
    LegCard(
        LegKind.CONSOLIDATION,
        "cainiao",
        1,
        2,
        {"ru": "Чэнду, терминал", "en": "Chengdu terminal", "zh": "成都国际铁路港"},
    ),
    LegCard(
        LegKind.LINE_HAUL,
        "china_post",
        7,
        11,
        {"ru": "Забайкальск", "en": "Zabaikalsk", "zh": "后贝加尔斯克"},
    ),
    LegCard(
        LegKind.CUSTOMS, "russian_post", 1, 3, {"ru": "Москва, Ворсино", "en": "Vorsino", "zh": "沃尔西诺"}
    ),
    LegCard(LegKind.LAST_MILE, "cdek", 2, 5),
)


def propose_a_lane(*, by: UUID, now: datetime) -> None:
    """Propose the lane with a service to the door, which goes to Kaliningrad more slowly."""
    service = NewService(
        carrier=_CARRIER,
        code=_CODE,
        names={"ru": "Поездом, до двери", "en": "By rail, to the door", "zh": "铁路运输，送货上门"},
        origin_country="CN",
        destination_country="RU",
        base_minor=24_000,
        per_kg_minor=31_000,
        currency="RUB",
        max_weight_g=30_000,
        min_days=11,
        max_days=21,
        inspection_days=15,
        speed=Speed.STANDARD,
        ending=Ending.DOOR,
        max_side_mm=1_200,
        volume_divisor=6_000,
        cut_off=time(12),
    )
    lane = NewLane(
        carrier=_CARRIER,
        code="rail",
        names={"ru": "Поездом", "en": "By rail", "zh": "铁路"},
        origin_country="CN",
        destination_country="RU",
        legs=_LEGS,
        services=(service,),
        coverage=(NewCoverage(_CARRIER, "RU", "RU-KGD", Reach(Quality.SLOW, 3, 8), _CODE),),
    )
    propose_lane(lane, at=now + _AHEAD, source=_SOURCE, by=by, now=now)
