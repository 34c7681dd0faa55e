"""Files as a seller's software sends them: names that can do no harm, and archives that can't swell.

A name is only a name: folders of Windows and Unix are cut off, and what a file system could misread is replaced. An
archive is unpacked piece by piece and counted while it is: sizes that it claims of itself are not believed.
"""

import re
import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import Final

from yarmarka.kernel.errors import YarmarkaError

LONGEST: Final = 120
MOST_FILES: Final = 20_000
#: so much may come of one byte; text of goods packs to a twentieth, and bombs to a thousandth
MOST_SWELLING: Final = 200
_CHUNK: Final = 256 * 1024
_KEPT: Final = re.compile(r"[^\w.\-]+")
TAKEN: Final = frozenset({".xml", ".jpg", ".jpeg", ".png", ".gif", ".webp", ".zip"})


class ArchiveRefused(YarmarkaError):
    """An archive is not what it should be; the fact `reason` says in what."""

    code, status = "archive_refused", 422


class FileNameRefused(YarmarkaError):
    """A file's name is none, or of a kind that nobody here reads."""

    code, status = "file_name_refused", 422


def safe_name(said: str) -> str:
    r"""Return a file name without folders: `C:\1c\v8_87.xml` is `v8_87.xml`. Raises FileNameRefused."""
    last = PurePosixPath(said.replace("\\", "/").replace("\x00", "")).name
    name = _KEPT.sub("_", last).lstrip(".")[-LONGEST:]
    if not name or PurePosixPath(name).suffix.lower() not in TAKEN:
        raise FileNameRefused(name=said[:LONGEST])
    return name


def unpack(archive: Path, *, into: Path, limit: int) -> list[Path]:
    """Unpack an archive's readable files into a folder, flat, and return them; whole or not at all.

    Files of kinds that nobody reads are passed over. Raises ArchiveRefused for what is broken, encrypted, linked,
    outside of the folder, too many, or larger than `limit` bytes altogether.
    """
    made: list[Path] = []
    try:
        with zipfile.ZipFile(archive) as opened:
            _unpack(opened, archive.stat().st_size, into, limit, made)
    except ArchiveRefused:
        _drop(made)
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError) as error:
        _drop(made)
        raise ArchiveRefused(reason="broken", detail=str(error)[:200]) from None
    return made


def _unpack(opened: zipfile.ZipFile, size: int, into: Path, limit: int, made: list[Path]) -> None:
    members = opened.infolist()
    if len(members) > MOST_FILES:
        raise ArchiveRefused(reason="too_many", limit=MOST_FILES)
    room = min(limit, max(size, 1) * MOST_SWELLING)
    for member in members:
        if member.is_dir():
            continue
        _check(member)
        try:
            name = safe_name(member.filename)
        except FileNameRefused:
            continue
        target = into / name
        if target in made or target.suffix == ".zip":
            continue
        made.append(target)
        with opened.open(member) as packed, target.open("wb") as kept:
            while piece := packed.read(_CHUNK):
                room -= len(piece)
                if room < 0:
                    raise ArchiveRefused(reason="swells", limit=limit)
                kept.write(piece)


def _check(member: zipfile.ZipInfo) -> None:
    """Refuse what reaches out of the folder, is hidden, or is no file."""
    parts = member.filename.replace("\\", "/").split("/")
    if ".." in parts or parts[0] == "" or ":" in parts[0]:
        raise ArchiveRefused(reason="outside", name=member.filename[:LONGEST])
    if member.flag_bits & 0x1:
        raise ArchiveRefused(reason="encrypted", name=member.filename[:LONGEST])
    mode = member.external_attr >> 16
    if mode and stat.S_IFMT(mode) not in {0, stat.S_IFREG}:
        raise ArchiveRefused(reason="linked", name=member.filename[:LONGEST])


def _drop(files: list[Path]) -> None:
    for file in files:
        file.unlink(missing_ok=True)
