"""A seller sends a price list over the web: the file is kept, taken in at once or later, and its report is kept too.

Each seller has one folder: the last file, and the last report as facts, so that every reader gets their own words.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from yarmarka.connectors.feeds.archives import ArchiveRefused
from yarmarka.connectors.feeds.formats import Format, format_of
from yarmarka.connectors.feeds.google import read_products
from yarmarka.connectors.feeds.tables import Sample, read_table, sample_of
from yarmarka.connectors.feeds.tables.cells import BrokenTableError
from yarmarka.connectors.feeds.tables.columns import Field, guess, missing, unknown
from yarmarka.connectors.feeds.yml import read_feed
from yarmarka.domain.catalogue.actions import remember_categories
from yarmarka.domain.catalogue.rules.categories import SEPARATOR, external_name
from yarmarka.domain.intake.queries import columns_of
from yarmarka.domain.sellers.queries import seller_by_slug
from yarmarka.flows.feed_reading import FeedFile
from yarmarka.flows.feed_report import ImportCode, ImportReport
from yarmarka.flows.import_feed import import_rows
from yarmarka.kernel.errors import Missing, YarmarkaError
from yarmarka.kernel.ids import new_id
from yarmarka.kernel.later import enqueue

#: What is at most this large is taken in while the seller waits: some two thousand offers, a few seconds.
AT_ONCE_BYTES: Final = 1_000_000

_REPORT: Final = "report.json"
#: kept is what nobody has taken in yet: its columns are still to be understood
KEPT, WAITING, DONE, FAILED = "kept", "waiting", "done", "failed"
_EVERY: Final = 10_000


@dataclass(frozen=True)
class Upload:
    """The last file that a seller sent and what became of it; `report` is an ImportReport as JSON facts."""

    file: str
    name: str
    size: int
    sent_at: datetime
    state: str
    report: dict[str, Any]
    problem: str = ""
    #: rows read so far, while it is being taken in
    rows_read: int = 0
    percent: int | None = None
    format: str = Format.YML
    #: the seller says that it is all they have; that so much may be gone; that nothing is to be changed yet
    is_everything: bool = False
    may_empty: bool = False
    is_trial: bool = False

    @property
    def is_table(self) -> bool:
        """Whether somebody has to say what its columns mean."""
        return self.format == Format.TABLE

    @property
    def unmapped(self) -> list[str]:
        """The seller's own categories that we don't know, each once, as the feed names them."""
        rows = self.report.get("refused", ())
        wanted = (row["facts"]["value"] for row in rows if row["code"] == ImportCode.CATEGORY_NOT_MAPPED)
        return list(dict.fromkeys(wanted))


def keep_upload(
    chunks: Iterable[bytes],
    *,
    name: str,
    folder: Path,
    is_everything: bool = False,
    is_trial: bool = False,
    now: datetime,
) -> Upload:
    """Write a file down in the seller's folder, where it replaces the one before."""
    folder.mkdir(parents=True, exist_ok=True)
    before = last_upload(folder)
    file, size = f"{new_id(now).hex}.feed", 0
    with (folder / file).open("wb") as kept:
        for chunk in chunks:
            size += kept.write(chunk)
    upload = Upload(
        file=file,
        name=name,
        size=size,
        sent_at=now,
        state=KEPT,
        report={},
        format=format_of(folder / file),
        is_everything=is_everything,
        is_trial=is_trial,
    )
    write_upload(folder, upload)
    if before is not None:
        (folder / before.file).unlink(missing_ok=True)
    return upload


def columns_missing(folder: Path, *, seller_id: UUID) -> list[Field]:
    """Return the fields that nobody has said yet which column of the kept table holds them; none for other files."""
    headers, known = _headers(folder), columns_of(seller_id=seller_id)
    return missing(guess(headers, known.meanings), currency=known.currency) if headers else []


def columns_unknown(folder: Path, *, seller_id: UUID) -> list[str]:
    """Return the columns of the kept table that nobody has said the meaning of yet; none for other files."""
    return unknown(_headers(folder), columns_of(seller_id=seller_id).meanings)


def _headers(folder: Path) -> Sequence[str]:
    """Return what stands at the head of the kept table; nothing for other files, and where it can't be read."""
    upload = _kept(folder)
    if not upload.is_table:
        return ()
    try:
        return sample_of(folder / upload.file).headers
    except (BrokenTableError, ArchiveRefused):
        return ()  # importing it says what is wrong


