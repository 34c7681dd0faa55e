"""Pages of lists that need no count of the whole: one row more than fits says that there is a next page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Generic, TypeVar

from django.http import HttpRequest

Row = TypeVar("Row")

#: Deeper pages are refused: nobody reads them, and each costs the database all rows before it.
DEEPEST = 400


@dataclass(frozen=True)
class Sheet(Generic[Row]):
    """One page of a list, with the addresses of its neighbours (empty where there is none)."""

    rows: Sequence[Row]
    number: int
    previous_url: str
    next_url: str


def sheet_of(
    request: HttpRequest, fetch: Callable[[int, int], Sequence[Row]], *, size: int, in_all: int | None = None
) -> Sheet[Row]:
    """Return the page that `?page=` asks for; `fetch(limit, offset)` gives its rows.

    Where it is known how many there are in all, a page behind the last is the last.
    """
    number = page_number(request)
    if in_all is not None:
        number = min(number, max(1, ceil(in_all / size)))
    rows = fetch(size + 1, (number - 1) * size)
    has_next = len(rows) > size and number < DEEPEST
    return Sheet(
        rows=rows[:size],
        number=number,
        previous_url=_with_page(request, number - 1) if number > 1 else "",
        next_url=_with_page(request, number + 1) if has_next else "",
    )


def page_number(request: HttpRequest) -> int:
    """Return which page is asked for; nonsense gives the first."""
    text = request.GET.get("page", "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1
    return min(max(number, 1), DEEPEST)


def _with_page(request: HttpRequest, number: int) -> str:
    query = request.GET.copy()
    query["page"] = str(number)
    return f"?{query.urlencode()}"
