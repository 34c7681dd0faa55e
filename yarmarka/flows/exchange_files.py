"""A seller's 1C sends files in pieces; they are put together, unpacked, and taken in one after another.

Each seller has one folder with the files of their last exchange. An exchange begins with an empty folder, so that a
line that broke can simply be tried again.
"""

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

from yarmarka.connectors.feeds.archives import safe_name, unpack
from yarmarka.domain.intake.actions import look_again_at_pictures
from yarmarka.domain.intake.types import ExchangeKey
from yarmarka.domain.sellers.queries import seller_by_slug
from yarmarka.domain.sellers.types import SellerCard
from yarmarka.flows.exchange_goods import import_exchange_file, offer_again
from yarmarka.flows.feed_uploads import (
    AT_ONCE_BYTES,
    DONE,
    FAILED,
    WAITING,
    Upload,
    last_upload,
    report_facts,
    write_upload,
)
from yarmarka.kernel.errors import Missing, YarmarkaError
from yarmarka.kernel.later import enqueue

#: what a seller's software may send at once; it is told so
CHUNK_BYTES: Final = 2_000_000
_FILES: Final = "files"
_PICTURES_ASIDE: Final = "pictures"
_CAME: Final = "pictures-came"
_PICTURES: Final = frozenset({".jpg", ".jpeg", ".png", ".gif", ".webp"})
#: so long a picture that came along waits to be hung
PICTURES_KEPT: Final = timedelta(days=7)
_REPORTS: Final = "reports"
_AGAIN: Final = "again"


class ExchangeTooLarge(YarmarkaError):
    """The files of one exchange are larger than the house takes."""

    code, status = "exchange_too_large", 413


@dataclass(frozen=True)
class Corner:
    """Where the files of a seller's exchanges lie, and how large they may be together."""

    folder: Path
    limit: int

    @property
    def files(self) -> Path:
        """Return the folder of the files themselves."""
        return self.folder / _FILES

    @property
    def pictures(self) -> Path:
        """Return the folder of pictures that wait to be hung; exchanges to come leave it."""
        return self.folder.parent / _PICTURES_ASIDE

    def report_of(self, name: str) -> Path:
        """Return the folder of a file's report."""
        return self.folder / _REPORTS / name


def begin_exchange(corner: Corner) -> None:
    """Make room for an exchange: what came before is gone, reports as well."""
    shutil.rmtree(corner.folder, ignore_errors=True)
    corner.files.mkdir(parents=True)


