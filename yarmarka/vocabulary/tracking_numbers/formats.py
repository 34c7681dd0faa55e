"""What carriers' numbers look like, as a table: whose, which shape, and how the check digit is made.

Shapes are of numbers without blanks, in capital Latin letters. `serial` is what the check digit is made of, `check` the
check digit. Sources: UPU S10; GS1; carriers' published guides; where a carrier publishes none, what is seen in
the trade.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from yarmarka.vocabulary.parcels import s10_check_digit
from yarmarka.vocabulary.tracking_numbers import checks


@dataclass(frozen=True)
class Format:
    """One way in which a carrier numbers parcels."""

    carrier: str
    name: str
    shape: re.Pattern[str]
    check: Callable[[str], str] | None = None
    #: its digits, or their first ones where the shape has none, are put before the serial when it is checked
    prefix: str = ""
    #: so many numbers look like it that it says little beside one whose check digit is wrong
    is_vague: bool = False


def _format(
    carrier: str,
    name: str,
    shape: str,
    check: Callable[[str], str] | None = None,
    *,
    prefix: str = "",
    is_vague: bool = False,
) -> Format:
    return Format(carrier, name, re.compile(shape, re.ASCII), check, prefix=prefix, is_vague=is_vague)


def _s10(serial: str) -> str:
    return str(s10_check_digit(serial))


#: USPS: the routing code 420 with a ZIP code may stand before the number
_ZIP_BEFORE: Final = r"(?:420\d{5}(?:\d{4})?)?"
#: an IMpb number behind its application identifier: service, mailer (nine digits from 9 on, or six), serial
_NINE: Final = r"\d{3}9\d{8}(?:\d{7}|\d{11}|\d{15})"
_SIX: Final = r"\d{3}[0-8]\d{5}(?:\d{10}|\d{14})"

FORMATS: Final = (
    _format("upu", "s10", r"(?P<service>[A-Z]{2})(?P<serial>\d{8})(?P<check>\d)(?P<country>[A-Z]{2})", _s10),
    _format(
        "russian_post",
        "russian_domestic",
        r"(?P<serial>(?P<index>[1-9]\d{5})(?!00)\d{2}\d{5})(?P<check>\d)",
        checks.gs1,
    ),
    _format("cdek", "cdek", r"[12]\d{9,10}"),
    _format("yunexpress", "yunexpress", r"YT\d{16}"),
    _format("4px", "4px", r"4PX\d{13}CN"),
    _format("cainiao", "cainiao_lp", r"LP\d{14}"),
    _format("sf_express", "sf_express", r"SF\d{13}"),
    _format("yto", "yto", r"YT\d{13}"),
    _format("ups", "ups", r"1Z(?P<serial>[A-Z0-9]{15})(?P<check>\d)", checks.ups),
    _format("ups", "ups_waybill", r"[AHJKTV](?P<serial>\d{9})(?P<check>\d)", checks.ups),
    _format("fedex", "fedex_express_12", r"(?P<serial>\d{11})(?P<check>\d)", checks.fedex),
    _format("fedex", "fedex_express_34", r"[0-8]\d{19}(?P<serial>\d{13})(?P<check>\d)", checks.fedex),
    _format("fedex", "fedex_astra_32", r"3\d{15}(?P<serial>\d{11})(?P<check>\d)\d{4}", checks.fedex),
    _format("fedex", "fedex_ground_15", r"(?P<serial>\d{14})(?P<check>\d)", checks.gs1),
    _format("fedex", "fedex_ground_sscc_18", r"\d{2}(?P<serial>\d{15})(?P<check>\d)", checks.gs1),
    _format("fedex", "fedex_ground_96", r"96\d{5}(?P<serial>\d{14})(?P<check>\d)", checks.gs1),
    _format("fedex", "fedex_ground_gsn", r"96\d{18}(?P<serial>\d{13})(?P<check>\d)", checks.fedex),
    _format("dhl", "dhl_express", r"(?P<serial>\d{9,10})(?P<check>\d)", checks.modulo_7),
    _format("dhl", "dhl_express_piece", r"J[A-Z]{2,3}\d{9,10}"),
    _format(
        "dhl",
        "dhl_ecommerce",
        r"(?:GM|LX|RX|UV|CN|SG|TH|IN|HK|MY)(?=[A-Z]*\d)[0-9A-Z]{10,39}",
        is_vague=True,
    ),
    _format("dhl", "dhl_ecommerce_14", r"\d{14}", is_vague=True),
    _format("usps", "usps_20", r"(?P<serial>\d{19})(?P<check>\d)", checks.gs1),
    _format(
        "usps",
        "usps_legacy",
        rf"{_ZIP_BEFORE}(?P<serial>(?:91)?\d{{19}})(?P<check>\d)",
        checks.gs1,
        prefix="91",
    ),
    _format(
        "usps",
        "usps_impb",
        rf"{_ZIP_BEFORE}(?P<serial>(?:94|95)(?:{_NINE}|{_SIX})|92{_NINE}|93{_SIX})(?P<check>\d)",
        checks.gs1,
    ),
    _format("canada_post", "canada_post_16", r"(?P<serial>\d{15})(?P<check>\d)", checks.gs1),
    _format("canpar", "canpar_22", r"[CDKLSUXZ]\d{21}"),
    _format(
        "dpd",
        "dpd_28",
        r"(?P<serial>\d{21}(?!000)\d{3}(?!000)\d{3})(?P<check>[0-9A-Z])",
        checks.mod_37_36,
    ),
    _format("dpd", "dpd_14", r"(?P<serial>\d{14})(?P<check>[0-9A-Z])", checks.mod_37_36),
    _format("purolator", "purolator_12", r"(?P<serial>[0-5]\d{10})(?P<check>\d)", checks.luhn),
    _format("purolator", "purolator_letters", r"[A-Z]{3}\d{9}"),
    _format("amazon", "amazon_logistics", r"TB[ACM]\d{12}"),
    _format("amazon", "amazon_international", r"[ACF]\d{10}"),
    _format("gofo", "gofo_us", r"GFUS\d{14}"),
    _format("landmark", "landmark_ltn", r"LTN\d{8}N1"),
    _format("ontrac", "ontrac_c", r"C(?P<serial>\d{13})(?P<check>\d)", checks.ups, prefix="4"),
    _format("ontrac", "ontrac_d", r"D(?P<serial>\d{13})(?P<check>\d)", checks.ups, prefix="5"),
    _format("lasership", "lasership_lx", r"L[AIEHNX][1-3]\d{7}"),
    _format("lasership", "lasership_1ls7", r"1LS7[12](?:\d{10}|\d{2}01[1-4]\d{6}-1)"),
    _format("lasership", "lasership_1lscx", r"1LSCX[0-9A-Z]{10}"),
    _format(
        "old_dominion",
        "old_dominion",
        r"(?P<serial>(?:77[78]|072|780|80\d)\d{7})(?P<check>\d)",
        checks.luhn,
    ),
    _format("speedee", "speedee_20", r"SP\d{18}"),
    _format("yodel", "yodel", r"JJ?D\d{16}"),
)