def kept_sample(folder: Path) -> Sample:
    """Return the head and the first rows of the kept table. Raises Missing if there is none."""
    upload = _kept(folder)
    if not upload.is_table:
        raise Missing(what="table")
    try:
        return sample_of(folder / upload.file)
    except (BrokenTableError, ArchiveRefused):
        raise Missing(what="table") from None


def take_in(
    folder: Path,
    *,
    seller_id: UUID,
    seller_slug: str,
    is_trial: bool | None = None,
    may_empty: bool = False,
    now: datetime,
) -> Upload:
    """Take the kept file in: a small one at once, a large one as the job `import_feed`.

    It is a trial if the file was sent as one, unless `is_trial` says otherwise by now.
    """
    upload = _kept(folder)
    tries = upload.is_trial if is_trial is None else is_trial
    upload = replace(upload, is_trial=tries, may_empty=may_empty)
    write_upload(folder, upload)
    if upload.size <= AT_ONCE_BYTES:
        return import_upload(folder, seller_slug=seller_slug, now=now)
    waiting = replace(upload, state=WAITING, report={}, rows_read=0, percent=0)
    write_upload(folder, waiting)
    enqueue("import_feed", lock=f"feed:{seller_id}", folder=str(folder), seller_slug=seller_slug)
    return waiting


def import_upload(folder: Path, *, seller_slug: str, now: datetime) -> Upload:
    """Import the kept file and write its report down; what can't be imported at all is reported, too.

    Killed on the way and run again, it begins anew: rows that were taken already cost next to nothing.
    """
    upload = _kept(folder)
    told = upload.percent

    def tell(rows: int, percent: int | None) -> None:
        nonlocal told
        if percent != told or rows % _EVERY == 0:
            told = percent
            write_upload(folder, replace(upload, state=WAITING, rows_read=rows, percent=percent))

    try:
        report = _import(upload, folder / upload.file, seller_slug, tell, now)
        done = replace(upload, state=DONE, report=report_facts(report))
    except YarmarkaError as error:
        done = replace(upload, state=FAILED, problem=str(error.facts.get("what", error.code)))
    except BaseException:
        write_upload(folder, replace(upload, state=FAILED, problem="unforeseen"))
        raise
    write_upload(folder, done)
    return done


def _import(
    upload: Upload, file: Path, seller_slug: str, tell: Callable[[int, int | None], None], now: datetime
) -> ImportReport:
    return import_rows(
        _feed_file(upload, file, seller_slug),
        seller_slug=seller_slug,
        adopt_categories=False,
        is_everything=upload.is_everything,
        may_empty=upload.may_empty,
        keeps=not upload.is_trial,
        on_progress=tell,
        now=now,
    )


def _feed_file(upload: Upload, file: Path, seller_slug: str) -> FeedFile:
    if not upload.is_table:
        return FeedFile(file, read_products if upload.format == Format.GOOGLE else read_feed)
    known = columns_of(seller_id=seller_by_slug(seller_slug).id)
    try:
        headers = sample_of(file).headers
    except (BrokenTableError, ArchiveRefused):
        headers = ()
    meant = guess(headers, known.meanings)
    return FeedFile(file, partial(read_table, meant=meant, currency=known.currency), by_path=True)


def map_categories(meanings: Mapping[str, UUID], *, seller_id: UUID, now: datetime) -> None:
    """Remember what a seller's own categories mean, for this file and every later one."""
    mapping = {external_name(tuple(name.split(SEPARATOR))): key for name, key in meanings.items()}
    remember_categories(mapping, seller_id=seller_id, now=now)


def last_upload(folder: Path) -> Upload | None:
    """Return the last upload with its report, or nothing."""
    try:
        facts = json.loads((folder / _REPORT).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return Upload(**facts | {"sent_at": datetime.fromisoformat(facts["sent_at"])})


def _kept(folder: Path) -> Upload:
    upload = last_upload(folder)
    if upload is None or not (folder / upload.file).exists():
        raise Missing(what="feed")
    return upload


def write_upload(folder: Path, upload: Upload) -> None:
    """Write down where an upload stands; whoever reads it meanwhile sees the one before or this one whole."""
    facts = _facts(upload) | {"sent_at": upload.sent_at.isoformat()}
    unfinished = folder / f"{_REPORT}.new"
    unfinished.write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")
    unfinished.replace(folder / _REPORT)


def _facts(upload: Upload) -> dict[str, Any]:
    return {name: getattr(upload, name) for name in Upload.__dataclass_fields__}


def report_facts(report: Any) -> dict[str, Any]:
    """Return a report (a frozen row) as JSON can hold it."""
    facts: dict[str, Any] = json.loads(json.dumps(asdict(report), default=str))
    return facts
