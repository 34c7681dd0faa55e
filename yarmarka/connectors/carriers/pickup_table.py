"""Pick-up points from a table: what a carrier without an interface sends. Pure; what is wrong is named by its place.

Columns: `code`, `kind` (office, locker), `country`, `city`, `latitude`, `longitude`, `hours`, and an address in one or
more of `address_ru`, `address_en`, `address_zh`; optional: `region`, `postal_code`, `takes_cards` (yes, no), `max_kg`,
`max_side_cm`, `exceptions`. Hours read `1-5 09:00-21:00; 6 10:00-18:00` (1: Monday), exceptions `2027-01-01 closed;
2026-12-31 10:00-16:00`.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time
from typing import Final

from yarmarka.connectors.carriers.port import OpenHours, PickupPlace
from yarmarka.connectors.errors import BadPayload
from yarmarka.vocabulary.goods import LANGUAGES

_NEEDED: Final = ("code", "kind", "country", "city", "latitude", "longitude", "hours")
_DAYS: Final = re.compile(r"([1-7])(?:-([1-7]))?\s+(\d\d:\d\d)-(\d\d:\d\d)")
_EXCEPTION: Final = re.compile(r"(\d{4}-\d\d-\d\d)\s+(?:(closed)|(\d\d:\d\d)-(\d\d:\d\d))")
_YES_NO: Final[Mapping[str, bool | None]] = {"": None, "yes": True, "no": False}
_KINDS: Final = frozenset({"office", "locker"})


def pickup_places_in(lines: Iterable[str], *, carrier: str) -> Iterator[PickupPlace]:
    """Yield the points of a CSV table. Raises BadPayload naming the line, the column and what is wrong there."""
    table = csv.DictReader(lines)
    missing = [name for name in _NEEDED if name not in (table.fieldnames or ())]
    if missing or not any(f"address_{language}" in (table.fieldnames or ()) for language in LANGUAGES):
        raise BadPayload(field=", ".join(missing) or "address_ru", reason="no_such_column", line=1)
    for row in table:
        told = _Row(row, line=table.line_num)
        if any(row.get(None) or ()):  # a comma within a cell moves all that stands behind it
            raise told.bad(table.fieldnames[-1] if table.fieldnames else "", "more_cells_than_columns")
        yield told.place(carrier)


class _Row:
    def __init__(self, cells: Mapping[str, str | None], *, line: int) -> None:
        self.cells, self.line = cells, line

    def place(self, carrier: str) -> PickupPlace:
        addresses = {language: text for language in LANGUAGES if (text := self.text(f"address_{language}"))}
        if not addresses:
            raise self.bad("address_ru", "missing")
        if (kind := self.text("kind")) not in _KINDS:
            raise self.bad("kind", "neither_office_nor_locker")
        if (cards := self.text("takes_cards").lower()) not in _YES_NO:
            raise self.bad("takes_cards", "neither_yes_nor_no")
        kilograms, side = self.number("max_kg", most=10_000), self.number("max_side_cm", most=10_000)
        return PickupPlace(
            carrier=carrier,
            code=self.needed("code"),
            kind=kind,
            country=self.needed("country").upper(),
            region=self.text("region"),
            city=self.needed("city"),
            address=next(iter(addresses.values())),
            postal_code=self.text("postal_code"),
            latitude=self.degrees("latitude", most=90),
            longitude=self.degrees("longitude", most=180),
            hours=tuple(self.hours()),
            max_weight_g=round(kilograms * 1000) if kilograms is not None else None,
            raw={},
            exceptions=dict(self.exceptions()),
            takes_cards=_YES_NO[cards],
            max_side_mm=round(side * 10) if side is not None else None,
            addresses=addresses,
        )

    def text(self, name: str) -> str:
        return (self.cells.get(name) or "").strip()

    def needed(self, name: str) -> str:
        if not (text := self.text(name)):
            raise self.bad(name, "missing")
        return text

    def number(self, name: str, *, most: float) -> float | None:
        text = self.text(name).replace(",", ".")
        if not text:
            return None
        try:
            value = float(text)
        except ValueError:
            raise self.bad(name, "not_a_number") from None
        if not 0 <= value <= most:
            raise self.bad(name, "out_of_range")
        return value

    def degrees(self, name: str, *, most: int) -> float:
        try:
            value = float(self.needed(name).replace(",", "."))
        except ValueError:
            raise self.bad(name, "not_a_number") from None
        if not -most <= value <= most:
            raise self.bad(name, "out_of_range")
        return value

    def hours(self) -> Iterator[OpenHours]:
        for told in filter(None, map(str.strip, self.text("hours").split(";"))):
            found = _DAYS.fullmatch(told)
            if found is None:
                raise self.bad("hours", "not_as_1-5_09:00-21:00")
            first, last = int(found[1]), int(found[2] or found[1])
            if last < first:
                raise self.bad("hours", "days_run_backwards")
            for weekday in range(first, last + 1):
                yield OpenHours(weekday, self.clock("hours", found[3]), self.clock("hours", found[4]))

    def exceptions(self) -> Iterator[tuple[date, tuple[time, time] | None]]:
        for told in filter(None, map(str.strip, self.text("exceptions").split(";"))):
            found = _EXCEPTION.fullmatch(told)
            if found is None:
                raise self.bad("exceptions", "not_as_2027-01-01_closed")
            try:
                day = date.fromisoformat(found[1])
            except ValueError:
                raise self.bad("exceptions", "no_such_day") from None
            if found[2]:
                yield day, None
            else:
                yield day, (self.clock("exceptions", found[3]), self.clock("exceptions", found[4]))

    def clock(self, name: str, text: str) -> time:
        try:
            return time.fromisoformat(text)
        except ValueError:
            raise self.bad(name, "no_such_time") from None

    def bad(self, name: str, reason: str) -> BadPayload:
        return BadPayload(field=name, reason=reason, line=self.line)
