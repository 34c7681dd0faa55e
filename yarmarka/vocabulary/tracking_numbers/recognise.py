"""Reads a number as people type it, and says which carriers' it may be."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from yarmarka.vocabulary.tracking_numbers.formats import FORMATS, Format
from yarmarka.vocabulary.tracking_numbers.issuers import ISSUERS, NO_COUNTRY, SERVICES, USED_WITHIN

#: a number longer than this is none
LONGEST: Final = 60
_BLANKS: Final = re.compile(r"[\s\u200b\u200c\u200d\u2060\ufeff]+")
#: Cyrillic letters that look like Latin ones, as a Russian keyboard gives them
_LOOK_ALIKES: Final = str.maketrans("АВЕКМНОРСТУХЅІЈ", "ABEKMHOPCTYXSIJ")


@dataclass(frozen=True)
class Candidate:
    """A carrier's format that a number fits. `is_checked`: the format has a check digit, and `is_valid` tells of it."""

    carrier: str
    format: str
    is_valid: bool
    is_checked: bool
    reason: str
    country: str = ""


@dataclass(frozen=True)
class Recognised:
    """What a typed number is: without blanks, in Latin capitals, with everything it may be, the likeliest first."""

    typed: str
    number: str
    candidates: tuple[Candidate, ...]
    reason: str

    @property
    def is_valid(self) -> bool:
        """Test if somebody's number may look so."""
        return self.reason == "ok"


def recognise(typed: str) -> Recognised:
    """Return what a number may be.

    A number whose check digit is right for one carrier is that carrier's rather than another's whose numbers have none.
    """
    number = _without_blanks(typed)
    if not number:
        return Recognised(typed, "", (), "empty")
    if len(number) > LONGEST:
        return Recognised(typed, number[:LONGEST], (), "too_long")
    fitting = _fitting(number) or _fitting(plain := number.replace("-", ""))
    if fitting and "-" in number and not _fitting(number):
        number = plain
    candidates = tuple(sorted((found for _, found in fitting), key=_likelihood))
    if not candidates:
        return Recognised(typed, number, (), "unknown_format")
    wrong = [found.reason for found in candidates if not found.is_valid]
    speaks_for_it = [found for form, found in fitting if found.is_valid and not (form.is_vague and wrong)]
    return Recognised(typed, number, candidates, "ok" if speaks_for_it else wrong[0])


def _without_blanks(typed: str) -> str:
    plain = unicodedata.normalize("NFKC", typed[: 4 * LONGEST])
    return _BLANKS.sub("", plain).upper().translate(_LOOK_ALIKES)


def _fitting(number: str) -> list[tuple[Format, Candidate]]:
    matches = ((form, form.shape.fullmatch(number)) for form in FORMATS)
    return [(form, _judge(form, match)) for form, match in matches if match]


def _judge(form: Format, match: re.Match[str]) -> Candidate:
    if form.check is None:
        return Candidate(form.carrier, form.name, is_valid=True, is_checked=False, reason="no_check_digit")
    serial = match["serial"]
    if not serial.startswith(form.prefix):
        serial = form.prefix + serial
    expected = form.check(serial)
    if expected != match["check"]:
        return Candidate(form.carrier, form.name, False, True, f"wrong_check_digit: {expected} expected")
    if form.name == "s10":
        return _s10(match)
    return Candidate(form.carrier, form.name, is_valid=True, is_checked=True, reason="ok")


def _s10(match: re.Match[str]) -> Candidate:
    """Say more of an S10 number: an unknown issuer may be a private one's, and no reason to refuse it."""
    issuer, service = match["country"], match["service"]
    if issuer in NO_COUNTRY:
        return Candidate("upu", "s10", False, True, f"no_such_issuer: {issuer}")
    if issuer not in ISSUERS:
        return Candidate("upu", "s10", True, True, f"unknown_issuer: {issuer}")
    kind = next((kind for letters, kind in SERVICES if re.fullmatch(letters, service)), "unknown_service")
    reason = kind if kind in USED_WITHIN or kind == "unknown_service" else f"ok: {kind}"
    return Candidate(ISSUERS[issuer], "s10", is_valid=True, is_checked=True, reason=reason, country=issuer)


def _likelihood(found: Candidate) -> tuple[bool, bool]:
    return (not (found.is_valid and found.is_checked), not found.is_valid)
