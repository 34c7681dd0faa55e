"""Carriers, lanes with their legs, services and coverage of the demo world: plausible, made up, and marked as such."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Final
from uuid import UUID

from yarmarka.connectors.carriers.pickup_table import pickup_places_in
from yarmarka.domain.shipping.actions import add_carrier, cover, lay_lane, offer_service
from yarmarka.domain.shipping.types import (
    BandCard,
    Dated,
    Ending,
    LegCard,
    LegKind,
    NewCoverage,
    Quality,
    Reach,
    Speed,
)
from yarmarka.flows.load_pickup_points import take_pickup_points
from yarmarka.vocabulary.money import Money

_POINTS: Final = Path(__file__).parent / "pickup_points.csv"
_VERIFIED_ON: Final = date(2026, 11, 1)

#: base price and price of a kilogram (kopecks), days from and to, days to look the goods over
Terms = tuple[int, int, int, int, int]
Names = Mapping[str, str]

_CARRIERS: Final[Mapping[str, dict[str, str]]] = {
    "simulated": {"ru": "Учебная почта", "en": "Simulated Post", "zh": "模拟邮政"},
    "cainiao": {"ru": "Cainiao", "en": "Cainiao", "zh": "菜鸟"},
    "china_post": {"ru": "Почта Китая", "en": "China Post", "zh": "中国邮政"},
    "russian_post": {"ru": "Почта России", "en": "Russian Post", "zh": "俄罗斯邮政"},
    "cdek": {"ru": "СДЭК", "en": "CDEK", "zh": "CDEK"},
    "dhl": {"ru": "DHL", "en": "DHL", "zh": "DHL"},
    "royal_mail": {"ru": "Королевская почта", "en": "Royal Mail", "zh": "英国皇家邮政"},
    "ptt": {"ru": "PTT", "en": "PTT", "zh": "土耳其邮政"},
    "kazpost": {"ru": "Казпочта", "en": "Kazpost", "zh": "哈萨克斯坦邮政"},
    "belpost": {"ru": "Белпочта", "en": "Belpost", "zh": "白俄罗斯邮政"},
}
#: who has a parcel in a country: by post, and by courier
_AT_HOME: Final = {
    "CN": ("china_post", "cainiao"),
    "RU": ("russian_post", "cdek"),
    "GB": ("royal_mail", "dhl"),
    "DE": ("dhl", "dhl"),
    "TR": ("ptt", "cdek"),
    "KZ": ("kazpost", "cdek"),
    "BY": ("belpost", "cdek"),
}
#: where a parcel leaves a country, and where it comes into one
_GATES: Final[Mapping[str, dict[str, str]]] = {
    "CN": {"ru": "Суйфэньхэ", "en": "Suifenhe", "zh": "绥芬河"},
    "RU": {"ru": "Москва, Внуково", "en": "Moscow Vnukovo", "zh": "莫斯科伏努科沃"},
    "GB": {"ru": "Лондон, Хитроу", "en": "London Heathrow", "zh": "伦敦希思罗"},
    "DE": {"ru": "Франкфурт-на-Майне", "en": "Frankfurt", "zh": "法兰克福"},
    "TR": {"ru": "Стамбул", "en": "Istanbul", "zh": "伊斯坦布尔"},
    "KZ": {"ru": "Алматы", "en": "Almaty", "zh": "阿拉木图"},
    "BY": {"ru": "Минск", "en": "Minsk", "zh": "明斯克"},
}
#: shares of a lane's days that its legs take, across a border and at home
_ACROSS: Final = (
    (LegKind.CONSOLIDATION, Decimal("0.15")),
    (LegKind.LINE_HAUL, Decimal("0.45")),
    (LegKind.CUSTOMS, Decimal("0.15")),
    (LegKind.LAST_MILE, Decimal("0.25")),
)
_INLAND: Final = (
    (LegKind.CONSOLIDATION, Decimal("0.2")),
    (LegKind.LINE_HAUL, Decimal("0.5")),
    (LegKind.LAST_MILE, Decimal("0.3")),
)


@dataclass(frozen=True)
class _Way:
    """A service as it runs on every route: the first letters of its parcels' numbers, and how it differs from post."""

    code: str
    lane: str
    names: Names
    price: Decimal
    pace: Decimal
    speed: Speed
    ending: Ending
    picks_point: bool = False
    takes_batteries: bool = True
    max_weight_g: int = 20_000
    max_value_minor: int | None = None
    cut_off: time | None = None
    volume_divisor: int = 0
    #: only to these countries; nothing: to all
    to: frozenset[str] = frozenset()


