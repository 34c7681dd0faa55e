"""Reading a list's XML entry by entry, whatever its namespace; entities and external files are refused."""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from yarmarka.connectors.denied_parties.errors import ListUnreadable


def entries(path: Path, tags: Collection[str]) -> Iterator[Element]:
    """Yield the elements with one of these names, as they end, and forget each. Raises ListUnreadable."""
    seen = 0
    try:
        events: Iterator[tuple[str, Any]] = iterparse(str(path), events=("end",), forbid_dtd=True)
        for _, element in events:
            element.tag = plain(element.tag)
            if element.tag in tags:
                seen += 1
                yield element
                element.clear()
    except (ParseError, DefusedXmlException) as error:
        raise ListUnreadable(file=path.name, row=seen + 1, why=str(error)) from error
    if not seen:
        raise ListUnreadable(file=path.name, row=0, why=f"no {' and no '.join(sorted(tags))} in it")


def plain(tag: str) -> str:
    """Return an element's name without its namespace."""
    return tag.rpartition("}")[2]


def texts(element: Element, path: str) -> list[str]:
    """Return the words of all elements on a path below an element, without those that say nothing."""
    return [text for found in element.iterfind(path) if (text := (found.text or "").strip())]


def text(element: Element, path: str) -> str:
    """Return the words of the first element on a path, or nothing."""
    return next(iter(texts(element, path)), "")
