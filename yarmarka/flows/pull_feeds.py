"""Price lists are fetched by the clock from the addresses that sellers gave."""

from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from yarmarka.connectors.feeds.fetching import FetchRefused, fetch
from yarmarka.domain.intake.actions import note_fetched, take_due_sources
from yarmarka.domain.intake.queries import source_of
from yarmarka.domain.sellers.queries import sellers
from yarmarka.flows.feed_uploads import columns_missing, keep_upload, take_in
from yarmarka.kernel.ids import new_id
from yarmarka.kernel.later import enqueue

AT_ONCE: Final = 50
_PIECE: Final = 256 * 1024
NAME: Final = "feed"


def ask_for_due_feeds(*, now: datetime) -> int:
    """Put off the fetching of every price list that is due; return how many were."""
    due = take_due_sources(now=now, limit=AT_ONCE)
    for seller_id in due:
        enqueue("pull_feed", lock=f"feed:{seller_id}", seller_id=str(seller_id))
    return len(due)


def pull_feed(seller_id: UUID, *, data_dir: Path, limit: int, now: datetime) -> str:
    """Fetch a seller's price list and take it in; return why that failed, or nothing.

    The last file and its report give way only to a file that came whole.
    """
    source = source_of(seller_id=seller_id)
    seller = sellers([seller_id]).get(seller_id)
    if source is None or seller is None:
        return ""
    folder = data_dir / "feeds" / seller_id.hex
    folder.mkdir(parents=True, exist_ok=True)
    fetched = folder / f"{new_id(now).hex}.coming"
    try:
        fetch(source.url, into=fetched, limit=limit)
        with fetched.open("rb") as opened:
            pieces = iter(lambda: opened.read(_PIECE), b"")
            name = source.url.rpartition("/")[2].partition("?")[0][:120] or NAME
            keep_upload(pieces, name=name, folder=folder, is_everything=source.is_everything, now=now)
    except FetchRefused as refused:
        problem = str(refused.facts["reason"])
    else:
        problem = "columns" if columns_missing(folder, seller_id=seller_id) else ""
        if not problem:
            take_in(folder, seller_id=seller_id, seller_slug=seller.slug, now=now)
    finally:
        fetched.unlink(missing_ok=True)
    note_fetched(seller_id=seller_id, problem=problem, now=now)
    return problem
