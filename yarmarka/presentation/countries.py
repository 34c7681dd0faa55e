"""Names of countries in the reader's language, from CLDR."""

from collections.abc import Iterable

from yarmarka.presentation.locales import cldr


def country_name(code: str, locale: str) -> str:
    """Return a country's name, `Китай`; an unknown code stays as it is."""
    return str(cldr(locale).territories.get(code.upper(), code))


def route_name(origin: str, destination: str, locale: str) -> str:
    """Return what a route is called, `Китай → Россия`."""
    return f"{country_name(origin, locale)} → {country_name(destination, locale)}"


def country_choices(codes: Iterable[str], locale: str) -> list[tuple[str, str]]:
    """Return (code, name) for a form, in the alphabetical order of the reader's language as far as CLDR goes."""
    return sorted(((code, country_name(code, locale)) for code in codes), key=lambda pair: pair[1].casefold())
