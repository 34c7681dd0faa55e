"""Where is this? For one, and for many at once; without the database."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from yarmarka.domain.places import rules
from yarmarka.domain.places.gazetteer import gazetteer, spelling
from yarmarka.domain.places.types import Finding, Place, PlaceKind, Standing, Whereabouts
from yarmarka.kernel.errors import Missing
from yarmarka.vocabulary.places import PostalAddress


def resolve(where: Whereabouts) -> Finding:
    """Return where this is, or what to ask, or why a person should look."""
    return rules.resolve(where, gazetteer())


def meant_by(words: str, *, country: str) -> tuple[Place, ...]:
    """Return the places that a typed name or postal code may mean to somebody who chose a country; one is sure."""
    return rules.meant_by(words, country, gazetteer())


def city_names(words: str) -> Mapping[str, str]:
    """Return what a city is called in each language, by any of its names; nothing for one that we don't know."""
    return gazetteer().city_names.get(spelling(words), {})


def city_key(words: str) -> str:
    """Return a city's name as cities are compared, the same by whichever of its names, where we know them."""
    return spelling(city_names(words).get("ru", words))


def resolve_all(places: Iterable[Whereabouts]) -> dict[Whereabouts, Finding]:
    """Return where each of these is; each different one is worked out once."""
    known = gazetteer()
    return {where: rules.resolve(where, known) for where in dict.fromkeys(places)}


def resolve_addresses(addresses: Iterable[PostalAddress]) -> list[Finding]:
    """Return where each address is, in the given order; the street is read for destinations hidden in it."""
    asked = [whereabouts(address) for address in addresses]
    found = resolve_all(asked)
    return [found[where] for where in asked]


def whereabouts(address: PostalAddress) -> Whereabouts:
    """Return what an address says of where it is."""
    return Whereabouts(
        country=address.country,
        postal_code=address.postal_code,
        region=address.region,
        city=address.city,
        phone=address.phone,
        notes=f"{address.recipient} {address.district} {address.street}",
    )


def place(code: str) -> Place:
    """Return the place with this code. Raises Missing."""
    try:
        return gazetteer().places[code]
    except KeyError:
        raise Missing(what="place") from None


def places() -> tuple[Place, ...]:
    """Return all places, by their code."""
    return tuple(one for _, one in sorted(gazetteer().places.items()))


def place_code(address: PostalAddress) -> str:
    """Return the region or contested place that an address lies in, by its code; nothing where that is not sure."""
    return _code_of(address.country, address.postal_code, address.region, address.city)


@lru_cache(maxsize=10_000)
def _code_of(country: str, postal_code: str, region: str, city: str) -> str:
    found = resolve(Whereabouts(country=country, postal_code=postal_code, region=region, city=city))
    if found.standing is not Standing.FOUND or found.place is None or found.place.kind is PlaceKind.COUNTRY:
        return ""
    return found.place.code
