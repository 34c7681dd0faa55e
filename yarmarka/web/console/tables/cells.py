"""What stands in one place of a table: as its reader sees it, and as a spreadsheet takes it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from django.utils.functional import Promise

from yarmarka.presentation.locales import current_language
from yarmarka.presentation.money import format_money
from yarmarka.presentation.templatetags.words import day as day_words
from yarmarka.presentation.templatetags.words import moment as moment_words
from yarmarka.vocabulary.money import Money
from yarmarka.web.console.words import TABLES, Said


@dataclass(frozen=True)
class Cell:
    """A place in a table. `value` is what a file holds of it (the text, unless told), `unit` a sum's currency.

    `kind` draws it as a state; `parts` are several of them, one below the other.
    """

    text: str = ""
    value: object = None
    unit: str = ""
    url: str = ""
    note: str = ""
    kind: str = ""
    is_code: bool = False
    parts: tuple["Cell", ...] = ()

    @property
    def plain(self) -> object:
        """What a file holds of it."""
        if self.parts:
            return "; ".join(f"{part.note} {part.plain}".strip() for part in self.parts)
        return self.text if self.value is None else self.value

    def noted(self, note: str) -> "Cell":
        """Return it with something smaller beside it."""
        return replace(self, note=note)


NOTHING: Final = Cell("–", value="")


def text(words: Promise | str) -> Cell:
    """Return words; a dash for none."""
    return Cell(str(words)) if words else NOTHING


def code(sign: str) -> Cell:
    """Return a number or key that people compare sign by sign."""
    return Cell(sign, is_code=True) if sign else NOTHING


def link(words: str, url: str) -> Cell:
    """Return words that lead somewhere."""
    return Cell(words, url=url)


def count(number: int) -> Cell:
    """Return a number."""
    return Cell(str(number), value=number)


def money(minor: int, currency: str) -> Cell:
    """Return an amount; a file holds the number, and the currency in a column of its own."""
    shown = format_money(minor, currency, current_language())
    return Cell(shown, value=Money(minor, currency).major, unit=currency)


def moment(at: datetime | None) -> Cell:
    """Return an instant; a dash for none."""
    return Cell(moment_words(at), value=at) if at else NOTHING


def day(on: date | datetime | None) -> Cell:
    """Return a day; a dash for none."""
    return Cell(day_words(on), value=on) if on else NOTHING


def state(about: str, value: str) -> Cell:
    """Return a state as a chip of words; one without words of its own is shown as it is stored."""
    said = TABLES[about].get(value, Said("wait", value))
    return Cell(str(said.words), kind=said.kind)


def several(parts: list[Cell]) -> Cell:
    """Return cells that stand together in one place."""
    return Cell(parts=tuple(parts)) if parts else NOTHING
