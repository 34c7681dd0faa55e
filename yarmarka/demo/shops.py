"""The brand mall of the demo world: the second shop on the same goods, in colours and words of its own."""

from datetime import datetime
from typing import Final
from uuid import UUID

from yarmarka.domain.storefronts.actions import found_storefront, publish_draft
from yarmarka.domain.storefronts.types import (
    AssortmentRule,
    Brands,
    Contents,
    Goods,
    GoodsBy,
    Hero,
    Link,
    LinkKind,
    Place,
    Promises,
    Shelves,
    Text,
    Theme,
)
from yarmarka.vocabulary.goods import LANGUAGES
from yarmarka.vocabulary.money import CURRENCIES

MALL: Final = "mall"
_CONTENTS: Final = Contents(
    names={"ru": "Галерея марок", "en": "Brand mall", "zh": "品牌商城"},
    locales=LANGUAGES,
    locale="ru",
    currencies=tuple(CURRENCIES),
    currency="RUB",
    assortment=AssortmentRule(official_only=True),
    theme=Theme(accent="#5B2A5E", surface="#F3EEF2", is_airy=True),
    navigation=(
        Link(kind=LinkKind.STORES, words={"ru": "Все марки", "en": "All brands", "zh": "全部品牌"}),
        Link(
            kind=LinkKind.ADDRESS,
            target="search/?sort=newest",
            words={"ru": "Новинки", "en": "New arrivals", "zh": "新品"},
        ),
        Link(
            kind=LinkKind.ADDRESS,
            target="help/",
            words={"ru": "Как это работает", "en": "How it works", "zh": "购物须知"},
        ),
    ),
    blocks=(
        Hero(
            title={
                "ru": "Марки, которые сами отвечают за свои вещи",
                "en": "Brands that answer for their own things",
                "zh": "品牌亲自负责的好物",
            },
            lead={
                "ru": "Здесь продают только официальные магазины: марка подтвердила каждый из них документом.",
                "en": "Only official stores sell here: the brand has confirmed each of them by a document.",
                "zh": "这里只有官方店：每一家都由品牌以书面文件授权。",
            },
            action={"ru": "Посмотреть марки", "en": "See the brands", "zh": "浏览品牌"},
            target="brands/",
            picture="samovar",
            tint=4,
        ),
        Brands(title={"ru": "Официальные магазины", "en": "Official stores", "zh": "官方店"}),
        Goods(
            title={"ru": "Новое от марок", "en": "New from the brands", "zh": "品牌新品"},
            by=GoodsBy.NEWEST,
            limit=8,
        ),
        Promises(
            items=(
                {
                    "ru": "Документы марок мы проверяем вдвоём.",
                    "en": "Two of us check each brand's document.",
                    "zh": "每份品牌文件均由两人核验。",
                },
                {
                    "ru": "Не подлинное — вернём всё.",
                    "en": "Not genuine? You get everything back.",
                    "zh": "若非正品，全额退款。",
                },
                {
                    "ru": "Посылки едут прямо от марки.",
                    "en": "Parcels come straight from the brand.",
                    "zh": "包裹由品牌直接寄出。",
                },
            )
        ),
        Shelves(title={"ru": "Разделы", "en": "Shelves", "zh": "分类"}),
        Text(
            title={
                "ru": "Что значит гарантия происхождения",
                "en": "What the guarantee of origin means",
                "zh": "正品来源保证的含义",
            },
            body={
                "ru": "Марка назвала продавца своим магазином, и мы видели документ. Когда его срок кончается,"
                " предложения уходят отсюда в тот же день.",
                "en": "The brand has named the seller its store, and we have seen the document. The day it is over,"
                " the offers leave this mall.",
                "zh": "品牌已指定该卖家为其店铺，我们核验过授权文件。授权到期当日，相关商品即从本商城下架。",
            },
        ),
    ),
)


def open_mall(*, staff: UUID, now: datetime) -> None:
    """Found the mall under /mall/ and publish it."""
    found_storefront(code=MALL, places=[Place("", MALL)], contents=_CONTENTS, by=staff, now=now)
    publish_draft(MALL, note="Открытие", by=staff, now=now)
