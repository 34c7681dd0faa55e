"""OFAC's list as one XML file (`sdn.xml`, or `consolidated.xml`, which is built the same), read entry by entry."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element

from yarmarka.connectors.denied_parties.dates import iso_dates
from yarmarka.connectors.denied_parties.xml_files import entries, text, texts
from yarmarka.domain.screening.matching.places import country_code
from yarmarka.domain.screening.types import Identifier, Kind, ListEntry, Party

_KINDS: Final = {"individual": Kind.PERSON, "entity": Kind.FIRM, "vessel": Kind.VESSEL}
#: what OFAC calls a number → what we call it; any other number has no kind, and fits any with the same value
_NUMBERS: Final = {
    "passport": "passport",
    "tax id no.": "inn",
    "registration number": "ogrn",
    "vessel registration identification": "imo",
    "legal entity number": "lei",
    "swift/bic": "bic",
}
#: every country has numbers that OFAC calls by these words; a Russian one is known by its length
_LENGTHS: Final = {"inn": {10, 12}, "ogrn": {13, 15}}


def read_ofac_xml(path: Path) -> Iterator[ListEntry]:
    """Yield the entries. Raises ListUnreadable for what is no such list, or isn't safe to read."""
    for element in entries(path, {"sdnEntry"}):
        yield _entry(element)


def _entry(element: Element) -> ListEntry:
    names: list[str] = [_name(element)]
    weak: list[str] = []
    for alias in element.iterfind("akaList/aka"):
        is_weak = text(alias, "category").casefold() == "weak"
        (weak if is_weak else names).append(_name(alias))
    countries = {
        *texts(element, "addressList/address/country"),
        *texts(element, "nationalityList/nationality/country"),
        *texts(element, "citizenshipList/citizenship/country"),
    }
    births = texts(element, "dateOfBirthList/dateOfBirthItem/dateOfBirth")
    return ListEntry(
        id=text(element, "uid"),
        programme=", ".join(texts(element, "programList/program")),
        party=Party(
            names=tuple(dict.fromkeys(filter(None, names))),
            weak_names=tuple(dict.fromkeys(filter(None, weak))),
            kind=_KINDS.get(text(element, "sdnType").casefold(), Kind.UNKNOWN),
            birth_dates=tuple(dict.fromkeys(date for written in births for date in iso_dates(written))),
            countries=frozenset(map(country_code, countries)),
            identifiers=tuple(_numbers(element)),
        ),
    )


def _name(element: Element) -> str:
    """Return a name in the order in which it is said; of a firm there is the last one only."""
    return " ".join(filter(None, (text(element, "firstName"), text(element, "lastName"))))


def _numbers(element: Element) -> Iterator[Identifier]:
    for number in element.iterfind("idList/id"):
        value, kind = text(number, "idNumber"), _NUMBERS.get(text(number, "idType").casefold(), "")
        # Remarks such as "Gender" stand among the numbers.
        if any(sign.isdigit() for sign in value):
            is_such = kind not in _LENGTHS or len(value) in _LENGTHS[kind]
            yield Identifier(value=value, kind=kind if is_such else "")
