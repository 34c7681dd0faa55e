"""Resolving what people type into a place: pure, and never by a name alone where two places bear it.

In this order: a number that names one place (GeoNames, ISO 3166-2), the postal code, region with city, city alone.
A postal code and a city that contradict each other, a phone or tax number of a contested place, and free text that
names one are for a person to look at: such signs never settle anything, in either direction.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from yarmarka.domain.places.gazetteer import Gazetteer, spelling
from yarmarka.domain.places.types import Finding, Place, PlaceKind, Standing, Whereabouts

_DIGITS: Final = re.compile(r"\D+")
_LENGTHS: Final = {"RU": 6, "UA": 5}
#: no country's postal code has fewer digits among those that we know
_SHORTEST: Final = 5
_NUMBERS: Final = re.compile(r"[\d,;]+")
_PREFIX: Final = {"RU": 3, "UA": 2}


def resolve(where: Whereabouts, known: Gazetteer) -> Finding:
    """Return where something is, as far as what was typed says so."""
    country = where.country.strip().upper()
    named, hints = _by_names(country, where, known), _hints(where, known)
    steps = (
        ("code", _by_number(where, known), named),
        ("postal_code", _by_postal_code(country, where.postal_code, known), named),
        ("name", named, ()),
        ("country", tuple(filter(None, [known.places.get(country)])), ()),
    )
    for because, places, others in steps:
        if len(places) > 1:
            return Finding(Standing.ASK, None, places, (because,))
        if places:
            return _judged(country, places[0], others, hints, because)
    standing = Standing.REVIEW if hints else Standing.UNKNOWN
    return Finding(standing, None, tuple(hints.values()), tuple(hints), _codes(country, None))


def meant_by(words: str, country: str, known: Gazetteer) -> tuple[Place, ...]:
    """Return the places that a city's name, a region's or a postal code may mean to somebody who chose a country.

    One is sure; several are to be asked about, also where the words name a place of another country; none is neither a
    known country nor a known place.
    """
    digits = _DIGITS.sub("", words)
    typed = Whereabouts(
        postal_code=digits if len(digits) >= _SHORTEST else "",
        city=" ".join(_NUMBERS.sub(" ", words).split()),
    )
    here = resolve(replace(typed, country=country), known)
    if here.candidates:
        return here.candidates
    if here.place and here.place.kind is not PlaceKind.COUNTRY:
        return (here.place,)
    elsewhere = resolve(typed, known)
    found = (*elsewhere.candidates, elsewhere.place, here.place, *_countries_named(typed.city, known))
    return tuple({place.code: place for place in found if place}.values())


def _countries_named(words: str, known: Gazetteer) -> list[Place]:
    named = spelling(words)
    countries = (place for place in known.places.values() if place.kind is PlaceKind.COUNTRY)
    return [place for place in countries if named in {spelling(name) for name in place.names.values()}]


def _judged(
    country: str, place: Place, named: tuple[Place, ...], hints: dict[str, Place], because: str
) -> Finding:
    """Return a found place, or what contradicts it; only signs of contested places make a person look."""
    others = {sign: other for sign, other in hints.items() if other.code != place.code}
    # Near the border of two ordinary regions a name and a code differ often and harmlessly.
    if named and place not in named and _is_contested((place, *named)):
        others["name"] = next((one for one in named if one.kind is PlaceKind.CONTESTED), named[0])
    codes = _codes(country, place)
    if not others:
        return Finding(Standing.FOUND, place, because=(because,), codes=codes)
    candidates = tuple({other.code: other for other in (place, *others.values())}.values())
    return Finding(Standing.REVIEW, place, candidates, (because, *others), codes)


def _codes(country: str, place: Place | None) -> frozenset[str]:
    """Return all codes that a rule may name this place by: its own, its country's, and the country that was typed."""
    return frozenset(filter(None, (country, place.code if place else "", place.country if place else "")))


def _by_number(where: Whereabouts, known: Gazetteer) -> tuple[Place, ...]:
    place = known.geonames.get(where.geonames_id) or known.iso.get(where.iso.strip().upper())
    return (place,) if place else ()


def _by_postal_code(country: str, text: str, known: Gazetteer) -> tuple[Place, ...]:
    digits = _DIGITS.sub("", text)
    found = {
        place.code: place
        for claimed, length in _LENGTHS.items()
        if len(digits) == length and country in {"", claimed}
        if (place := known.postal.get((claimed, digits[: _PREFIX[claimed]])))
    }
    # Six digits alone may be Chinese too, but for those of contested places, which China does not use.
    if not country and len(digits) == 6 and "CN" in known.places and not _is_contested(found.values()):
        found["CN"] = known.places["CN"]
    return tuple(found.values())


def _by_names(country: str, where: Whereabouts, known: Gazetteer) -> tuple[Place, ...]:
    if country not in {"", "RU", "UA"}:
        return ()
    in_region = _possible(country, known.regions.get(spelling(where.region), ()))
    in_city = _possible(country, known.cities.get(spelling(where.city), ()))
    if in_region and in_city:
        both = tuple(place for place in in_city if place in in_region)
        # A region and a city that don't go together: both are asked about.
        return both or tuple({place.code: place for place in (*in_region, *in_city)}.values())
    # The city's field often holds a region, and the other way round.
    return in_region or in_city or _possible(country, known.regions.get(spelling(where.city), ()))


def _possible(country: str, places: Iterable[Place]) -> tuple[Place, ...]:
    return tuple(place for place in places if country in {"", place.country} or not place.country)


def _hints(where: Whereabouts, known: Gazetteer) -> dict[str, Place]:
    """Return signs of a contested place that prove nothing by themselves."""
    hints: dict[str, Place] = {}
    phone = "+" + _DIGITS.sub("", where.phone) if where.phone else ""
    phone = "+7" + phone[2:] if phone.startswith("+8") and len(phone) == 12 else phone
    for prefix, place in known.phones.items():
        if phone.startswith(prefix):
            hints["phone"] = place
    if place_of_inn := known.inn.get(where.inn.strip()[:2]):
        hints["inn"] = place_of_inn
    if named := _named_in(where.notes, known):
        hints["notes"] = named
    in_region = known.regions.get(spelling(where.region), ())
    in_city = known.cities.get(spelling(where.city), ())
    if in_region and in_city and not _codes_of(in_region) & _codes_of(in_city):
        for one in (*in_region, *in_city):
            if one.kind is PlaceKind.CONTESTED:
                hints["name"] = one
    return hints


def _codes_of(places: Iterable[Place]) -> frozenset[str]:
    return frozenset(place.code for place in places)


def _named_in(text: str, known: Gazetteer) -> Place | None:
    if not text:
        return None
    plain = spelling(text)
    spaced = next((known.words[word] for word in plain.split() if word in known.words), None)
    return spaced or next((place for word, place in known.unspaced_words.items() if word in plain), None)


def _is_contested(places: Iterable[Place]) -> bool:
    return any(place.kind is PlaceKind.CONTESTED for place in places)
