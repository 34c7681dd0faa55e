"""Somebody sends a picture: it is looked over, developed, kept, and written down."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import transaction

from yarmarka.connectors.pictures import picture_store
from yarmarka.connectors.pictures.darkroom import develop_apart
from yarmarka.connectors.pictures.developing import develop_drawing
from yarmarka.connectors.pictures.errors import PictureRefused
from yarmarka.domain.pictures.actions import hold_name, keep_picture, take_again
from yarmarka.domain.pictures.rules import digest_of, name_of
from yarmarka.domain.pictures.types import StoredPicture

#: the shortest side of what can be shown at all; goods ask for more
LEAST: Final = 64
Develop = Callable[[bytes, Path], dict[str, Any]]
_MEGABYTE: Final = 1_000_000


def take_picture(original: bytes, *, now: datetime, least: int = LEAST) -> StoredPicture:
    """Return an original as a stored picture, to refer to by its key; the same original is stored once.

    Takes JPEG, PNG, WebP, AVIF and GIF that stands still, up to PICTURE_MAX_BYTES. Turns it upright, brings it to
    sRGB, drops all notes (place, camera, name). Its files are there before its row is; call it outside a transaction,
    since developing takes a second or two. Raises PictureRefused with the reason.
    """
    _refuse_by_size(original)
    return _kept(original, partial(develop_apart, least=least), now=now)


@dataclass(frozen=True)
class Developed:
    """An original by its digest, the folder where its files lie, and what was told of it; no folder if it was kept."""

    digest: str
    made: Path | None = None
    told: dict[str, Any] = field(default_factory=dict)


def kept_before(original: bytes) -> Developed | None:
    """Return an original whose files the store has already, for `keep_developed`; else nothing."""
    digest = digest_of(original)
    return Developed(digest) if picture_store().has(name_of(digest)) else None


def develop_picture(original: bytes, *, least: int = LEAST) -> Developed:
    """Return an original developed, for `keep_developed`: the part of `take_picture` that takes long.

    It asks no database, so that any thread may do it. Raises PictureRefused with the reason.
    """
    _refuse_by_size(original)
    made, told = _made(original, partial(develop_apart, least=least))
    return Developed(digest_of(original), made, told)


def keep_developed(developed: Developed, *, now: datetime) -> StoredPicture | None:
    """Return what was developed as a stored picture; nothing where the store has files of it that nobody wrote down.

    Whoever was killed leaves such: the original has to be developed once more then.
    """
    if developed.made is None:
        return take_again(developed.digest, now=now)
    return _put(developed.digest, developed.made, developed.told, now=now)


def take_drawing(drawing: bytes, *, now: datetime) -> StoredPicture:
    """Return a drawing that the house itself made (SVG) as a stored picture. Nothing that came from outside."""
    return _kept(drawing, develop_drawing, now=now)


def _kept(original: bytes, develop: Develop, *, now: datetime) -> StoredPicture:
    before = kept_before(original)
    if before and (known := keep_developed(before, now=now)):
        return known
    return _put(digest_of(original), *_made(original, develop), now=now)


def _made(original: bytes, develop: Develop) -> tuple[Path, dict[str, Any]]:
    """Return the folder where an original's files were made, and what was told of it; no folder is left by an error."""
    made = picture_store().workshop()
    try:
        return made, develop(original, made)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise


def _put(digest: str, made: Path, told: dict[str, Any], *, now: datetime) -> StoredPicture:
    """Put files that were made into the store, then write their picture down; their folder is gone after it."""
    name = name_of(digest)
    try:
        with transaction.atomic():
            hold_name(name)
            picture_store().put(name, made)
            return keep_picture(digest=digest, now=now, **told)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _refuse_by_size(original: bytes) -> None:
    if not original:
        raise PictureRefused(field="picture", reason="empty")
    if len(original) > settings.PICTURE_MAX_BYTES:
        limit_mb = settings.PICTURE_MAX_BYTES // _MEGABYTE
        raise PictureRefused(field="picture", reason="too_many_bytes", limit_mb=limit_mb)
