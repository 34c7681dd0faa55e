"""What does an operator mean by a number, a name or an address? Orders, people, sellers, goods, parcels, payments."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from yarmarka.connectors.search import SearchQuery, search_engine
from yarmarka.kernel.ids import first_id
from yarmarka.kernel.sql import Statement
from yarmarka.reads.sorting import anywhere, beginning
from yarmarka.vocabulary.goods import gtin14, is_gtin
from yarmarka.vocabulary.ids import parse_public_id

_FIND: Final = Statement.beside(__file__, "staff_search")
#: the groups, in the order that they are shown in
GROUPS: Final = (
    "order",
    "person",
    "seller",
    "product",
    "parcel",
    "payment",
    "refund",
    "chargeback",
    "payout",
)
_PROVIDERS: Final = ("sandbox", "yookassa", "stripe")
_DAY: Final = re.compile(r"(\d{6})(-[0-9A-Za-z]*)?")
_PHONE: Final = re.compile(r"\+?[\d\s().-]{7,22}")
_MOST_PRODUCTS: Final = 8
_SHORTEST: Final = 2


@dataclass(frozen=True)
class StaffFind:
    """Something that was found. `order_id` is the order that it belongs to, if it does to one."""

    what: str
    id: UUID
    order_id: UUID | None
    title: str
    note: str
    state: str
    is_exact: bool
    at: datetime


def staff_search(words: str, *, language: str) -> dict[str, list[StaffFind]]:
    """Return what is meant by some words, by group: what they name exactly first, then the newest."""
    words = words.replace("\x00", "").strip()
    if len(words) < _SHORTEST:
        return {}
    day = _day_of(words)
    is_number = bool(_DAY.fullmatch(words) or _PHONE.fullmatch(words))
    rows = _FIND.rows(
        StaffFind,
        words=words,
        language=language,
        beginning=beginning(words),
        anywhere=anywhere(words),
        by_name=not is_number and "@" not in words,
        digits=re.sub(r"\D", "", words) if _PHONE.fullmatch(words) else "",
        gtin=gtin14(words) if is_gtin(words) else "",
        day_first=first_id(day) if day else None,
        day_end=first_id(day + timedelta(days=1)) if day else None,
        products=[] if is_number or "@" in words else list(_products(words)),
        providers=list(_PROVIDERS),
        order_id=parse_public_id("ord", words),
        seller_id=parse_public_id("slr", words),
        product_id=parse_public_id("prd", words),
        attempt_id=parse_public_id("pay", words),
        refund_id=parse_public_id("rfd", words),
        payout_id=parse_public_id("out", words),
    )
    rows.sort(key=lambda row: (row.is_exact, row.at), reverse=True)
    groups = {what: [row for row in rows if row.what == what] for what in GROUPS}
    return {what: found for what, found in groups.items() if found}


def _products(words: str) -> tuple[UUID, ...]:
    found = search_engine().search(SearchQuery(text=words, limit=_MOST_PRODUCTS))
    return () if found.is_fallback else found.product_ids


def _day_of(words: str) -> datetime | None:
    """Return the day whose orders' numbers begin like this; nothing for what can't begin one."""
    matched = _DAY.fullmatch(words)
    if not matched:
        return None
    try:
        return datetime.strptime(matched[1], "%y%m%d").replace(tzinfo=UTC)
    except ValueError:
        return None
