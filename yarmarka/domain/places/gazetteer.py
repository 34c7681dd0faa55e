"""The table of places in memory: each code, prefix and name, and the places that it may mean."""

import csv
import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from yarmarka.domain.places.types import Place, PlaceKind

#: in which languages a city is named in the table, in this order; the last ones may be left out
_LANGUAGES: Final = ("ru", "en", "zh")
_SUPPLIED: Final = Path(__file__).parent / "supplied"
_NOT_LETTERS: Final = re.compile(r"[^\w]+")
#: What people write before and after a name, and what says nothing of which place it is.
_DRESS: Final = re.compile(
    r"^(?:г|гор|город|city|респ|республика|republic of|обл)\s+|\s+(?:г|город|city|респ|республика|обл|region)$"
)


@dataclass(frozen=True)
class Gazetteer:
    """All places, by each of the ways in which they are named."""

    places: Mapping[str, Place]
    postal: Mapping[tuple[str, str], Place]
    regions: Mapping[str, tuple[Place, ...]]
    cities: Mapping[str, tuple[Place, ...]]
    city_names: Mapping[str, Mapping[str, str]]
    words: Mapping[str, Place]
    unspaced_words: Mapping[str, Place]
    phones: Mapping[str, Place]
    iso: Mapping[str, Place]
    geonames: Mapping[int, Place]
    inn: Mapping[str, Place]


def spelling(name: str) -> str:
    """Return a name as names are compared: small letters, no accents, no ё, no word for what sort of place it is."""
    plain = unicodedata.normalize("NFKC", name).casefold().replace("ё", "е").replace("ı", "i")
    plain = " ".join(_NOT_LETTERS.sub(" ", plain).split())
    if plain.endswith(" обл"):
        return plain + "асть"
    return _DRESS.sub("", plain)


@cache
def gazetteer() -> Gazetteer:
    """Return the places that come with the house; read once."""
    told = tomllib.loads((_SUPPLIED / "places.toml").read_text(encoding="utf-8"))
    countries = {
        code: Place(code, PlaceKind.COUNTRY, names, code) for code, names in told["countries"].items()
    }
    contested = [(Place(row["code"], PlaceKind.CONTESTED, row["names"]), row) for row in told["contested"]]
    regions = [(_region(row), row) for row in _russia()]
    named_cities = [(place, "|".join(row["cities"])) for place, row in contested]
    named_cities += [(place, row["cities"].replace(",", "|")) for place, row in regions]
    words = {spelling(word): place for place, row in contested for word in row["words"]}
    return Gazetteer(
        places=countries | {place.code: place for place, _ in (*contested, *regions)},
        postal={
            **{
                ("RU", prefix): place
                for place, row in regions
                for prefix in prefixes(row["postal"].split(","))
            },
            **{
                (country, prefix): place
                for place, row in contested
                for country, ranges in row["postal"].items()
                for prefix in prefixes(ranges)
            },
        },
        regions=_by_name(
            (spelling(name), place)
            for place, names in (
                *((place, row["regions"]) for place, row in contested),
                *((place, place.names.values()) for place, _ in regions),
            )
            for name in names
        ),
        cities=_by_name(
            (spelling(name), place) for place, names in named_cities for name in names.split("|") if name
        ),
        city_names=_city_names(
            [group for _, row in contested for group in row["cities"]]
            + [group for _, row in regions for group in row["cities"].split(",")]
        ),
        words={word: place for word, place in words.items() if word.isascii() or _is_spaced(word)},
        unspaced_words={word: place for word, place in words.items() if not _is_spaced(word)},
        phones={prefix: place for place, row in contested for prefix in row["phones"]},
        iso={code: place for place, row in contested for code in row["iso"]}
        | {place.code: place for place, _ in regions}
        | countries,
        geonames={number: place for place, row in contested for number in row["geonames"]},
        inn={prefix: place for place, row in contested for prefix in row["inn"]},
    )


def prefixes(ranges: Iterable[str]) -> Iterator[str]:
    """Return each prefix of ranges such as `295-298` and `299`."""
    for text in ranges:
        first, _, last = text.partition("-")
        yield from (str(number).zfill(len(first)) for number in range(int(first), int(last or first) + 1))


def _russia() -> list[dict[str, Any]]:
    with (_SUPPLIED / "russia.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def _region(row: Mapping[str, str]) -> Place:
    return Place(
        row["code"], PlaceKind.REGION, {language: row[language] for language in ("ru", "en", "zh")}, "RU"
    )


def _city_names(groups: Iterable[str]) -> dict[str, Mapping[str, str]]:
    """Return, by each spelling of a city, what it is called in each language."""
    named = [group.split("|") for group in groups if group]
    return {spelling(name): dict(zip(_LANGUAGES, names, strict=False)) for names in named for name in names}


def _by_name(pairs: Iterable[tuple[str, Place]]) -> dict[str, tuple[Place, ...]]:
    found: dict[str, dict[str, Place]] = defaultdict(dict)
    for name, place in pairs:
        found[name][place.code] = place
    return {name: tuple(places.values()) for name, places in found.items()}


def _is_spaced(word: str) -> bool:
    """Test if a word is of a script that puts spaces between words: Chinese doesn't."""
    return not any("一" <= letter <= "鿿" for letter in word)
