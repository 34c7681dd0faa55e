"""The fixed mix of queries, and each as the search engine is asked it and as a page's address."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

import msgspec

from yarmarka.connectors.search import SearchQuery
from yarmarka.domain.catalogue.types import Sort

_FILE: Final = Path(__file__).parent / "mix.toml"
#: kind of query → its share of the mix, in hundredths
SHARES: Final = {
    "words": 40,
    "common": 20,
    "filtered": 15,
    "typo": 10,
    "layout": 5,
    "chinese": 5,
    "shelves": 5,
}
#: the attribute that a filter by colour chooses from
_COLOUR: Final = "Product colour"


class _Mix(msgspec.Struct):
    words: list[str]
    common: list[str]
    typo: list[str]
    layout: list[str]
    chinese: list[str]
    filtered: list[tuple[str, str, str]]
    shelves: int


@dataclass(frozen=True)
class Asked:
    """One query of the mix. `shelf` is the slug of a shelf that is looked through without words."""

    kind: str
    query: SearchQuery
    shelf: str = ""

    @property
    def path(self) -> str:
        """The page that a shopper sees."""
        if self.shelf:
            return f"/ru/c/{self.shelf}/"
        asked, limits = self.query, (self.query.min_reference_minor, self.query.max_reference_minor)
        said = [("q", asked.text), *(("brand", brand) for brand in asked.brands)]
        said += [
            (name, str(minor // 100)) for name, minor in zip(("from", "to"), limits, strict=True) if minor
        ]
        said += [("country", code) for code in asked.countries] + [("sent", code) for code in asked.sent_from]
        said += [("attr", f"{name}~{value}") for name, value in asked.attributes]
        return f"/ru/search/?{urlencode(said)}"


def mix(shelves: Sequence[tuple[UUID, str]]) -> tuple[Asked, ...]:
    """Return the queries in their shares, given the fullest shelves (id and slug); each asks for facets, too."""
    said = msgspec.toml.decode(_FILE.read_bytes(), type=_Mix)
    found = [
        Asked(kind, SearchQuery(text, with_facets=True))
        for kind in ("words", "common", "typo", "layout", "chinese")
        for text in getattr(said, kind)
    ]
    found += [Asked("filtered", _filtered(*one)) for one in said.filtered]
    for at in range(said.shelves):
        key, slug = shelves[at % len(shelves)]
        query = SearchQuery("", category_id=key, sort=Sort.NEWEST, with_facets=True)
        found.append(Asked("shelves", query, slug))
    return tuple(found)


def _filtered(text: str, what: str, choice: str) -> SearchQuery:
    query = SearchQuery(text, with_facets=True)
    match what:
        case "brand":
            return replace(query, brands=(choice,))
        case "most":
            return replace(query, max_reference_minor=int(choice) * 100)
        case "least":
            return replace(query, min_reference_minor=int(choice) * 100)
        case "country":
            return replace(query, countries=(choice,))
        case "sent_from":
            return replace(query, sent_from=(choice,))
        case "colour":
            return replace(query, attributes=((_COLOUR, choice),))
        case _:
            raise ValueError(what)
