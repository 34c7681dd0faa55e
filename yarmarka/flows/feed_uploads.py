"""A seller sends a price list over the web: the file is kept, taken in at once or later, and its report is kept too.

Each seller has one folder: the last file, and the last report as facts, so that every reader gets their own words.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from yarmarka.domain.catalogue.actions import remember_categories
from yarmarka.domain.catalogue.rules.categories import SEPARATOR, external_name
from yarmarka.flows.feed_report import ImportCode
from yarmarka.flows.import_feed import import_feed
from yarmarka.kernel.errors import Missing, YarmarkaError
from yarmarka.kernel.ids import new_id
from yarmarka.kernel.later import enqueue

#: What is at most this large is taken in while the seller waits: some two thousand offers, a few seconds.
AT_ONCE_BYTES: Final = 1_000_000

_REPORT: Final = "report.json"
WAITING, DONE, FAILED = "waiting", "done", "failed"


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

    @property
    def unmapped(self) -> list[str]:
        """The seller's own categories that we don't know, each once, as the feed names them."""
        rows = self.report.get("refused", ())
        wanted = (row["facts"]["value"] for row in rows if row["code"] == ImportCode.CATEGORY_NOT_MAPPED)
        return list(dict.fromkeys(wanted))


def keep_upload(chunks: Iterable[bytes], *, name: str, folder: Path, now: datetime) -> Upload:
    """Write a file down in the seller's folder, where it replaces the one before."""
    folder.mkdir(parents=True, exist_ok=True)
    before = last_upload(folder)
    file, size = f"{new_id(now).hex}.feed", 0
    with (folder / file).open("wb") as kept:
        for chunk in chunks:
            size += kept.write(chunk)
    upload = Upload(file=file, name=name, size=size, sent_at=now, state=WAITING, report={})
    write_upload(folder, upload)
    if before is not None:
        (folder / before.file).unlink(missing_ok=True)
    return upload


def take_in(folder: Path, *, seller_id: UUID, seller_slug: str, now: datetime) -> Upload:
    """Take the kept file in: a small one at once, a large one as the job `import_feed`."""
    upload = _kept(folder)
    if upload.size <= AT_ONCE_BYTES:
        return import_upload(folder, seller_slug=seller_slug, now=now)
    waiting = Upload(**_facts(upload) | {"state": WAITING, "report": {}})
    write_upload(folder, waiting)
    enqueue("import_feed", lock=f"feed:{seller_id}", folder=str(folder), seller_slug=seller_slug)
    return waiting


def import_upload(folder: Path, *, seller_slug: str, now: datetime) -> Upload:
    """Import the kept file and write its report down; what can't be imported at all is reported, too."""
    upload = _kept(folder)
    try:
        report = import_feed(folder / upload.file, seller_slug=seller_slug, adopt_categories=False, now=now)
        done = Upload(**_facts(upload) | {"state": DONE, "report": report_facts(report)})
    except YarmarkaError as error:
        done = Upload(
            **_facts(upload) | {"state": FAILED, "problem": str(error.facts.get("what", error.code))}
        )
    except BaseException:
        write_upload(folder, Upload(**_facts(upload) | {"state": FAILED, "problem": "unforeseen"}))
        raise
    write_upload(folder, done)
    return done


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
