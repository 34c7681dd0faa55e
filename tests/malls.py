"""A brand mall beside a market's marketplace, founded through the real actions."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import msgspec

from tests.market import NOW, Market, person
from yarmarka.domain.catalogue.actions import write_brand
from yarmarka.domain.storefronts.actions import found_storefront, publish_draft
from yarmarka.domain.storefronts.rules.defaults import MARKETPLACE_CONTENTS
from yarmarka.domain.storefronts.types import AssortmentRule, Brands, Contents, Goods, Place, Theme
from yarmarka.flows.authorise_stores import decide_store, propose_store

MALL: Final[Contents] = msgspec.structs.replace(
    MARKETPLACE_CONTENTS,
    names={"ru": "Галерея марок", "en": "Brand mall", "zh": "品牌商城"},
    currencies=("RUB", "CNY"),
    assortment=AssortmentRule(official_only=True),
    theme=Theme(accent="#7A1F3D", is_airy=True),
    blocks=(
        Brands(title={"ru": "Марки", "en": "Brands here", "zh": "品牌"}),
        Goods(title={"ru": "Новое", "en": "New in the mall", "zh": "新品"}),
    ),
)


def open_mall(market: Market, *, country: str = "CN", host: str = "", now: datetime = NOW) -> UUID:
    """Open the mall under /mall/ (or at a host of its own); the seller of a country is the brand's store in it.

    Returns the brand's id.
    """
    place = Place(host, "") if host else Place("", "mall")
    found_storefront(code="mall", places=[place], contents=MALL, by=market.staff.id, now=now)
    publish_draft("mall", by=market.staff.id, now=now)
    brand = write_brand(name="Yarmarka", colour="#7A1F3D", texts={"en": "Kettles."}, now=now)
    second = person("mall-second@example.test", is_staff=True).id
    decide_store(propose(market, brand, country=country, now=now), approve=True, by=second, now=now)
    return brand


def propose(market: Market, brand: UUID, *, days: int = 30, country: str = "CN", now: datetime = NOW) -> UUID:
    """Bring in a document that holds for so many days more; return what waits for a second person."""
    return propose_store(
        brand_id=brand,
        seller_id=market.sellers[country].id,
        document="Letter of authorisation 17/2026",
        valid_from=now.date(),
        valid_to=now.date() + timedelta(days=days),
        by=market.staff.id,
        now=now,
    )
