"""Who lives in the demo world. Names, firms and numbers are made up; the numbers' check digits are right."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from yarmarka.domain.sellers.types import Application, Kind
from yarmarka.vocabulary.places import PostalAddress

PASSWORD: Final = "yarmarka-demo"  # noqa: S105 -- shown to everybody who starts the demo
OPERATOR: Final = "operator@demo.example"


@dataclass(frozen=True)
class Firm:
    """A merchant: the letter that goods name it by, how its prices stand to the usual ones, what it tells of itself."""

    letter: str
    price_factor: Decimal
    email: str
    application: Application


@dataclass(frozen=True)
class Shopper:
    """Somebody who shops."""

    email: str
    name: str
    locale: str
    address: PostalAddress


def _firm(
    letter: str,
    factor: str,
    *,
    name: str,
    legal_name: str,
    country: str,
    kind: Kind,
    registration: str,
    tax: str,
    currency: str,
    account: str,
    place: tuple[str, str, str, str, str, str],
) -> Firm:
    street, city, district, region, postal_code, phone = place
    email = f"{name.lower().replace(' & ', '-').replace(' ', '-')}@demo.example"
    return Firm(
        letter=letter,
        price_factor=Decimal(factor),
        email=email,
        application=Application(
            trade_name=name,
            legal_name=legal_name,
            country=country,
            kind=kind,
            registration_number=registration,
            tax_number=tax,
            address=PostalAddress(
                country=country,
                recipient=legal_name,
                street=street,
                city=city,
                district=district,
                region=region,
                postal_code=postal_code,
                phone=phone,
            ),
            contact_email=email,
            payout_currency=currency,
            payout_account=account,
        ),
    )


FIRMS: Final = (
    _firm(
        "L",
        "0.94",
        name="South Lantern",
        legal_name="South Lantern Trading (Shenzhen) Co., Ltd.",
        country="CN",
        kind=Kind.CROSS_BORDER,
        registration="9144030005789012A5",
        tax="",
        currency="CNY",
        account="6222000000000001",
        place=("科技园南路 18 号", "深圳市", "南山区", "广东省", "518057", "+86 755 0000 0101"),
    ),
    _firm(
        "J",
        "0.97",
        name="Jade River",
        legal_name="Jade River (Hangzhou) Co., Ltd.",
        country="CN",
        kind=Kind.CROSS_BORDER,
        registration="9133010034567890XY",
        tax="",
        currency="CNY",
        account="6222000000000002",
        place=("文三路 90 号", "杭州市", "西湖区", "浙江省", "310012", "+86 571 0000 0202"),
    ),
    _firm(
        "T",
        "1.08",
        name="Kazan Workshop",
        legal_name="ООО «Казанская мастерская»",
        country="RU",
        kind=Kind.LOCAL,
        registration="1945807302153",
        tax="1672292620",
        currency="RUB",
        account="40702810000000000003",
        place=("ул. Петербургская, 50", "Казань", "", "Республика Татарстан", "420107", "+7 843 000-03-03"),
    ),
    _firm(
        "O",
        "1.12",
        name="Oak & Wool",
        legal_name="Oak and Wool Ltd",
        country="GB",
        kind=Kind.CROSS_BORDER,
        registration="09876543",
        tax="234567805",
        currency="GBP",
        account="GB00YARM00000000000004",
        place=("12 Wharf Street", "Leeds", "", "", "LS2 7EQ", "+44 113 496 0004"),
    ),
    _firm(
        "W",
        "1.15",
        name="Werk Nord",
        legal_name="Werk Nord GmbH",
        country="DE",
        kind=Kind.CROSS_BORDER,
        registration="HRB 45678",
        tax="213456702",
        currency="EUR",
        account="DE00500105170000000005",
        place=("Speicherstraße 7", "Hamburg", "", "", "20457", "+49 40 0000 0505"),
    ),
    _firm(
        "B",
        "1.02",
        name="Bosphorus Bazaar",
        legal_name="Boğaziçi Çarşı A.Ş.",
        country="TR",
        kind=Kind.CROSS_BORDER,
        registration="0345678901400016",
        tax="3456789014",
        currency="USD",
        account="TR000006200000000000006",
        place=("Divan Yolu Cd. 21", "Fatih", "", "İstanbul", "34122", "+90 212 000 06 06"),
    ),
)

#: A merchant that waits to be let in, for the operator to decide on.
NEWCOMER: Final = _firm(
    "N",
    "1.00",
    name="Ural Stones",
    legal_name="ООО «Уральские камни»",
    country="RU",
    kind=Kind.LOCAL,
    registration="1736819303648",
    tax="1619308160",
    currency="RUB",
    account="40702810000000000007",
    place=("ул. Малышева, 51", "Екатеринбург", "", "Свердловская область", "620014", "+7 343 000-07-07"),
)


def _at(*parts: str) -> PostalAddress:
    name, street, city, region, code, phone = parts
    return PostalAddress(
        country="RU", recipient=name, street=street, city=city, region=region, postal_code=code, phone=phone
    )


SHOPPERS: Final = (
    Shopper(
        "alsu@demo.example",
        "Алсу Каримова",
        "ru",
        _at(
            "Алсу Каримова",
            "ул. Баумана, 58, кв. 3",
            "Казань",
            "Республика Татарстан",
            "420111",
            "+7 900 000-11-01",
        ),
    ),
    Shopper(
        "ivan@demo.example",
        "Иван Соколов",
        "ru",
        _at(
            "Иван Соколов",
            "пр. Ленина, 24, кв. 17",
            "Екатеринбург",
            "Свердловская область",
            "620014",
            "+7 900 000-11-02",
        ),
    ),
    Shopper(
        "maria@demo.example",
        "Мария Орлова",
        "ru",
        _at(
            "Мария Орлова",
            "ул. Светланская, 9",
            "Владивосток",
            "Приморский край",
            "690091",
            "+7 900 000-11-03",
        ),
    ),
    Shopper(
        "timur@demo.example",
        "Тимур Ахметов",
        "ru",
        _at(
            "Тимур Ахметов",
            "ул. Ленина, 70, кв. 2",
            "Уфа",
            "Республика Башкортостан",
            "450006",
            "+7 900 000-11-04",
        ),
    ),
    Shopper(
        "elena@demo.example",
        "Елена Крылова",
        "ru",
        _at(
            "Елена Крылова",
            "Невский пр., 100, кв. 41",
            "Санкт-Петербург",
            "Санкт-Петербург",
            "191025",
            "+7 900 000-11-05",
        ),
    ),
    Shopper(
        "james@demo.example",
        "James Porter",
        "en",
        _at("James Porter", "ul. Tverskaya 12, kv. 8", "Москва", "Москва", "125009", "+7 900 000-11-06"),
    ),
)
