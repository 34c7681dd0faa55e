"""The Security Council's consolidated list as XML, read entry by entry; entities and external files are refused."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from yarmarka.connectors.denied_parties.dates import iso_dates
from yarmarka.connectors.denied_parties.errors import ListUnreadable
from yarmarka.domain.screening.matching.places import country_code
from yarmarka.domain.screening.types import Identifier, Kind, ListEntry, Party

_KINDS: Final = {"INDIVIDUAL": Kind.PERSON, "ENTITY": Kind.FIRM}
_PARTS: Final = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_PASSPORT: Final = "passport"


def read_un(path: Path) -> Iterator[ListEntry]:
    """Yield the entries. Raises ListUnreadable for what is no XML, or isn't safe to read."""
    seen = 0
    try:
        events: Iterator[tuple[str, Any]] = iterparse(str(path), events=("end",), forbid_dtd=True)
        for _, element in events:
            if element.tag in _KINDS:
                seen += 1
                yield _entry(element)
                element.clear()
    except (ParseError, DefusedXmlException) as error:
        raise ListUnreadable(file=path.name, row=seen + 1, why=str(error)) from error
    if not seen:
        raise ListUnreadable(file=path.name, row=0, why="no INDIVIDUAL and no ENTITY in it")


def _texts(element: Element, path: str) -> list[str]:
    return [text for found in element.iterfind(path) if (text := (found.text or "").strip())]


def _entry(element: Element) -> ListEntry:
    kind = element.tag
    name = " ".join(text for part in _PARTS for text in _texts(element, part))
    names = [name, *_texts(element, "NAME_ORIGINAL_SCRIPT")]
    weak: list[str] = []
    for alias in element.iterfind(f"{kind}_ALIAS"):
        poor = (alias.findtext("QUALITY") or "").strip().casefold() == "low"
        (weak if poor else names).extend(_texts(alias, "ALIAS_NAME"))
    births = [
        date
        for birth in element.iterfind("INDIVIDUAL_DATE_OF_BIRTH")
        for path in ("DATE", "YEAR", "FROM_YEAR", "TO_YEAR")
        for written in _texts(birth, path)
        for date in iso_dates(written)
    ]
    countries = [*_texts(element, "NATIONALITY/VALUE"), *_texts(element, f"{kind}_ADDRESS/COUNTRY")]
    return ListEntry(
        id=(element.findtext("REFERENCE_NUMBER") or element.findtext("DATAID") or "").strip(),
        programme=(element.findtext("UN_LIST_TYPE") or "").strip(),
        party=Party(
            names=tuple(dict.fromkeys(filter(None, names))),
            weak_names=tuple(weak),
            kind=_KINDS[kind],
            birth_dates=tuple(dict.fromkeys(births)),
            countries=frozenset(map(country_code, countries)),
            identifiers=tuple(
                Identifier(value=number, kind=_PASSPORT if _PASSPORT in written.casefold() else "")
                for document in element.iterfind("INDIVIDUAL_DOCUMENT")
                for number in _texts(document, "NUMBER")
                for written in [document.findtext("TYPE_OF_DOCUMENT") or ""]
            ),
        ),
    )
