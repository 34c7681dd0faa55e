"""The Security Council's consolidated list as XML, read entry by entry; entities and external files are refused."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element

from yarmarka.connectors.denied_parties.dates import iso_dates
from yarmarka.connectors.denied_parties.xml_files import entries, text, texts
from yarmarka.domain.screening.matching.places import country_code
from yarmarka.domain.screening.types import Identifier, Kind, ListEntry, Party

_KINDS: Final = {"INDIVIDUAL": Kind.PERSON, "ENTITY": Kind.FIRM}
_PARTS: Final = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_PASSPORT: Final = "passport"


def read_un(path: Path) -> Iterator[ListEntry]:
    """Yield the entries. Raises ListUnreadable for what is no XML, or isn't safe to read."""
    for element in entries(path, _KINDS):
        yield _entry(element)


def _entry(element: Element) -> ListEntry:
    kind = element.tag
    name = " ".join(word for part in _PARTS for word in texts(element, part))
    names = [name, *texts(element, "NAME_ORIGINAL_SCRIPT")]
    weak: list[str] = []
    for alias in element.iterfind(f"{kind}_ALIAS"):
        poor = text(alias, "QUALITY").casefold() == "low"
        (weak if poor else names).extend(texts(alias, "ALIAS_NAME"))
    births = [
        date
        for birth in element.iterfind("INDIVIDUAL_DATE_OF_BIRTH")
        for path in ("DATE", "YEAR", "FROM_YEAR", "TO_YEAR")
        for written in texts(birth, path)
        for date in iso_dates(written)
    ]
    countries = [*texts(element, "NATIONALITY/VALUE"), *texts(element, f"{kind}_ADDRESS/COUNTRY")]
    return ListEntry(
        id=text(element, "REFERENCE_NUMBER") or text(element, "DATAID"),
        programme=text(element, "UN_LIST_TYPE"),
        party=Party(
            names=tuple(dict.fromkeys(filter(None, names))),
            weak_names=tuple(weak),
            kind=_KINDS[kind],
            birth_dates=tuple(dict.fromkeys(births)),
            countries=frozenset(map(country_code, countries)),
            identifiers=tuple(
                Identifier(value=number, kind=_kind_of(document))
                for document in element.iterfind("INDIVIDUAL_DOCUMENT")
                for number in texts(document, "NUMBER")
            ),
        ),
    )


def _kind_of(document: Element) -> str:
    return _PASSPORT if _PASSPORT in text(document, "TYPE_OF_DOCUMENT").casefold() else ""
