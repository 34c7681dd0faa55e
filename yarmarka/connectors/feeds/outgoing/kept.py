"""Feeds that were written, in a folder that the web server hands them out of: whole ones only, each also packed."""

import gzip
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import uuid4

import msgspec

from yarmarka.connectors.feeds.outgoing.google import google_feed
from yarmarka.connectors.feeds.outgoing.types import FeedGoods, FeedShop
from yarmarka.connectors.feeds.outgoing.yml import yml_feed

#: a feed's format, as addresses and files name it
FORMATS: Final = {"yml": yml_feed, "google": google_feed}
_CHUNK: Final = 1 << 20


@dataclass(frozen=True)
class FeedNote:
    """What is known of a shop's feeds in one language: when they were made, and of how many offers which way."""

    made_at: datetime
    currency: str
    country: str
    offers: int
    #: of these, such without a picture, which Google takes none of
    without_picture: int
    #: left out because nobody brings them there, and because a restriction stops them
    out_of_reach: int
    stopped: int


@dataclass(frozen=True)
class KeptFeed:
    """A feed as it lies there, plain or packed."""

    path: Path
    #: of its content as it lies there
    tag: str
    size: int


@contextmanager
def feeds_into(folder: Path, shop_code: str, shop: FeedShop) -> Iterator[Callable[[FeedGoods], None]]:
    """Write a shop's feeds in one language, all formats at once; they take the place of those before when all are
    whole, and never otherwise."""
    folder.mkdir(parents=True, exist_ok=True)
    mark = uuid4().hex
    with ExitStack() as cleaning:
        making = {kind: folder / f"{shop_code}.{kind}.{shop.language}.{mark}.part" for kind in FORMATS}
        for path in making.values():
            cleaning.callback(path.unlink, missing_ok=True)
        with ExitStack() as writing:
            takers = [
                writing.enter_context(feed(writing.enter_context(making[kind].open("wb")), shop))
                for kind, feed in FORMATS.items()
            ]

            def take(goods: FeedGoods) -> None:
                for one in takers:
                    one(goods)

            yield take
        for kind, path in making.items():
            _put(path, folder / _name(shop_code, kind, shop.language))


def note_feeds(folder: Path, shop_code: str, language: str, note: FeedNote) -> None:
    """Keep what is known of feeds that were just written."""
    (folder / f"{shop_code}.{language}.json").write_bytes(msgspec.json.encode(asdict(note)))


def feed_note(folder: Path, shop_code: str, language: str) -> FeedNote | None:
    """Return what is known of a shop's feeds in a language; nothing while there are none."""
    try:
        return msgspec.json.decode((folder / f"{shop_code}.{language}.json").read_bytes(), type=FeedNote)
    except (FileNotFoundError, msgspec.DecodeError):
        return None


def kept_feed(folder: Path, shop_code: str, kind: str, language: str, *, packed: bool) -> KeptFeed | None:
    """Return a feed; nothing while it was never made."""
    path = folder / f"{_name(shop_code, kind, language)}{'.gz' if packed else ''}"
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return KeptFeed(path, f"{found.st_mtime_ns:x}-{found.st_size:x}", found.st_size)


def _name(shop_code: str, kind: str, language: str) -> str:
    return f"{shop_code}.{kind}.{language}.xml"


def _put(made: Path, into: Path) -> None:
    packed = made.with_suffix(".gz.part")
    try:
        with made.open("rb") as plain, gzip.GzipFile(packed, "wb", compresslevel=6, mtime=0) as small:
            shutil.copyfileobj(plain, small, _CHUNK)
        packed.replace(into.with_name(f"{into.name}.gz"))
    finally:
        packed.unlink(missing_ok=True)
    made.replace(into)
