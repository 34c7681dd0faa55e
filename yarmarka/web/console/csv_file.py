"""Lists as CSV that a spreadsheet opens rightly: in UTF-8, row by row, and with no cell taken for a formula."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from django.http import StreamingHttpResponse

_FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r")


def csv_answer(name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> StreamingHttpResponse:
    """Answer with a file of this name; numbers stay numbers, texts that look like formulas are marked as text."""
    answer = StreamingHttpResponse(_lines(head, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _lines(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff"  # by this mark spreadsheets know UTF-8
    yield writer.writerow(head)
    for row in rows:
        yield writer.writerow([_harmless(cell) for cell in row])


def _harmless(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULAS) else cell
