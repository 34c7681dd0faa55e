"""Which numbers identify a firm, country by country, and whether one can be right."""

import re
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Final

from stdnum.cn import uscc
from stdnum.de import vat as de_vat
from stdnum.gb import vat as gb_vat
from stdnum.ru import inn, ogrn
from stdnum.tr import vkn

from yarmarka.domain.sellers.errors import IdentifierInvalid
from yarmarka.domain.sellers.types import Application

#: Companies House numbers: eight digits, or two letters and six digits; they have no check digit.
_GB_COMPANY: Final = re.compile(r"[0-9]{8}|[A-Z]{2}[0-9]{6}")
#: German trade register: court's section and number, e.g. HRB 12345; no check digit.
_DE_REGISTER: Final = re.compile(r"HR[AB] ?[0-9]{1,6}( ?[A-Z])?")
#: Turkish trade registry number (MERSİS): sixteen digits.
_TR_MERSIS: Final = re.compile(r"[0-9]{16}")


def _by(module: ModuleType) -> Callable[[str], bool]:
    return lambda number: bool(module.is_valid(number))


def _like(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda number: bool(pattern.fullmatch(number))


#: country → (registration number: name and test, tax number: name and test)
IDENTIFIERS: Final[
    Mapping[str, tuple[tuple[str, Callable[[str], bool]], tuple[str, Callable[[str], bool]] | None]]
] = {
    "RU": (("OGRN", _by(ogrn)), ("INN", _by(inn))),
    "CN": (("USCC", _by(uscc)), None),
    "GB": (("company number", _like(_GB_COMPANY)), ("VAT", _by(gb_vat))),
    "DE": (("Handelsregister", _like(_DE_REGISTER)), ("USt-IdNr.", _by(de_vat))),
    "TR": (("MERSIS", _like(_TR_MERSIS)), ("VKN", _by(vkn))),
}


def check_identifiers(application: Application) -> None:
    """Check a merchant's numbers by its country's rules. Raises IdentifierInvalid naming the field."""
    if application.country not in IDENTIFIERS:
        raise IdentifierInvalid(field="country", country=application.country, name="")
    registration, tax = IDENTIFIERS[application.country]
    _check("registration_number", application.registration_number, registration)
    if tax is not None:
        _check("tax_number", application.tax_number, tax)


def _check(field: str, number: str, rule: tuple[str, Callable[[str], bool]]) -> None:
    name, is_right = rule
    if not is_right(number.strip()):
        raise IdentifierInvalid(field=field, name=name)
