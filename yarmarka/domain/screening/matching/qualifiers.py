"""What else is known of two parties: births, countries, numbers. It lifts or lowers what their names say."""

import re
from collections.abc import Iterable
from typing import Final

from yarmarka.domain.screening.types import Feature, Identifier, Kind, Party

_SAME_NUMBER: Final = 0.96
_OTHER_NUMBER: Final = -0.32
_SAME_BIRTH: Final = 0.12
_SAME_YEAR: Final = 0.04
_OTHER_DAY: Final = -0.28
_NEXT_YEAR: Final = -0.2
_SLIP_IN_BIRTH: Final = -0.1
_OTHER_YEAR: Final = -0.42
_OTHER_COUNTRY: Final = -0.08
_OTHER_COUNTRY_OF_FIRM: Final = -0.15
#: A party has one of these for life: another one is another party.
_FOR_LIFE: Final = frozenset({"inn", "ogrn", "ogrnip", "imo", "lei", "snils", "uscc", "bic", "duns", "unp"})
#: Shorter ones are given to too many.
_LEAST_DIGITS: Final = 5


def plain_identifier(identifier: Identifier) -> str:
    """Return a number without what people put between its signs."""
    value = re.sub(r"[^0-9a-zа-я]", "", identifier.value.casefold())
    return value.removeprefix("imo") if identifier.kind in {"imo", ""} else value


def numbers(asked: Party, listed: Party) -> Feature | None:
    """Compare identifiers: a common one decides, two of a kind that is for life speak against."""
    mine = {(one.kind, plain_identifier(one)) for one in asked.identifiers}
    theirs = {(one.kind, plain_identifier(one)) for one in listed.identifiers}
    for kind, value in sorted(mine):
        for other_kind, other in sorted(theirs):
            fits = value == other and len(value) >= _LEAST_DIGITS
            if fits and (kind == other_kind or not kind or not other_kind):
                return Feature("identifier", f"{kind} {value}".strip(), other, _SAME_NUMBER)
    for kind, value in sorted(mine):
        for other_kind, other in sorted(theirs):
            known = kind or _kind_of(value), other_kind or _kind_of(other)
            if known[0] == known[1] and known[0] in _FOR_LIFE:
                return Feature("identifier", value, other, _OTHER_NUMBER)
    return None


def _kind_of(value: str) -> str:
    if value.isdigit():
        return {7: "imo", 10: "inn", 12: "inn", 13: "ogrn", 15: "ogrnip"}.get(len(value), "")
    return "lei" if re.fullmatch(r"[0-9a-z]{18}[0-9]{2}", value) else ""


def plain_date(written: str) -> str:
    """Return the year, and the month and day if they are known, with all their digits; empty for no date."""
    found = re.match(r"\s*(\d{4})(?:[-/.](\d{1,2}))?(?:[-/.](\d{1,2}))?(?!\d)", written)
    if found:
        return "-".join(part.zfill(2) for part in found.groups() if part)
    found = re.match(r"\s*(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)", written)
    return "-".join(part.zfill(2) for part in found.groups()[::-1]) if found else ""


def births(asked: Party, listed: Party) -> Feature | None:
    """Compare dates of birth; the pair that fits best counts."""
    compared = [
        Feature("birth date", mine, theirs, _births_effect(mine, theirs))
        for mine in filter(None, map(plain_date, asked.birth_dates))
        for theirs in filter(None, map(plain_date, listed.birth_dates))
    ]
    return max(compared, key=lambda feature: feature.effect, default=None)


def _births_effect(mine: str, theirs: str) -> float:
    first, second = mine.split("-"), theirs.split("-")
    if len(first) == len(second) == 3:
        if first == second:
            return _SAME_BIRTH
        if first[0] == second[0]:
            swapped = first[1:] == second[:0:-1]
            one_part = first[1] == second[1] or first[2] == second[2]
            return 0.0 if swapped else _SLIP_IN_BIRTH if one_part and _one_sign(mine, theirs) else _OTHER_DAY
        neighbours = first[1:] == second[1:] and abs(int(first[0]) - int(second[0])) == 1
        return _NEXT_YEAR if neighbours else _OTHER_YEAR
    years = abs(int(first[0]) - int(second[0]))
    if years == 0:
        months = first[1:2], second[1:2]
        return _OTHER_DAY if all(months) and months[0] != months[1] else _SAME_YEAR
    return _NEXT_YEAR / 2 if years == 1 else _OTHER_YEAR


def _one_sign(mine: str, theirs: str) -> bool:
    return sum(a != b for a, b in zip(mine, theirs, strict=True)) == 1


def countries(asked: Party, listed: Party) -> Feature | None:
    """Compare countries: none in common speaks a little against, more so with firms."""
    if not asked.countries or not listed.countries or asked.countries & listed.countries:
        return None
    effect = _OTHER_COUNTRY if asked.kind in {Kind.PERSON, Kind.UNKNOWN} else _OTHER_COUNTRY_OF_FIRM
    return Feature("country", _joined(asked.countries), _joined(listed.countries), effect)


def _joined(words: Iterable[str]) -> str:
    return ", ".join(sorted(words))
