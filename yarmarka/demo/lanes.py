"""Rates, commission and delivery services of the demo world: examples, marked as such."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from yarmarka.demo.ways import offer_ways
from yarmarka.domain.customs.actions import register
from yarmarka.domain.customs.types import Registration
from yarmarka.domain.pricing.actions import record_rates, set_commission, set_commission_tax, set_term
from yarmarka.domain.pricing.types import TermKind

CARRIER: Final = "simulated"
_SOURCE: Final = "example made for the demo"
#: roubles for one unit, and by how many per cent they drift each week of the demo's past
RATES: Final = {
    "CNY": Decimal("11.42"),
    "USD": Decimal("81.10"),
    "EUR": Decimal("94.30"),
    "GBP": Decimal("108.20"),
}
_DRIFT: Final = (Decimal("0.985"), Decimal("1.000"), Decimal("1.012"), Decimal("0.994"), Decimal("1.006"))

#: origin and destination → base price and price of a kilogram (kopecks), days from and to, days to look the goods over
LANES: Final = {
    ("CN", "RU"): (19_000, 42_000, 12, 25, 15),
    ("CN", "KZ"): (17_000, 36_000, 10, 22, 15),
    ("CN", "BY"): (21_000, 44_000, 14, 27, 15),
    ("CN", "DE"): (32_000, 58_000, 9, 18, 14),
    ("CN", "GB"): (34_000, 60_000, 10, 19, 14),
    ("CN", "CN"): (8_000, 4_500, 1, 4, 7),
    ("GB", "RU"): (69_000, 78_000, 14, 30, 15),
    ("GB", "KZ"): (72_000, 82_000, 14, 30, 15),
    ("GB", "BY"): (68_000, 78_000, 14, 28, 15),
    ("GB", "CN"): (66_000, 74_000, 10, 21, 15),
    ("GB", "DE"): (48_000, 36_000, 4, 9, 14),
    ("GB", "GB"): (26_000, 12_000, 1, 4, 14),
    ("DE", "RU"): (64_000, 74_000, 12, 28, 15),
    ("DE", "KZ"): (66_000, 76_000, 12, 26, 15),
    ("DE", "BY"): (58_000, 66_000, 9, 21, 15),
    ("DE", "CN"): (62_000, 70_000, 9, 20, 15),
    ("DE", "GB"): (46_000, 34_000, 4, 9, 14),
    ("DE", "DE"): (24_000, 11_000, 1, 3, 14),
    ("TR", "RU"): (39_000, 52_000, 9, 20, 15),
    ("TR", "KZ"): (37_000, 50_000, 8, 18, 15),
    ("TR", "BY"): (40_000, 54_000, 10, 21, 15),
    ("TR", "CN"): (46_000, 60_000, 9, 20, 15),
    ("TR", "DE"): (34_000, 40_000, 5, 11, 14),
    ("TR", "GB"): (36_000, 42_000, 6, 12, 14),
    ("RU", "RU"): (14_900, 9_000, 2, 8, 7),
    ("RU", "KZ"): (24_000, 16_000, 5, 12, 14),
    ("RU", "BY"): (22_000, 14_000, 4, 10, 14),
    ("RU", "CN"): (28_000, 38_000, 9, 21, 15),
}


#: roubles for one unit on some days long past, so that an order's cost can be counted as it would have been then
PAST_RATES: Final = {
    date(2016, 7, 1): (
        "European Central Bank",
        {"EUR": "71.3087", "USD": "64.0401", "CNY": "9.6219", "GBP": "85.0635"},
    ),
    date(2019, 7, 1): (
        "European Central Bank",
        {"EUR": "71.4725", "USD": "62.9769", "CNY": "9.2040", "GBP": "79.6635"},
    ),
    date(2020, 7, 1): (
        "European Central Bank",
        {"EUR": "79.6793", "USD": "71.1422", "CNY": "10.0667", "GBP": "88.1116"},
    ),
    date(2023, 7, 3): (
        "Bank of Russia, crossed with the European Central Bank's",
        {"EUR": "96.3302", "USD": "88.3844", "CNY": "12.1926", "GBP": "112.0379"},
    ),
}
#: regime, number, to whom it is owed: examples, so that the demo collects where a marketplace has to
_REGISTERED: Final = (
    ("eu_ioss", "IM3720000224", "IOSS"),
    ("gb_vat", "GB 000 0000 00", "HMRC"),
    ("cn_cbec", "CBEC-EXAMPLE", "GACC"),
)


def lay_lanes(*, since: datetime, now: datetime) -> None:
    """Record example rates for every week since `since`, commission, and services between countries."""
    for day, (source, rates) in PAST_RATES.items():
        record_rates(
            {currency: Decimal(rate) for currency, rate in rates.items()},
            source=source,
            now=datetime(day.year, day.month, day.day, tzinfo=UTC),
        )
    for regime, number, owed_to in _REGISTERED:
        register(Registration(regime, number, owed_to, date(2021, 7, 1)), is_example=True, now=now)
    week = since
    while week <= now:
        drift = _DRIFT[(week - since).days // 7 % len(_DRIFT)]
        record_rates(
            {currency: rate * drift for currency, rate in RATES.items()},
            source=_SOURCE,
            is_example=True,
            now=week,
        )
        week += timedelta(days=7)
    _keep_a_part(since=since)
    offer_ways(LANES, carrier=CARRIER, since=since, source=_SOURCE)


def _keep_a_part(*, since: datetime) -> None:
    """Put example rules in force of what the marketplace keeps of a sale, and of what becomes of that."""
    rule: dict[str, Any] = {
        "valid_from": since,
        "source": _SOURCE,
        "is_example": True,
        "verified_on": date(2026, 11, 1),
    }
    set_commission(category_id=None, basis_points=800, **rule)
    set_commission_tax(seller_country="RU", basis_points=2_200, **rule)
    set_term(TermKind.EXCHANGE_SPREAD, basis_points=100, **rule)
    set_term(TermKind.GUARANTEE_FUND, basis_points=500, **rule)