_WAYS: Final = (
    _Way(
        "LP",
        "post",
        {"ru": "Почта, до отделения", "en": "Post, to the office", "zh": "邮政，送至网点"},
        price=Decimal(1),
        pace=Decimal(1),
        speed=Speed.ECONOMY,
        ending=Ending.OFFICE,
    ),
    _Way(
        "CX",
        "courier",
        {"ru": "Курьер, до двери", "en": "Courier, to the door", "zh": "快递，送货上门"},
        price=Decimal(2),
        pace=Decimal("0.6"),
        speed=Speed.STANDARD,
        ending=Ending.DOOR,
        cut_off=time(14),
        volume_divisor=5_000,
    ),
    _Way(
        "CP",
        "courier",
        {
            "ru": "До пункта выдачи или постамата",
            "en": "To a pick-up point or locker",
            "zh": "送至自提点或快递柜",
        },
        price=Decimal("1.4"),
        pace=Decimal("0.7"),
        speed=Speed.STANDARD,
        ending=Ending.OFFICE,
        picks_point=True,
        max_weight_g=15_000,
        cut_off=time(14),
        volume_divisor=5_000,
        to=frozenset({"RU"}),
    ),
    _Way(
        "EX",
        "air",
        {"ru": "Экспресс, до двери", "en": "Express, to the door", "zh": "特快，送货上门"},
        price=Decimal("3.4"),
        pace=Decimal("0.4"),
        speed=Speed.EXPRESS,
        ending=Ending.DOOR,
        takes_batteries=False,
        max_weight_g=10_000,
        max_value_minor=9_000_000,
        cut_off=time(10),
        volume_divisor=5_000,
        to=frozenset({"RU", "KZ"}),
    ),
)

_FAR: Final[Names] = {
    "ru": "Последняя часть пути — самолётом, по мере рейсов.",
    "en": "The last part of the way is by air, as flights go.",
    "zh": "最后一段由航班运送，视航班情况而定。",
}
_BY_SEASON: Final[Names] = {
    "ru": "Только пока открыта навигация.",
    "en": "Only while ships can sail.",
    "zh": "仅限通航季节。",
}
_CLOSED: Final[Names] = {
    "ru": "Перевозчик сейчас туда не возит.",
    "en": "The carrier does not go there at present.",
    "zh": "承运商目前不送往该地。",
}
_DEPENDS: Final[Names] = {
    "ru": "Срок зависит от того, открыта ли дорога.",
    "en": "How long it takes depends on whether the road is open.",
    "zh": "时效取决于道路是否通行。",
}
#: place → how it is reached
_REACHED: Final[Mapping[str, Reach]] = {
    "RU-KAM": Reach(Quality.SLOW, 4, 10, notes=_FAR),
    "RU-SAK": Reach(Quality.SLOW, 3, 9, notes=_FAR),
    "RU-MAG": Reach(Quality.SLOW, 5, 12, notes=_FAR),
    "RU-SA": Reach(Quality.SLOW, 4, 11, notes=_FAR),
    "RU-CHU": Reach(Quality.SEASONAL, 10, 30, ("06-15", "10-10"), _BY_SEASON),
    "RU-NEN": Reach(Quality.SLOW, 6, 15, notes=_FAR),
    "RU-YAN": Reach(Quality.SLOW, 3, 9, notes=_FAR),
    "RU-TY": Reach(Quality.SLOW, 2, 7),
    "RU-KGD": Reach(Quality.SLOW, 2, 6),
    "RU-PRI": Reach(Quality.SERVED, 0, 3),
    "RU-KHA": Reach(Quality.SERVED, 1, 4),
    "crimea": Reach(Quality.SLOW, 3, 12, notes=_DEPENDS),
    "sevastopol": Reach(Quality.SLOW, 3, 12, notes=_DEPENDS),
    "donetsk-oblast": Reach(Quality.NONE, notes=_CLOSED),
    "luhansk-oblast": Reach(Quality.NONE, notes=_CLOSED),
    "zaporizhzhia-oblast": Reach(Quality.NONE, notes=_CLOSED),
    "kherson-oblast": Reach(Quality.NONE, notes=_CLOSED),
}


