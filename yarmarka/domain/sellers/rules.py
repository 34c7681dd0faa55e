"""Which numbers identify a firm, country by country; where a standing leads, and how trade is measured."""

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
from yarmarka.domain.sellers.types import (
    Application,
    Finding,
    Measure,
    Role,
    Room,
    Standing,
    TradeRecord,
    Verdict,
)

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


#: where a decision of staff may lead; who was turned down applies anew
STANDING_NEXT: Final[Mapping[Standing, frozenset[Standing]]] = {
    Standing.APPLIED: frozenset({Standing.APPROVED, Standing.DECLINED}),
    Standing.APPROVED: frozenset({Standing.SUSPENDED}),
    Standing.SUSPENDED: frozenset({Standing.APPROVED}),
    Standing.DECLINED: frozenset(),
}

#: what each may see and do; the first page is everybody's
ROOMS: Final[Mapping[Role, frozenset[Room]]] = {
    Role.OWNER: frozenset(Room),
    Role.MANAGER: frozenset(Room) - {Room.PEOPLE},
    Role.CLERK: frozenset({Room.ORDERS, Room.GOODS}),
    Role.BOOKKEEPER: frozenset({Room.MONEY, Room.STANDING}),
}
#: an invitation that nobody answers ends after so many days
INVITED_DAYS: Final = 7

#: a merchant's record is that of so many days
RECORD_DAYS: Final = 90
#: of fewer orders a share says nothing
ENOUGH: Final = 10
#: measure → shares in basis points from which it warns, and from which staff look at it
THRESHOLDS: Final[Mapping[Measure, tuple[int, int]]] = {
    Measure.SENT_LATE: (500, 1_500),
    Measure.CALLED_OFF: (200, 500),
    Measure.ARRIVED_LATE: (1_000, 2_500),
    Measure.GIVEN_BACK: (500, 1_000),
    Measure.CHARGED_BACK: (50, 100),
}


def findings(record: TradeRecord) -> tuple[Finding, ...]:
    """Return what each measure says of a merchant's record, each with the shares from which it matters."""
    counted = {
        Measure.SENT_LATE: (record.sent_late, record.due),
        Measure.CALLED_OFF: (record.called_off, record.orders),
        Measure.ARRIVED_LATE: (record.arrived_late, record.arrived),
        Measure.GIVEN_BACK: (record.given_back, record.arrived),
        Measure.CHARGED_BACK: (record.charged_back, record.orders),
    }
    return tuple(_finding(measure, *counted[measure], *THRESHOLDS[measure]) for measure in THRESHOLDS)


def verdict_of(record: TradeRecord) -> Verdict:
    """Return the worst that any measure says of a merchant's record; too few where none can say anything."""
    said = {finding.verdict for finding in findings(record)}
    return next(
        (one for one in (Verdict.SERIOUS, Verdict.WARNING, Verdict.GOOD) if one in said), Verdict.TOO_FEW
    )


def _finding(measure: Measure, count: int, of: int, warns_from: int, serious_from: int) -> Finding:
    verdict = Verdict.GOOD
    if of < ENOUGH:
        verdict = Verdict.TOO_FEW
    elif count * 10_000 >= serious_from * of:
        verdict = Verdict.SERIOUS
    elif count * 10_000 >= warns_from * of:
        verdict = Verdict.WARNING
    return Finding(measure, count, of, warns_from, serious_from, verdict)


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
