"""What a category is called in an address, and how a seller's own category is remembered."""

import re
import zlib
from collections.abc import Collection, Iterable, Sequence
from typing import Final

from yarmarka.domain.catalogue.types import CategoryCard

SEPARATOR: Final = " > "
SLUG_LENGTH: Final = 80
EXTERNAL_NAME_LENGTH: Final = 300
#: Latin for Russian letters, much as in a Russian passport (ICAO Doc 9303, part 3, 6B).
_LATIN: Final = str.maketrans(
    {
        **dict(zip("абвгдеёзийклмнопрстуфыэ", "abvgdeeziiklmnoprstufye", strict=True)),
        "ж": "zh",
        "х": "kh",
        "ц": "ts",
        "ч": "ch",
        "ш": "sh",
        "щ": "shch",
        "ъ": "ie",
        "ь": "",
        "ю": "iu",
        "я": "ia",
    }
)
_OTHER: Final = re.compile(r"[^a-z0-9]+")


def slug_for(name: str, *, taken: Collection[str]) -> str:
    """Return a name in Latin letters for an address, made different from the taken ones by a number."""
    plain = _OTHER.sub("-", name.casefold().translate(_LATIN)).strip("-")[: SLUG_LENGTH - 6].strip("-")
    slug = plain or f"shelf-{zlib.crc32(name.encode()):08x}"
    candidates = (slug, *(f"{slug}-{number}" for number in range(2, len(taken) + 3)))
    return next(candidate for candidate in candidates if candidate not in taken)


def external_name(path: Sequence[str]) -> str:
    """Return a seller's category path as one line, cut short recognisably if it is too long to remember."""
    line = SEPARATOR.join(part.strip() for part in path)
    if len(line) <= EXTERNAL_NAME_LENGTH:
        return line
    return f"{line[: EXTERNAL_NAME_LENGTH - 9]}~{zlib.crc32(line.encode()):08x}"


def same_name(name: str, other: str) -> bool:
    """Test if two category names are one, but for case, ё and spaces."""
    return _folded(name) == _folded(other)


def child_named(
    cards: Iterable[CategoryCard], name: str, *, parent: CategoryCard | None
) -> CategoryCard | None:
    """Return the category right below `parent` (or at the top) that has a name, in whichever language."""
    parent_id = parent.id if parent else None
    named = (
        card
        for card in cards
        if card.parent_id == parent_id and any(same_name(name, own) for own in card.names.values())
    )
    return next(named, None)


def find_path(
    cards: Iterable[CategoryCard], path: Sequence[str], *, below: CategoryCard | None
) -> CategoryCard | None:
    """Return the category at the end of a path of names (widest first) below a root, or nothing."""
    known, here = list(cards), below
    for name in path:
        here = child_named(known, name, parent=here)
        if here is None:
            return None
    return here


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("ё", "е").split())
