"""The European Union's consolidated list as XML (version 1.1), read entry by entry; all of it stands in attributes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element

from yarmarka.connectors.denied_parties.dates import iso_dates
from yarmarka.connectors.denied_parties.xml_files import entries, plain
from yarmarka.domain.screening.matching.places import country_code
from yarmarka.domain.screening.types import Identifier, Kind, ListEntry, Party

_KINDS: Final = {"person": Kind.PERSON, "enterprise": Kind.FIRM}
_NUMBERS: Final = {"passport": "passport", "imo": "imo", "swiftbic": "bic"}


def read_eu(path: Path) -> Iterator[ListEntry]:
    """Yield the entries. Raises ListUnreadable for what is no such list, or isn't safe to read."""
    for element in entries(path, {"sanctionEntity"}):
        yield _entry(element)


def _entry(element: Element) -> ListEntry:
    names: list[str] = []
    weak: list[str] = []
    for alias in _all(element, "nameAlias"):
        whole = alias.get("wholeName", "").strip() or " ".join(
            filter(None, (alias.get("firstName", ""), alias.get("middleName", ""), alias.get("lastName", "")))
        )
        (names if alias.get("strong", "true") == "true" else weak).append(whole)
    births = [
        date
        for birth in _all(element, "birthdate")
        for date in iso_dates(birth.get("birthdate") or birth.get("year") or "")
    ]
    countries = [
        one.get("countryIso2Code", "") for name in ("citizenship", "address") for one in _all(element, name)
    ]
    programmes = [rule.get("programme", "") for rule in _all(element, "regulation")]
    return ListEntry(
        id=element.get("euReferenceNumber", "") or element.get("logicalId", ""),
        programme=", ".join(dict.fromkeys(filter(None, programmes))),
        party=Party(
            names=tuple(dict.fromkeys(filter(None, names))),
            weak_names=tuple(dict.fromkeys(filter(None, weak))),
            kind=next(
                (_KINDS.get(one.get("code", ""), Kind.UNKNOWN) for one in _all(element, "subjectType")),
                Kind.UNKNOWN,
            ),
            birth_dates=tuple(dict.fromkeys(births)),
            # `00` is what the list writes where it does not know.
            countries=frozenset(country_code(code) for code in countries if code.isalpha()),
            identifiers=tuple(
                Identifier(
                    value=one.get("number", ""), kind=_NUMBERS.get(one.get("identificationTypeCode", ""), "")
                )
                for one in _all(element, "identification")
                if one.get("number")
            ),
        ),
    )


def _all(element: Element, name: str) -> list[Element]:
    return [one for one in element.iter() if plain(one.tag) == name]
