"""A small fair to shop at: sellers in China, the United Kingdom and Russia, their goods, and who brings them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from yarmarka.domain.accounts.actions import add_address
from yarmarka.domain.catalogue.actions import add_category, refresh_reference_prices, store_offers
from yarmarka.domain.catalogue.types import CategoryCard, IncomingOffer
from yarmarka.domain.inventory.actions import count_stock, open_warehouse
from yarmarka.domain.inventory.types import Counted
from yarmarka.domain.pricing.actions import record_rates, set_commission
from yarmarka.domain.sellers.actions import apply_to_sell, decide_application
from yarmarka.domain.sellers.types import Application, Kind
from yarmarka.domain.shipping.models import Carrier, DeliveryService
from yarmarka.kernel.ids import new_id
from yarmarka.vocabulary.places import PostalAddress

RATES = {
    "CNY": Decimal("11.8745"),
    "USD": Decimal("84.12"),
    "EUR": Decimal("97.50"),
    "GBP": Decimal("112.34"),
}
OPENED = datetime(2026, 11, 1, 9, tzinfo=UTC)
PASSWORD = "nine lives of a kettle"

_FIRMS = {
    "tea": ("Tea Road", "CN", "91110000600037341L", "", "CNY", "Xiamen", "361000"),
    "kettle": ("Pennine Kettles", "GB", "00102498", "980780684", "GBP", "Leeds", "LS1 4AP"),
    "felt": ("Тёплый край", "RU", "1022200525819", "1234567894", "RUB", "Барнаул", "656049"),
}
#: seller, sku, shelf, titles, price, old price, grams, pieces, picture, tint, brand
_GOODS = [
    (
        "tea",
        "TG-125",
        "tea",
        ("Чай улун «Те Гуань Инь», жестяная банка, 125 г", "Oolong tea Tie Guan Yin, tin, 125 g"),
        6900,
        8900,
        190,
        40,
        "tea",
        0,
        "Anxi",
    ),
    (
        "tea",
        "GW-4",
        "tableware",
        ("Гайвань фарфоровая с крышкой, 150 мл", "Porcelain gaiwan with a lid, 150 ml"),
        12850,
        None,
        420,
        1,
        "cup",
        2,
        "Dehua",
    ),
    (
        "tea",
        "KT-9",
        "kettles",
        ("Чайник эмалированный со свистком, 2,2 л", "Enamelled kettle with a whistle, 2.2 l"),
        15500,
        None,
        1300,
        12,
        "kettle",
        1,
        "Hearth",
    ),
    (
        "kettle",
        "PK-22",
        "kettles",
        ("Чайник эмалированный со свистком, 2,2 л", "Enamelled kettle with a whistle, 2.2 l"),
        2450,
        2990,
        1300,
        7,
        "kettle",
        1,
        "Hearth",
    ),
    (
        "kettle",
        "MUG-3",
        "tableware",
        ("Кружка «Дождь в Лидсе», 350 мл", "Mug “Rain in Leeds”, 350 ml"),
        1150,
        None,
        380,
        25,
        "cup",
        5,
        "Pennine",
    ),
    (
        "felt",
        "V-42",
        "shoes",
        ("Валенки ручной катки, серые, размер 42", "Hand-felted winter boots, grey, size 42"),
        459000,
        520000,
        1600,
        5,
        "sneaker",
        5,
        "Тёплый край",
    ),
    (
        "felt",
        "L-1",
        "light",
        ("Лампа настольная из берёзы с тёплым светом", "Birch desk lamp with a warm light"),
        312050,
        None,
        900,
        3,
        "lamp",
        3,
        "Тёплый край",
    ),
]
_SHELVES = {
    "home": (None, "Для дома", "For the home", "lamp"),
    "kettles": ("home", "Чайники", "Kettles", "kettle"),
    "tableware": ("home", "Посуда", "Tableware", "cup"),
    "light": ("home", "Свет", "Light", "lamp"),
    "food": (None, "Еда и чай", "Food and tea", "tea"),
    "tea": ("food", "Чай", "Tea", "tea"),
    "clothes": (None, "Одежда и обувь", "Clothes and shoes", "coat"),
    "shoes": ("clothes", "Обувь", "Shoes", "sneaker"),
}
#: code, names, from, to, base, per kg, currency, days
_WAYS = [
    (
        "cn-post",
        ("Почта Китая, заказной пакет", "China Post, registered"),
        "CN",
        "RU",
        2500,
        9000,
        "CNY",
        14,
        30,
    ),
    (
        "cn-express",
        ("Экспресс из Китая", "Express from China"),
        "CN",
        "RU",
        9500,
        14000,
        "CNY",
        7,
        12,
    ),
    (
        "gb-post",
        ("Королевская почта, с отслеживанием", "Royal Mail, tracked"),
        "GB",
        "RU",
        990,
        1200,
        "GBP",
        12,
        25,
    ),
    ("ru-post", ("Почта России, посылка", "Russian Post, parcel"), "RU", "RU", 25000, 8000, "RUB", 3, 8),
    ("ru-courier", ("Курьер до двери", "Courier to the door"), "RU", "RU", 49000, 12000, "RUB", 2, 4),
    ("ru-cn", ("Почта России за границу", "Russian Post abroad"), "RU", "CN", 90000, 60000, "RUB", 14, 28),
]
KAZAN = PostalAddress(
    country="RU",
    recipient="Гульнара Сафина",
    street="ул. Баумана, д. 15, кв. 8",
    city="Казань",
    region="Республика Татарстан",
    postal_code="420111",
    phone="+7 917 234-56-78",
)


@dataclass(frozen=True)
class Fair:
    """Who and what is there, by short names: sellers by theirs, offers by their SKU."""

    sellers: dict[str, UUID]
    warehouses: dict[str, UUID]
    shelves: dict[str, CategoryCard]
    offers: dict[str, UUID]
    products: dict[str, UUID]
    shopper: UUID
    address: UUID


@transaction.atomic
def open_fair(*, email: str = "gulnara@example.org") -> Fair:
    """Put everything up, by the actions that the house itself uses."""
    operator = person("operator@example.org")
    shopper = person(email)
    shelves = _shelves()
    sellers = {name: _seller(name, operator) for name in _FIRMS}
    places = {
        name: open_warehouse(
            seller_id=key, name="Main", country=_FIRMS[name][1], city=_FIRMS[name][5], now=OPENED
        )
        for name, key in sellers.items()
    }
    record_rates(RATES, source="Example rates", is_example=True, now=OPENED)
    set_commission(
        category_id=None,
        basis_points=900,
        valid_from=OPENED,
        source="Example terms",
        verified_on=date(2026, 11, 1),
    )
    _ways()
    offers, products = {}, {}
    for name, key in sellers.items():
        stored = store_offers(
            seller_id=key, warehouse_id=places[name], offers=_offers(name, shelves), now=OPENED
        )
        offers |= {item.sku: item.offer_id for item in stored}
        products |= {item.sku: item.product_id for item in stored}
    count_stock([Counted(offer_id=offers[row[1]], on_hand=row[7]) for row in _GOODS], now=OPENED)
    refresh_reference_prices(list(products.values()), rates_to_rub=RATES | {"RUB": Decimal(1)}, now=OPENED)
    address = add_address(person_id=shopper, address=KAZAN, now=OPENED)
    return Fair(sellers, places, shelves, offers, products, shopper, address)


def person(email: str) -> UUID:
    """Return a new person who signs in with PASSWORD."""
    return get_user_model().objects.create_user(email, PASSWORD, full_name="Гульнара Сафина").id


def _shelves() -> dict[str, CategoryCard]:
    made: dict[str, CategoryCard] = {}
    for position, (slug, (parent, russian, english, picture)) in enumerate(_SHELVES.items()):
        made[slug] = add_category(
            names={"ru": russian, "en": english},
            parent=made[parent] if parent else None,
            slug=slug,
            picture=picture,
            position=position,
            now=OPENED,
        )
    return made


def _seller(name: str, operator: UUID) -> UUID:
    trade_name, country, registration, tax, currency, city, code = _FIRMS[name]
    seat = PostalAddress(country, trade_name, "1", city, postal_code=code, phone="+000000000")
    application = Application(
        trade_name=trade_name,
        legal_name=f"{trade_name} Ltd",
        country=country,
        kind=Kind.LOCAL if country == "RU" else Kind.CROSS_BORDER,
        registration_number=registration,
        tax_number=tax,
        address=seat,
        contact_email=f"{name}@example.org",
        payout_currency=currency,
        payout_account="EXAMPLE",
    )
    key = apply_to_sell(application, person_id=person(f"{name}@example.org"), now=OPENED)
    decide_application(seller_id=key, approve=True, reason="", by=operator, now=OPENED)
    return key


def _offers(name: str, shelves: dict[str, CategoryCard]) -> list[IncomingOffer]:
    currency, country = _FIRMS[name][4], _FIRMS[name][1]
    return [
        IncomingOffer(
            sku=sku,
            category_id=shelves[shelf].id,
            titles={"ru": titles[0], "en": titles[1]},
            descriptions={
                "ru": f"{titles[0]}. Проверено продавцом, упаковано для дальней дороги.",
                "en": f"{titles[1]}. Checked by the seller and packed for a long way.",
            },
            attributes=[{"name": "Материал", "value": "сталь, эмаль"}] if picture == "kettle" else [],
            brand=brand,
            part_number="H-22" if picture == "kettle" else "",
            gtin="",
            price_minor=price,
            old_price_minor=old,
            currency=currency,
            weight_g=grams,
            hs_code="732394",
            origin_country=country,
            is_active=True,
            picture=picture,
            tint=tint,
        )
        for seller, sku, shelf, titles, price, old, grams, _, picture, tint, brand in _GOODS
        if seller == name
    ]


def _ways() -> None:
    Carrier.objects.get_or_create(
        code="simpost", defaults={"names": {"ru": "Почта «Голубь»", "en": "Pigeon Post"}}
    )
    for code, names, origin, destination, base, per_kg, currency, least, most in _WAYS:
        DeliveryService.objects.create(
            id=new_id(OPENED),
            carrier_id="simpost",
            code=code,
            names={"ru": names[0], "en": names[1]},
            origin_country=origin,
            destination_country=destination,
            base_minor=base,
            per_kg_minor=per_kg,
            currency=currency,
            max_weight_g=30_000,
            min_days=least,
            max_days=most,
            inspection_days=14,
            valid=DateTimeTZRange(OPENED - timedelta(days=1), None),
            source="Example tariff",
            verified_on=date(2026, 11, 1),
            is_example=True,
        )
