"""Translations: compiled from their .po files when those are newer, and compared with what the pages say.

`python -m yarmarka.presentation.catalogs` compiles; with `--check` it also names what lacks a translation.
"""

import os
import sys
import tempfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from yarmarka.presentation.catalog_sources import Phrase, phrases_in

HOUSE = Path(__file__).resolve().parent.parent
#: Languages that our phrases are translated into; English is the source.
TRANSLATED: Final = ("ru", "zh")


@dataclass(frozen=True)
class Gap:
    """A place where a reader would see the wrong language: a file, a line, and what is wrong there."""

    file: Path
    line: int
    problem: str

    def __str__(self) -> str:
        return f"{self.file.relative_to(HOUSE.parent)}:{self.line}: {self.problem}"


def compile_catalogs(house: Path = HOUSE) -> int:
    """Compile every catalog whose .po is newer than its .mo; return how many were compiled."""
    stale = stale_catalogs(house)
    for source in stale:
        _compile(source)
    return len(stale)


def stale_catalogs(house: Path = HOUSE) -> list[Path]:
    """Return the .po files that were changed since they were compiled, or never were."""
    return [source for source in _catalogs(house) if _is_stale(source)]


def gaps(house: Path = HOUSE, *, languages: Collection[str] = TRANSLATED) -> list[Gap]:
    """Return entries without a sure translation, and phrases of our code and templates that no entry is for."""
    return [*_unsure_entries(house), *_unlisted_phrases(house, languages)]


def _catalogs(house: Path) -> Iterator[Path]:
    yield from sorted(house.glob("**/locale/*/LC_MESSAGES/*.po"))


def _is_stale(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime


def _compile(source: Path) -> None:
    """Write the .mo beside its .po, whole or not at all: two processes may do it at once."""
    catalog = _read(source)
    with tempfile.NamedTemporaryFile(dir=source.parent, suffix=".mo.new", delete=False) as unfinished:
        write_mo(unfinished, catalog)
    Path(unfinished.name).chmod(0o644)
    # Dated like its source, so that a change during the compilation is not taken for compiled.
    os.utime(unfinished.name, ns=(source.stat().st_atime_ns, source.stat().st_mtime_ns))
    Path(unfinished.name).replace(source.with_suffix(".mo"))


def _read(source: Path) -> Catalog:
    with source.open("rb") as file:
        return read_po(file, locale=_language(source), abort_invalid=True)


def _unsure_entries(house: Path) -> Iterator[Gap]:
    for source in _catalogs(house):
        for message in _read(source):
            if message.id and not _is_translated(message):
                yield Gap(source, message.lineno or 0, f"no sure translation of {message.id!r}")


def _is_translated(message: Message) -> bool:
    strings = message.string if isinstance(message.string, list | tuple) else (message.string,)
    return bool(strings) and all(strings) and not message.fuzzy


def _unlisted_phrases(house: Path, languages: Collection[str]) -> Iterator[Gap]:
    """Compare with all catalogs of Django's domain together, as Django merges them when it translates."""
    listed = {
        (_language(source), Phrase(context=message.context or "", text=_first(message.id)))
        for source in _catalogs(house)
        if source.name == "django.po"
        for message in _read(source)
    }
    for file, line, phrase in phrases_in(house):
        for language in languages:
            if (language, phrase) not in listed:
                yield Gap(file, line, f"{phrase} has no entry in any locale/{language}/LC_MESSAGES/django.po")


def _language(source: Path) -> str:
    return source.parent.parent.name


def _first(text: str | list[str] | tuple[str, ...]) -> str:
    return text if isinstance(text, str) else text[0]


def main() -> None:
    """Compile; with --check name every gap and end with 1 if there is one."""
    compile_catalogs()
    if "--check" not in sys.argv[1:]:
        return
    found = gaps()
    for gap in found:
        sys.stdout.write(f"{gap}\n")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
