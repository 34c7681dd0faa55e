"""Parcels and people that the tests of the papers send about."""

from dataclasses import replace
from datetime import date

from yarmarka.presentation.papers import ContentLine, LabelFacts, PackingFacts, PackingLine
from yarmarka.vocabulary.money import Money
from yarmarka.vocabulary.places import PostalAddress

KAZAN = PostalAddress(
    country="RU",
    recipient="Мария Сергеевна Иванова",
    street="ул. Баумана, д. 5, кв. 12",
    city="Казань",
    region="Республика Татарстан",
    postal_code="420111",
    phone="+7 912 000-00-00",
)
SHENZHEN = PostalAddress(
    country="CN",
    recipient="深圳市蓝鲸电子有限公司",
    street="人民南路1008号 3栋 502室",
    city="深圳市",
    region="广东省",
    district="罗湖区",
    postal_code="518000",
)
WHITSTABLE = PostalAddress(
    country="GB",
    recipient="Ann Whitby",
    street="Flat 2\n14 Harbour Street",
    city="Whitstable",
    postal_code="CT5 1AA",
)
TULA = PostalAddress(
    country="RU",
    recipient="ООО «Самовар и сыновья»",
    street="ул. Металлистов, д. 40",
    city="Тула",
    postal_code="300000",
)
HEADPHONES = ContentLine(
    description="Wireless headphones 无线耳机 with case",
    quantity=2,
    weight_g=380,
    value=Money(1_198_000, "RUB"),
    hs_code="851830",
    origin="CN",
)
CABLE = ContentLine(
    description="USB-C cable 1.5 m",
    quantity=1,
    weight_g=60,
    value=Money(39_900, "RUB"),
    hs_code="854442",
    origin="CN",
)
FROM_CHINA = LabelFacts(
    number="LP001234568CN",
    service_name="ePacket",
    sender=SHENZHEN,
    recipient=KAZAN,
    weight_g=480,
    order_number="YR-2026-000123",
    declared=Money(1_237_900, "RUB"),
    contents=(HEADPHONES, CABLE),
    printed_on=date(2026, 11, 22),
)
FROM_TULA = replace(FROM_CHINA, number="RA644000005RU", sender=TULA, service_name="Посылка онлайн")
SLIP = PackingFacts(
    shop_name="Ярмарка",
    order_number="YR-2026-000123",
    ordered_on=date(2026, 11, 20),
    seller_name="蓝鲸电子 Blue Whale",
    seller=SHENZHEN,
    recipient=KAZAN,
    lines=(
        PackingLine(sku="BW-220-BLK", title="Беспроводные наушники", quantity=2, variant="чёрные"),
        PackingLine(sku="BW-CB-015", title="Кабель USB-C, 1,5 м", quantity=1),
    ),
    service_name="ePacket",
    parcel_number="LP001234568CN",
    order_url="https://yarmarka.example/orders/ord_06dxk3n7f8g9h0j1k2m3n4p5q6",
    claim_days=14,
)
