"""What our code and templates want translated, read from their text."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from babel.messages.extract import extract
from django.utils.translation.template import templatize

# The stand-ins for the outside world speak through catalogs of their own.
_ELSEWHERE: Final = ("simulators", "migrations")
_KEYWORDS: Final = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}


@dataclass(frozen=True)
class Phrase:
    """A text to translate, with the context that tells it from its like."""

    context: str
    text: str
    plural: str = field(default="", compare=False)

    def __str__(self) -> str:
        return f"{self.text!r} (in the sense of {self.context!r})" if self.context else repr(self.text)


def phrases_in(house: Path) -> Iterator[tuple[Path, int, Phrase]]:
    """Yield each phrase of every Python file and template, with its file and line."""
    for file in sorted(house.rglob("*")):
        if set(file.relative_to(house).parts) & set(_ELSEWHERE):
            continue
        if file.suffix == ".py":
            yield from _phrases(file, file.read_text(encoding="utf-8"))
        elif file.suffix in {".html", ".txt"} and "templates" in file.parts:
            yield from _phrases(file, _as_python(file.read_text(encoding="utf-8")))


def _phrases(file: Path, source: str) -> Iterator[tuple[Path, int, Phrase]]:
    found = extract("python", io.BytesIO(source.encode()), keywords=_KEYWORDS, options={"encoding": "utf-8"})
    for line, text, _comments, context in found:
        first, plural = (text, "") if isinstance(text, str) else (text[0], text[1])
        if first:
            yield file, line, Phrase(context=context or "", text=first, plural=plural)


def _as_python(template: str) -> str:
    """Return the template as the calls that its translate tags make, line by line.

    Django blanks everything else out with X; what indentation is left would trouble Python's own reader.
    """
    return re.sub(r"(?m)^[ \t]+", "", templatize(template))