def keep_piece(corner: Corner, *, name: str, pieces: Iterable[bytes]) -> None:
    """Put a piece at the end of a file. Raises FileNameRefused, ExchangeTooLarge; nothing is kept then."""
    file = corner.files / safe_name(name)
    corner.files.mkdir(parents=True, exist_ok=True)
    room = corner.limit - sum(one.stat().st_size for one in corner.files.iterdir())
    before = file.stat().st_size if file.exists() else 0
    with file.open("ab") as kept:
        for piece in pieces:
            room -= len(piece)
            if room < 0:
                kept.truncate(before)
                raise ExchangeTooLarge(limit_mb=corner.limit // 1_000_000)
            kept.write(piece)


def import_step(corner: Corner, *, name: str, seller: SellerCard, key: ExchangeKey, now: datetime) -> Upload:
    """Take a file in, or say how far that is: at once if it is small, else as the job `import_exchange`.

    Asked again it tells the same. Raises FileNameRefused, ArchiveRefused, and Missing for a file that did not come.
    """
    unpack_all(corner)
    _put_pictures_aside(corner)
    plain = safe_name(name)
    file = corner.files / plain
    if plain.endswith(".zip"):
        return Upload(file=plain, name=plain, size=0, sent_at=now, state=DONE, report={})
    if not file.exists():
        raise Missing(what="file")
    place = corner.report_of(plain)
    known = last_upload(place)
    if known is not None and known.size == file.stat().st_size:
        return known
    waiting = Upload(file=plain, name=plain, size=file.stat().st_size, sent_at=now, state=WAITING, report={})
    place.mkdir(parents=True, exist_ok=True)
    write_upload(place, waiting)
    if waiting.size <= AT_ONCE_BYTES:
        return import_kept(
            corner, name=plain, seller_slug=seller.slug, price_type=key.price_type, may_empty=False, now=now
        )
    enqueue(
        "import_exchange",
        lock=f"feed:{seller.id}",
        folder=str(corner.folder),
        file=plain,
        seller_slug=seller.slug,
        price_type=key.price_type,
        may_empty=False,
    )
    return waiting


def import_kept(
    corner: Corner, *, name: str, seller_slug: str, price_type: str, may_empty: bool, now: datetime
) -> Upload:
    """Take a kept file in and write its report down."""
    place = corner.report_of(name)
    upload = last_upload(place)
    if upload is None:
        raise Missing(what="file")
    done = _reported(
        place,
        upload,
        lambda tell: import_exchange_file(
            corner.files / name,
            seller_slug=seller_slug,
            price_type=price_type,
            may_empty=may_empty,
            now=now,
            on_progress=tell,
        ),
    )
    # A picture of a known name that came again may show something else by now.
    if names := _names_come(corner):
        look_again_at_pictures(seller_id=seller_by_slug(seller_slug).id, names=names, now=now)
    return done


def offer_known_again(corner: Corner, *, seller_slug: str, price_type: str, now: datetime) -> Upload:
    """Offer anew what 1C ever told, and write a report of that: it takes no file."""
    place = corner.report_of(_AGAIN)
    place.mkdir(parents=True, exist_ok=True)
    upload = Upload(file=_AGAIN, name="1C", size=0, sent_at=now, state=WAITING, report={})
    return _reported(
        place, upload, lambda _: offer_again(seller_slug=seller_slug, price_type=price_type, now=now)
    )


def unpack_all(corner: Corner) -> None:
    """Unpack the archives that came; each is dropped then. Raises ArchiveRefused."""
    for archive in sorted(corner.files.glob("*.zip")) if corner.files.exists() else ():
        try:
            unpack(archive, into=corner.files, limit=corner.limit)
        finally:
            archive.unlink(missing_ok=True)


def _put_pictures_aside(corner: Corner) -> None:
    """Keep pictures past the next exchange, until they are hung; where there is no room for all, the oldest go."""
    found = corner.files.iterdir() if corner.files.exists() else ()
    coming = sorted(file for file in found if file.suffix.lower() in _PICTURES)
    if not coming:
        return
    corner.pictures.mkdir(parents=True, exist_ok=True)
    with (corner.folder / _CAME).open("a", encoding="utf-8") as names:
        for file in coming:
            file.replace(corner.pictures / file.name)
            (corner.pictures / file.name).touch()
            names.write(f"{file.name}\n")
    room = corner.limit
    for file in sorted(corner.pictures.iterdir(), key=lambda one: one.stat().st_mtime, reverse=True):
        room -= file.stat().st_size
        if room < 0:
            file.unlink(missing_ok=True)


def _names_come(corner: Corner) -> list[str]:
    """Return the names of the pictures that came with this exchange."""
    listed = corner.folder / _CAME
    return listed.read_text(encoding="utf-8").split("\n")[:-1] if listed.exists() else []


def sweep_sent_pictures(*, data_dir: Path, before: datetime) -> int:
    """Remove pictures that exchanges sent along before an instant; return how many. What was hung has its own files."""
    old = [
        file for file in data_dir.glob("exchange/*/pictures/*") if file.stat().st_mtime < before.timestamp()
    ]
    for file in old:
        file.unlink(missing_ok=True)
    return len(old)


def reports(corner: Corner) -> list[Upload]:
    """Return what became of the files of the last exchange, the newest first."""
    folder = corner.folder / _REPORTS
    found = [last_upload(place) for place in folder.iterdir()] if folder.exists() else []
    return sorted(filter(None, found), key=lambda upload: upload.sent_at, reverse=True)


def corner_of(seller_id: UUID, *, data_dir: Path, limit: int, of: str = "catalog") -> Corner:
    """Return a seller's corner, for goods or for orders."""
    return Corner(folder=data_dir / "exchange" / seller_id.hex / of, limit=limit)


def _reported(place: Path, upload: Upload, work: Callable[[Callable[[int], None]], object]) -> Upload:
    facts = {name: getattr(upload, name) for name in Upload.__dataclass_fields__}

    def tell(rows: int) -> None:
        write_upload(place, Upload(**facts | {"state": WAITING, "rows_read": rows}))

    try:
        done = Upload(**facts | {"state": DONE, "report": report_facts(work(tell))})
    except YarmarkaError as error:
        done = Upload(**facts | {"state": FAILED, "problem": str(error.facts.get("what", error.code))})
    except BaseException:
        write_upload(place, Upload(**facts | {"state": FAILED, "problem": "unforeseen"}))
        raise
    write_upload(place, done)
    return done
