"""Made-up facts for the page of parts: what the shop's own templates are shown with there, in every state."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, Final
from uuid import UUID

from django.urls import reverse

from yarmarka.presentation.locales import current_language

_KEYS: Final = [UUID(int=number + 1) for number in range(8)]
_WORDS: Final[dict[str, dict[str, str]]] = {
    "kettle": {"ru": "Чайник эмалированный", "en": "Enamelled kettle", "zh": "搪瓷水壶"},
    "kettles": {"ru": "Чайники", "en": "Kettles", "zh": "水壶"},
    "lamps": {"ru": "Лампы", "en": "Lamps", "zh": "灯具"},
    "tea": {"ru": "Чай", "en": "Tea", "zh": "茶叶"},
    "seller": {"ru": "Чайный путь", "en": "Tea Road", "zh": "茶路商行"},
    "brand": {"ru": "Лугу", "en": "Lugu", "zh": "露谷"},
    "author": {"ru": "Айгуль С.", "en": "Emma C.", "zh": "王女士"},
    "hero": {"ru": "Товары отовсюду", "en": "Goods from everywhere", "zh": "汇聚各地好物"},
    "lead": {
        "ru": "Полная цена сразу и честный срок.",
        "en": "The whole price at once, and an honest date.",
        "zh": "一口全价，如实告知送达日期。",
    },
    "good": {"ru": "Греет быстро, не шумит.", "en": "It boils fast and is quiet.", "zh": "烧水快，声音小。"},
    "bad": {"ru": "Крышка тугая.", "en": "The lid sits tight.", "zh": "盖子偏紧。"},
    "thanks": {"ru": "Спасибо за отзыв.", "en": "Thank you for the review.", "zh": "感谢您的评价。"},
    "question": {
        "ru": "Подходит ли для индукции?",
        "en": "Does it work on induction?",
        "zh": "可以用于电磁炉吗？",
    },
    "answer": {"ru": "Да, дно стальное.", "en": "Yes, its bottom is steel.", "zh": "可以，壶底为钢制。"},
    "why": {
        "ru": "Перевозчик не берёт туда посылки.",
        "en": "The carrier takes no parcels there.",
        "zh": "承运商目前不收寄往该地的包裹。",
    },
    "law": {"ru": "Решение перевозчика", "en": "The carrier's decision", "zh": "承运商的决定"},
    "place": {"ru": "Якутия", "en": "Yakutia", "zh": "雅库特"},
    "red": {"ru": "красный", "en": "red", "zh": "红色"},
    "blue": {"ru": "синий", "en": "blue", "zh": "蓝色"},
    "steel": {"ru": "сталь", "en": "steel", "zh": "钢"},
    "material": {"ru": "Материал", "en": "Material", "zh": "材质"},
    "post": {"ru": "Почта", "en": "The Post", "zh": "邮政"},
    "courier": {"ru": "Курьер", "en": "Courier", "zh": "快递"},
    "duty": {"ru": "Пошлина 15 %", "en": "Duty of 15 %", "zh": "关税 15 %"},
    "levy": {"ru": "Пошлина", "en": "Duty", "zh": "关税"},
    "late": {"ru": "Свыше 200 евро", "en": "Above 200 euros", "zh": "超过 200 欧元"},
    "cheap": {"ru": "сначала дешёвые", "en": "cheapest first", "zh": "价格从低到高"},
    "new": {"ru": "сначала новые", "en": "newest first", "zh": "最新上架"},
}


def word(name: str) -> str:
    """Return one of the made-up words in the reader's language."""
    return _WORDS[name][current_language()]


def shop_parts(*, now: datetime) -> dict[str, Any]:
    """Return what the shop's templates are shown with."""
    said = {name: word(name) for name in _WORDS}
    day = now.date()
    service = {
        "id": _KEYS[6],
        "names": _WORDS["post"],
        "sure_days": 14,
        "deliveries": 214,
        "max_weight_g": 2_000,
    }
    guess = {"id": _KEYS[7], "names": _WORDS["courier"], "sure_days": None, "deliveries": 0}
    ways = [
        {
            "service": one,
            "price": _money(price),
            "from_on": day + timedelta(days=days),
            "to_on": day + timedelta(days=days * 2),
        }
        for one, price, days in ((service, 48_000, 7), (guess, 92_000, 3))
    ]
    seller = {
        "id": _KEYS[5],
        "trade_name": said["seller"],
        "country": "CN",
    }
    return {
        "front": _front(said),
        "listing": _listing(said),
        "product": _product(said),
        "offers": _offers(said, ways, now),
        "why_first": (said["good"],),
        "place_of_reader": SimpleNamespace(
            place=SimpleNamespace(code="RU-TA", country="RU", words="Kazan"),
            country="RU",
            locale=current_language(),
        ),
        "import": {
            "said": said["duty"],
            "currency": "RUB",
            "lines": [
                {
                    "levy": said["levy"],
                    "minor": 37_350,
                    "why": said["late"],
                    "legal_basis": said["law"],
                    "verified_on": day,
                    "link": "",
                    "code": "duty-above-200",
                }
            ],
        },
        "stop": {"why": said["why"], "since": now - timedelta(days=3)},
        "restrictions": [
            {
                "places": (said["place"],),
                "why": said["why"],
                "legal_basis": said["law"],
                "link": "",
                "since": now - timedelta(days=3),
                "until": until,
                "is_for_some_goods": until is not None,
            }
            for until in (None, now + timedelta(days=30))
        ],
        "talk": _talk(said, now),
        "basket": _basket(said, seller, ways, now),
        "orders": _orders(said, now),
        "chart": _chart(now),
    }