def offer_ways(
    routes: Mapping[tuple[str, str], Terms], *, carrier: str, since: datetime, source: str
) -> None:
    """Lay lanes with their legs on every route, put services on them on offer, and say how places are reached."""
    for code, names in _CARRIERS.items():
        add_carrier(code=code, names=names)
    dated = Dated(since, source, _VERIFIED_ON, is_example=True)
    for route, terms in routes.items():
        lanes: dict[str, UUID] = {}
        for way in _WAYS:
            if way.to and route[1] not in way.to:
                continue
            if way.lane not in lanes:
                lanes[way.lane] = _lay(way, route, terms, carrier=carrier, dated=dated)
            _offer(way, route, terms, lane_id=lanes[way.lane], carrier=carrier, dated=dated)
    cover([NewCoverage(carrier, "RU", place, reach) for place, reach in _REACHED.items()], dated=dated)
    with _POINTS.open(encoding="utf-8", newline="") as table:
        places = list(pickup_places_in(table, carrier=carrier))
    take_pickup_points(places, carrier=carrier, country="RU", source=source, now=since)


def _lay(way: _Way, route: tuple[str, str], terms: Terms, *, carrier: str, dated: Dated) -> UUID:
    origin, destination = route
    names = {
        "post": {"ru": "Почта", "en": "Post", "zh": "邮政"},
        "courier": {"ru": "Курьерская доставка", "en": "Courier", "zh": "快递"},
        "air": {"ru": "Авиадоставка", "en": "Air", "zh": "空运"},
    }[way.lane]
    return lay_lane(
        carrier=carrier,
        code=way.lane,
        names=names,
        origin_country=origin,
        destination_country=destination,
        legs=list(_legs(way, route, terms)),
        dated=dated,
    )


def _legs(way: _Way, route: tuple[str, str], terms: Terms) -> Iterator[LegCard]:
    origin, destination = route
    by_courier = way.lane != "post"
    first, last = (_AT_HOME[country][by_courier] for country in route)
    for kind, share in _ACROSS if origin != destination else _INLAND:
        hand_over: Names = {}
        if kind is LegKind.CONSOLIDATION:
            hand_over = _GATES[origin]
        elif kind is not LegKind.LAST_MILE:
            hand_over = _GATES[destination]
        yield LegCard(
            kind,
            first if kind in {LegKind.CONSOLIDATION, LegKind.LINE_HAUL} else last,
            int(terms[2] * way.pace * share),
            max(1, round(terms[3] * way.pace * share)),
            hand_over,
        )


def _offer(
    way: _Way, route: tuple[str, str], terms: Terms, *, lane_id: UUID, carrier: str, dated: Dated
) -> None:
    base, per_kg, min_days, max_days, inspection_days = terms
    offer_service(
        carrier=carrier,
        code=way.code,
        names=dict(way.names),
        origin_country=route[0],
        destination_country=route[1],
        base=Money(int(base * way.price), "RUB"),
        per_kg_minor=int(per_kg * way.price),
        max_weight_g=way.max_weight_g,
        min_days=max(1, int(min_days * way.pace)),
        max_days=max(2, int(max_days * way.pace)),
        inspection_days=inspection_days,
        valid_from=dated.valid_from,
        source=dated.source,
        verified_on=dated.verified_on,
        is_example=dated.is_example,
        lane_id=lane_id,
        speed=way.speed,
        ending=way.ending,
        picks_point=way.picks_point,
        cut_off=way.cut_off,
        volume_divisor=way.volume_divisor,
        max_value_minor=way.max_value_minor,
        takes_batteries=way.takes_batteries,
        bands=_bands(int(base * way.price), int(per_kg * way.price), most_g=way.max_weight_g)
        if way.speed is not Speed.EXPRESS
        else (),
    )


def _bands(base_minor: int, per_kg_minor: int, *, most_g: int) -> list[BandCard]:
    """Return a rate card on which every kilogram beyond the fifth is 15 % cheaper."""
    heavy = per_kg_minor * 85 // 100
    return [
        BandCard(5_000, None, base_minor, per_kg_minor),
        BandCard(most_g, None, base_minor + 5 * (per_kg_minor - heavy), heavy),
    ]
