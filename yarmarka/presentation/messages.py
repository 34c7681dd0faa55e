"""Keeps the translators' files in step: `python -m yarmarka.presentation.messages [--prune] [FOLDER …]`.

Every folder with a `locale/` owns the phrases under it that no deeper such folder owns. New phrases come in
with an empty translation (or with the one that another folder already has). Phrases that are found no more stay,
since some are looked up by a variable; with --prune they become obsolete entries, so no translation is ever lost.
"""

import io
import sys
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from yarmarka.presentation.catalog_sources import phrases_in
from yarmarka.presentation.catalogs import HOUSE, TRANSLATED

Strings = str | tuple[str, ...] | list[str]
Known = dict[tuple[object, object], Strings]
_HEADER: Final = """\
msgid ""
msgstr ""
"Project-Id-Version: yarmarka\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""


def keep_in_step(
    house: Path = HOUSE,
    *,
    only: Collection[Path] = (),
    languages: Collection[str] = TRANSLATED,
    prune: bool = False,
) -> dict[Path, int]:
    """Bring .po files in step with code and templates; return how many phrases each still lacks.

    `only` names the owning folders to write; without it all are written.
    """
    owners = sorted({path.parent for path in house.glob("**/locale")}, key=lambda path: -len(path.parts))
    lacking = {}
    for language in languages:
        known: Known = {
            _key(message): message.string
            for owner in owners
            for message in _read(owner, language)
            if message.string
        }
        for owner, wanted in _by_owner(house, owners, language).items():
            if not only or owner in only:
                lacking[_file(owner, language)] = _merge(owner, language, wanted, known, prune=prune)
    return lacking


def _by_owner(house: Path, owners: list[Path], language: str) -> dict[Path, Catalog]:
    wanted = {owner: Catalog(locale=language) for owner in owners}
    for file, _line, phrase in phrases_in(house):
        owner = next((owner for owner in owners if owner in file.parents), None)
        if owner:
            text = (phrase.text, phrase.plural) if phrase.plural else phrase.text
            where = [(str(file.relative_to(owner)), 0)]
            wanted[owner].add(text, locations=where, context=phrase.context or None)
    return wanted


def _merge(owner: Path, language: str, wanted: Catalog, known: Known, *, prune: bool) -> int:
    catalog = _read(owner, language)
    for message in list(catalog) if not prune else ():
        if message.id and wanted.get(message.id, message.context) is None:
            wanted[message.id] = message
    catalog.update(wanted, no_fuzzy_matching=True)
    for message in catalog:
        if message.id and not _is_said(message) and (elsewhere := known.get(_key(message))):
            message.string = elsewhere
    if not any(message.id for message in catalog) and not catalog.obsolete:
        return 0
    file = _file(owner, language)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(_text(catalog, language), encoding="utf-8")
    return sum(1 for message in catalog if message.id and not _is_said(message))


def _text(catalog: Catalog, language: str) -> str:
    body = io.BytesIO()
    write_po(body, catalog, width=100, omit_header=True, sort_output=True, include_lineno=False)
    head = _HEADER.format(language=language, plurals=catalog.plural_forms.rstrip(";") + ";")
    return head + body.getvalue().decode().strip() + "\n"


def _read(owner: Path, language: str) -> Catalog:
    file = _file(owner, language)
    if not file.exists():
        return Catalog(locale=language)
    with file.open("rb") as text:
        return read_po(text, locale=language)


def _file(owner: Path, language: str) -> Path:
    return owner / "locale" / language / "LC_MESSAGES" / "django.po"


def _key(message: Message) -> tuple[object, object]:
    return message.context, message.id if isinstance(message.id, str) else tuple(message.id)


def _is_said(message: Message) -> bool:
    strings = (message.string,) if isinstance(message.string, str) else message.string or ()
    return bool(strings) and all(strings)


def _report(lacking: dict[Path, int]) -> Iterator[str]:
    for file, count in lacking.items():
        if count:
            yield f"{file.relative_to(HOUSE.parent)}: {count} to translate"


def main() -> None:
    """Write the files; say how many phrases are still to be translated."""
    folders = [Path(name).resolve() for name in sys.argv[1:] if name != "--prune"]
    found = keep_in_step(only=folders, prune="--prune" in sys.argv)
    sys.stdout.writelines(f"{line}\n" for line in _report(found))


if __name__ == "__main__":
    main()