def _money(minor: int, currency: str = "RUB") -> dict[str, Any]:
    return {"minor": minor, "currency": currency, "major": minor // 100}


def _front(said: dict[str, str]) -> dict[str, Any]:
    return {
        "hero": {
            "title": said["hero"],
            "lead": said["lead"],
            "action": said["kettles"],
            "url": "#h-front",
            "picture": "samovar",
            "tint": 4,
        },
        "promises": {"items": [("check", said["lead"]), ("shield", said["thanks"]), ("parcel", said["law"])]},
        "shelves": {
            "title": said["hero"],
            "shelves": [
                {"slug": "kettles", "picture": picture, "name": said[name]}
                for picture, name in (("kettle", "kettles"), ("lamp", "lamps"), ("tea", "tea"))
            ],
        },
        "brands": {
            "title": said["brand"],
            "brands": [
                {
                    "colour": colour,
                    "url": reverse("shop:brands"),
                    "name": said["brand"],
                    "about": said["lead"],
                }
                for colour in BRAND_COLOURS
            ],
        },
    }


#: of the brands on the page; their stylesheet is asked for by them
BRAND_COLOURS: Final = ("7a1f3d", "f2a900")


def _listing(said: dict[str, str]) -> dict[str, Any]:
    return {
        "page": {"total": 214, "is_total_exact": True},
        "sorts": [("price", said["cheap"], True), ("newest", said["new"], False)],
        "chosen": [
            {"name": "attr", "value": "colour~red", "words": said["red"]},
            {"name": "from", "value": "", "words": "≥ 1 000 ₽"},
        ],
        "wanted": {"comes_here": True, "countries": ("CN",)},
        "shopper": {"currency": "RUB", "country": "RU"},
        "facets": {
            "is_about": True,
            "lowest": _money(49_900),
            "highest": _money(1_890_000),
            "comes_here": 12,
            "ratings": [
                {"value": 4, "count": 31, "is_chosen": True},
                {"value": 3, "count": 12_000, "is_chosen": False},
            ],
            "brands": [{"value": "lugu", "words": said["brand"], "count": 14, "is_chosen": False}],
            "attributes": [
                {
                    "name": "colour",
                    "words": said["material"],
                    "choices": [
                        {"value": "steel", "words": said["steel"], "count": 7, "is_chosen": True},
                        {"value": "red", "words": said["red"], "count": 3, "is_chosen": False},
                    ],
                }
            ],
            "countries": [
                {"value": "CN", "count": 80, "is_chosen": True},
                {"value": "TR", "count": 12, "is_chosen": False},
            ],
        },
    }


def _product(said: dict[str, str]) -> dict[str, Any]:
    makes = [
        {"id": _KEYS[0], "options": {"colour": said["red"]}, "cheapest": True},
        {"id": _KEYS[1], "options": {"colour": said["blue"]}, "cheapest": None},
    ]
    return {
        "id": _KEYS[0],
        "title": said["kettle"],
        "tint": 1,
        "views": [{"reference": name, "alt": ""} for name in ("kettle", "tea", "lamp")],
        "variants": makes,
        "chosen": makes[0],
        "attributes": [(said["material"], said["steel"]), (said["brand"], said["seller"])],
    }


def _offers(said: dict[str, str], ways: list[dict[str, Any]], now: datetime) -> list[Any]:
    """Return the cheapest offer, one that is sold out, and one that nobody brings here, each with what goes with it."""
    shared = {
        "seller_slug": "tea-road",
        "seller_name": said["seller"],
        "country": "CN",
        "rate": {"recorded_at": now},
        "own_price": _money(19_920, "CNY"),
    }
    delivery = ways[0] | {"ways": 2, "with_goods": _money(297_000), "landed": None}
    store = {"brand": {"name": said["brand"]}, "valid_to": now.date() + timedelta(days=200)}
    cheapest = shared | {
        "id": _KEYS[2],
        "price": _money(249_000),
        "old_price": _money(319_000),
        "stock": "few",
        "available": 3,
    }
    gone = shared | {
        "id": _KEYS[3],
        "price": _money(262_000),
        "old_price": None,
        "stock": "none",
        "available": 0,
    }
    return [(cheapest, delivery, store), (gone, None, None)]


def _talk(said: dict[str, str], now: datetime) -> dict[str, Any]:
    language = current_language()
    reviews: list[dict[str, Any]] = [
        {
            "id": _KEYS[number],
            "stars": stars,
            "is_mine": False,
            "author": said["author"],
            "created_at": now - timedelta(days=9 + number),
            "edited_at": None,
            "options": {},
            "seller_name": said["seller"],
            "text": text,
            "language": language,
            "pros": pros,
            "cons": cons,
            "photos": (),
            "reply": reply,
            "reply_id": _KEYS[4],
            "replied_at": now - timedelta(days=2),
            "helpful": 3 * number,
            "has_vote": bool(number),
        }
        for number, stars, text, pros, cons, reply in (
            (0, 5, said["good"], "", "", said["thanks"]),
            (1, 3, "", said["good"], said["bad"], ""),
        )
    ]
    counts = {5: 18, 4: 6, 3: 4, 2: 0, 1: 3}
    return {
        "said": {
            "rating": {"count": 31, "mean": Decimal("4.2")},
            "histogram": [
                {"stars": stars, "count": count, "percent": 100 * count // 31}
                for stars, count in counts.items()
            ],
            "wanted": {"stars": 5},
            "photos": (),
            "reviews": reviews,
            "page": {"pages": 4, "number": 2, "has_previous": True, "has_next": True, "total": 18},
        },
        "mine": {"may_review": True, "may_answer": True, "review": None},
        "sorts": [("newest", said["new"], True), ("helpful", said["cheap"], False)],
        "languages": [("ru", "Русский", 20, True), ("zh", "中文", 11, False)],
        "is_filtered": True,
        "questions": [
            {
                "id": _KEYS[number],
                "text": said["question"],
                "is_mine": bool(number),
                "asked_at": now - timedelta(days=4),
                "answers": answers,
            }
            for number, answers in (
                (
                    2,
                    [
                        {
                            "seller": said["seller"],
                            "author": "",
                            "written_at": now - timedelta(days=3),
                            "text": said["answer"],
                        }
                    ],
                ),
                (3, []),
            )
        ],
    }


def _basket(
    said: dict[str, str], seller: dict[str, Any], ways: list[dict[str, Any]], now: datetime
) -> dict[str, Any]:
    lines = [
        {
            "offer": {
                "id": _KEYS[number],
                "product_id": _KEYS[0],
                "picture": picture,
                "tint": number,
                "titles": _WORDS[name],
                "options": {"colour": said["red"]} if not number else {},
                "is_active": problem != "gone",
            },
            "unit": _money(price),
            "offer_unit": _money(price // 12, "CNY"),
            "total": _money(price * 2),
            "quantity": 2,
            "available": 1,
            "problem": problem,
            "is_unsold": problem == "gone",
        }
        for number, picture, name, price, problem in (
            (0, "kettle", "kettle", 249_000, ""),
            (1, "tea", "tea", 89_000, "short"),
            (2, "lamp", "lamps", 175_050, "gone"),
        )
    ]
    part = {
        "seller": seller,
        "lines": lines,
        "options": ways,
        "chosen": ways[0],
        "landed": None,
        "weight_g": 2_400,
        "too_heavy_for": [ways[0]["service"]],
    }
    return {
        "seller": part,
        "sums": {seller["id"]: 676_000},
        "quote": {
            "currency": "RUB",
            "goods": _money(676_000),
            "sellers": [part],
            "total": _money(724_000),
            "rates": [
                {
                    "base": "CNY",
                    "rate": Decimal("12.5"),
                    "quote": "RUB",
                    "recorded_at": now,
                    "is_example": True,
                    "source": "",
                }
            ],
        },
    }


def _orders(said: dict[str, str], now: datetime) -> list[dict[str, Any]]:
    told = (("paid", "good", 0), ("unpaid", "wait", 1))
    return [
        {
            "order": {
                "id": _KEYS[number],
                "number": f"261204-7Q2M9T{number}",
                "total_minor": 724_000,
                "currency": "RUB",
                "pictures": [{"picture": "kettle", "tint": 0}, {"picture": "tea", "tint": 1}],
                "pieces": 4,
                "seller_names": [said["seller"]],
                "placed_at": now,
                "promised_to": now.date() + timedelta(days=14),
                "status": status,
                "pay_by": now + timedelta(minutes=24),
            },
            "chips": [{"kind": kind, "words": said["post"]}],
            "is_due": status == "paid",
        }
        for status, kind, number in told
    ]


def _chart(now: datetime) -> dict[str, Any]:
    halves, nines, promised = (120, 126, 118, 130), (70, 64, 82, 60), (66, 66, 70, 70)
    places = [60 + 110 * number for number in range(4)]

    def path(heights: Sequence[int]) -> str:
        return "M" + " L".join(f"{x} {y}" for x, y in zip(places, heights, strict=True))

    return {
        "left": 40,
        "right": 420,
        "foot": 180,
        "lines": [(10, 120), (20, 60)],
        "path": path(nines),
        "promised": path(promised),
        "points": [
            {
                "x": x,
                "half_y": half,
                "nine_y": nine,
                "is_named": True,
                "week": {"week_on": now.date() - timedelta(weeks=4 - number)},
            }
            for number, (x, half, nine) in enumerate(zip(places, halves, nines, strict=True))
        ],
    }
