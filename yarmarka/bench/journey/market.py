"""The market that the journey goes through: 10,000 products on 20 shelves, three sellers, shoppers with tokens."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from yarmarka.bench.orders.stage import HOT_STOCK, SELLERS, Caller, admit, lay_lane, move_in
from yarmarka.domain.accounts.actions import open_account
from yarmarka.domain.catalogue.actions import add_category, store_offers
from yarmarka.domain.catalogue.types import CategoryCard, IncomingOffer
from yarmarka.domain.inventory.actions import count_stock
from yarmarka.domain.inventory.queries import warehouses_of
from yarmarka.domain.inventory.types import Counted
from yarmarka.flows.refresh_shelves import refresh_all_shelves
from yarmarka.kernel.sql import chunks
from yarmarka.vocabulary.ids import public_id

#: what lies on the shelves, in Russian and in English
_THINGS: Final = (
    ("чайник", "kettle"),
    ("фонарь", "lantern"),
    ("рюкзак", "rucksack"),
    ("ботинки", "boots"),
    ("куртка", "jacket"),
    ("наушники", "headphones"),
    ("клавиатура", "keyboard"),
    ("телефон", "telephone"),
    ("кабель", "cable"),
    ("пылесос", "vacuum cleaner"),
    ("молоток", "hammer"),
    ("отвёртка", "screwdriver"),
    ("чашка", "cup"),
    ("тарелка", "plate"),
    ("одеяло", "blanket"),
    ("подушка", "pillow"),
    ("велосипед", "bicycle"),
    ("палатка", "tent"),
    ("кукла", "doll"),
    ("книга", "book"),
)
_KINDS: Final = (
    ("синий", "blue"),
    ("красный", "red"),
    ("лёгкий", "light"),
    ("складной", "folding"),
    ("детский", "small"),
    ("дорожный", "travel"),
    ("прочный", "sturdy"),
    ("тёплый", "warm"),
    ("тихий", "quiet"),
    ("быстрый", "quick"),
)
#: ten words to search for, as they are typed; each is on 500 or 1,000 of 10,000 products
WORDS: Final = (
    *("чайники", "рюкзак", "синий", "складные", "наушники"),
    *("kettle", "boots", "folding", "blue", "keyboard"),
)
_BATCH: Final = 2_000


@dataclass(frozen=True)
class Market:
    """Everything that requests are made of, in the form that the public sees."""

    port: int
    callers: tuple[Caller, ...]
    offers: tuple[tuple[str, ...], ...]  # by seller
    products: tuple[str, ...]
    shelves: tuple[tuple[str, str], ...]  # id and slug


def open_market(
    *, port: int, products: int, callers: int, now: datetime, say: Callable[[str], None]
) -> Market:
    """Fill a fresh database through the platform's own actions; return what is in it."""
    since = now - timedelta(days=1)
    operator = open_account(email="op@bench.example", password=str(uuid4()), full_name="Bench", now=since)
    lay_lane(since)
    sellers = [admit(number, operator=operator, now=since) for number in range(SELLERS)]
    shelves = [
        add_category(
            names={"ru": ru.capitalize(), "en": en.capitalize()}, slug=en.replace(" ", "-"), now=since
        )
        for ru, en in _THINGS
    ]
    offers, found = [], []
    for place, seller in enumerate(sellers):
        own, goods = _stock_up(seller, range(place, products, SELLERS), shelves, now=now)
        offers.append(own)
        found += goods
    refresh_all_shelves(now=now)
    say(f"{products:,} products on {len(shelves)} shelves")
    return Market(
        port=port,
        callers=tuple(move_in(number, now=now) for number in range(callers)),
        offers=tuple(tuple(public_id("off", offer) for offer in own) for own in offers),
        products=tuple(public_id("prd", product) for product in found),
        shelves=tuple((public_id("cat", shelf.id), shelf.slug) for shelf in shelves),
    )


def _stock_up(
    seller_id: UUID, numbers: range, shelves: list[CategoryCard], *, now: datetime
) -> tuple[list[UUID], list[UUID]]:
    warehouse = warehouses_of(seller_id=seller_id)[0].id
    offers: list[UUID] = []
    products: list[UUID] = []
    for some in chunks(numbers, _BATCH):
        incoming = [_offer(number, shelves) for number in some]
        stored = store_offers(seller_id=seller_id, warehouse_id=warehouse, offers=incoming, now=now)
        count_stock([Counted(offer_id=offer.offer_id, on_hand=HOT_STOCK) for offer in stored], now=now)
        offers += [offer.offer_id for offer in stored]
        products += [offer.product_id for offer in stored]
    return offers, products


def _offer(number: int, shelves: list[CategoryCard]) -> IncomingOffer:
    place = number % len(shelves)
    thing, kind = _THINGS[place], _KINDS[number // len(shelves) % len(_KINDS)]
    return IncomingOffer(
        sku=f"SKU-{number}",
        category_id=shelves[place].id,
        titles={
            "ru": f"{kind[0].capitalize()} {thing[0]} N{number}",
            "en": f"{kind[1].capitalize()} {thing[1]} N{number}",
        },
        descriptions={
            "ru": f"Делает то, что обещает. Модель N{number}, два года гарантии.",
            "en": f"Does what it says. Model N{number}, with two years of guarantee.",
        },
        attributes=[{"name": {"ru": "Гарантия", "en": "Guarantee"}, "value": "2"}],
        brand=f"Brand {number % 50}",
        part_number="",
        gtin="",
        price_minor=50_000 + number * 7919 % 900_000,
        old_price_minor=None,
        currency="RUB",
        weight_g=300 + number % 700,
        hs_code="851610",
        origin_country="RU",
        is_active=True,
    )
