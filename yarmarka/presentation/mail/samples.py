"""Every letter with made-up facts: what the demo's page of letters shows, and what tests read."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from yarmarka.presentation.front_doors import FrontDoor
from yarmarka.presentation.mail.facts import FACTS

#: letters that say something else by a fact: the letter, what follows its name, and the fact
_VARIANTS: Final[tuple[tuple[str, str, dict[str, Any]], ...]] = (
    ("parcel_news", "customs", {"state": "customs_action_required"}),
    ("parcel_news", "lost", {"state": "lost"}),
    ("parcel_news", "returning", {"state": "returning"}),
    ("parcel_news", "returned", {"state": "returned"}),
    ("seller_parcel_returning", "back", {"state": "returned"}),
    ("place_stopped", "from", {"extent": "some_goods", "way": "from"}),
    ("place_stopped_seller", "from", {"extent": "some_goods", "way": "from"}),
    ("part_cancelled", "by-seller", {"by_seller": True}),
    ("pieces_cancelled", "by-seller", {"by_seller": True}),
    ("seller_order_cancelled", "by-seller", {"by_seller": True}),
    ("card_cleared", "appeal", {"is_appeal": True}),
    ("card_refused", "appeal", {"is_appeal": True}),
    ("match_refused", "split", {"is_split": True}),
    ("claim_opened", "damaged", {"cause": "damaged"}),
    ("claim_ended", "arrived", {"outcome": "arrived"}),
    ("claim_ended", "declined", {"outcome": "declined"}),
    ("claim_ended", "found", {"outcome": "found"}),
    ("claim_ended_seller", "fund", {"payer": "fund"}),
    ("claim_ended_seller", "seller", {"payer": "seller", "covered_minor": 0}),
    ("claim_ended_seller", "found", {"outcome": "found"}),
    ("account_changed", "email", {"change": "email"}),
    ("account_changed", "app", {"change": "app_added"}),
    ("account_changed", "app-off", {"change": "app_removed"}),
    ("account_changed", "passkey", {"change": "passkey_added"}),
    ("account_changed", "passkey-off", {"change": "passkey_removed"}),
    ("account_changed", "codes", {"change": "codes"}),
)
#: name of a sample → the letter, and what differs from the usual facts
SAMPLES: Final[Mapping[str, tuple[str, dict[str, Any]]]] = {
    **{name: (name, {}) for name in FACTS},
    **{f"{letter}-{which}": (letter, facts) for letter, which, facts in _VARIANTS},
}
_NOON: Final = datetime(2026, 12, 4, 9, 30, tzinfo=UTC)
_SAME_EVERYWHERE: Final[dict[str, Any]] = {
    "order": "261204-7Q2M9T4",
    "payout": "out_06dxk8",
    "total_minor": 249_000,
    "refund_minor": 249_000,
    "net_minor": 249_000,
    "charged_minor": 19_900,
    "payout_currency": "CNY",
    "currency": "RUB",
    "pay_until_at": (_NOON + timedelta(hours=12)).isoformat(),
    "protected_until_at": (_NOON + timedelta(days=14)).isoformat(),
    "send_by_at": (_NOON + timedelta(days=2)).isoformat(),
    "promise_on": "2026-12-14",
    "was_on": "2026-12-09",
    "tracking_number": "RA644000005RU",
    "account": "… 4421",
    "state": "available_for_pickup",
    "by_seller": False,
    "sku": "17-204",
    "waiting": 3,
    "refused": 2,
    "is_appeal": False,
    "is_split": False,
    "until_on": "2027-12-04",
    "expires_at": (_NOON + timedelta(days=7)).isoformat(),
    "code": "123456",
    "change": "password",
    "due_on": "2026-12-09",
    "since_at": _NOON.isoformat(),
    "extent": "everything",
    "way": "to",
    "cause": "lost",
    "outcome": "refunded",
    "payer": "carrier",
    "covered_minor": 19_900,
    "answer_by_at": (_NOON + timedelta(days=3)).isoformat(),
    "refund_by_at": (_NOON + timedelta(days=6)).isoformat(),
}
_WORDS: Final[dict[str, dict[str, str]]] = {
    "ru": {
        "name": "Айгуль Сафина",
        "seller": "Чайный путь",
        "product": "Чайник эмалированный",
        "carrier": "Почта",
        "reason": "Повреждён на складе.",
        "question": "Подходит ли для индукции?",
        "answer": "Да, дно стальное.",
        "reply": "Спасибо за отзыв.",
        "words": "Хороший чайник.",
        "brand": "Лугу",
        "by": "Анна Петрова",
        "place": "Якутия",
        "why": "Перевозчик не берёт туда посылки.",
        "fate": "Он ждёт.",
        "about": "261204-7Q2M9T4",
        "document": "Подтверждение банковского счёта",
        "fault": "Не хватает страниц или краёв: пришлите документ целиком.",
        "note": "Нужна и вторая страница.",
    },
    "en": {
        "name": "Emma Clarke",
        "seller": "Tea Road",
        "product": "Enamelled kettle",
        "carrier": "The Post",
        "reason": "Damaged in the warehouse.",
        "question": "Does it work on induction?",
        "answer": "Yes, its bottom is steel.",
        "reply": "Thank you for the review.",
        "words": "A good kettle.",
        "brand": "Lugu",
        "by": "Anna Petrova",
        "place": "Yakutia",
        "why": "The carrier takes no parcels there.",
        "fate": "It waits.",
        "about": "261204-7Q2M9T4",
        "document": "Proof of the bank account",
        "fault": "Pages or edges are missing: send the whole document.",
        "note": "The second page, please.",
    },
    "zh": {
        "name": "王芳",
        "seller": "茶路商行",
        "product": "搪瓷水壶",
        "carrier": "邮政",
        "reason": "商品在仓库中受损。",
        "question": "可以用于电磁炉吗？",
        "answer": "可以，壶底为钢制。",
        "reply": "感谢您的评价。",
        "words": "很好用的水壶。",
        "brand": "露谷",
        "by": "安娜",
        "place": "雅库特",
        "why": "承运商目前不收寄往该地的包裹。",
        "fate": "订单等待中。",
        "about": "261204-7Q2M9T4",
        "document": "银行账户证明",
        "fault": "页面或边缘缺失：请提供完整的文件。",
        "note": "请补上第二页。",
    },
}


def sample(name: str, *, language: str, door: FrontDoor) -> tuple[str, dict[str, Any]]:
    """Return the letter that a sample shows, and all the facts that it can be told.

    Raises KeyError if there is no such sample, or one of its facts is not made up yet.
    """
    letter, differs = SAMPLES[name]
    every = facts_in(language, door=door) | differs
    wanted = facts_of(letter)
    links = {"url": _page_behind(letter, wanted, language, door)} if "url" in wanted else {}
    return letter, {fact: every[fact] for fact in wanted} | links


def facts_of(letter: str) -> frozenset[str]:
    """Return all facts that a letter can be told."""
    return frozenset(fact.rstrip("?") for fact in FACTS[letter])


def is_for_seller(letter: str) -> bool:
    """Test if a letter goes to a merchant: it names the seller, and nobody of the shoppers."""
    facts = facts_of(letter)
    return "name" not in facts and "seller" in facts


def facts_in(language: str, *, door: FrontDoor) -> dict[str, Any]:
    """Return every fact that a letter may need, made up, with words in a language."""
    words = dict(_WORDS[language])
    fate = words.pop("fate")
    return {
        **_SAME_EVERYWHERE,
        **words,
        "url": door.address("shop:orders", language=language),
        "off_url": door.address("me:letters", language=language),
        "lines": [{"title": words["product"], "quantity": 2, "minor": 249_000}],
        "orders": [{"number": _SAME_EVERYWHERE["order"], "fate": fate}],
    }


def _page_behind(letter: str, wanted: frozenset[str], language: str, door: FrontDoor) -> str:
    if letter in {"place_stopped", "place_resumed", "place_stopped_seller", "place_resumed_seller"}:
        page = "served_places"
    elif is_for_seller(letter):
        page = "seller:home"
    else:
        page = "shop:orders" if "order" in wanted else "me:home"
    return door.address(page, language=language)
