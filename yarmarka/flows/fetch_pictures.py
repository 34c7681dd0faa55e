"""Pictures that price lists name by address, and those that 1C sends along, come in later and are hung.

An import only notes what is named, so it waits for nobody's server. A job asks for one picture after the other, some of
each seller in turn: only from out in the world, only so large, only so long, only what can be developed. The same bytes
are stored once. What does not come is told to the seller with the reason; what hung before stays until others came.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import transaction

from yarmarka.connectors.feeds.fetching import PICTURES, Door, FetchRefused, fetch
from yarmarka.connectors.pictures.errors import PictureRefused
from yarmarka.domain.catalogue import actions as catalogue
from yarmarka.domain.catalogue.errors import PicturesOfOthers
from yarmarka.domain.catalogue.queries import offers_of_products, offers_under
from yarmarka.domain.catalogue.rules.pictures import LEAST_SIDE, MOST_PICTURES
from yarmarka.domain.intake.actions import note_pictures, take_due_pictures
from yarmarka.domain.intake.queries import named_pictures, sellers_with_due_pictures
from yarmarka.domain.intake.rules import LEASE, may_come_later, next_try
from yarmarka.domain.intake.types import NamedPictures, PictureProblem
from yarmarka.domain.pictures.queries import stored
from yarmarka.domain.pictures.types import StoredPicture
from yarmarka.flows.take_picture import take_picture
from yarmarka.kernel.errors import YarmarkaError

#: one picture: a slow server keeps nobody else's pictures waiting for long
LONGEST_S: Final = 20
_IN_TURN: Final = 5


class FileNotCome(YarmarkaError):
    """A file that an exchange named did not come with it."""

    code, status = "file_not_come", 422


def sent_along(data_dir: Path, seller_id: UUID) -> Path:
    """Return where pictures lie that a seller's software sent along with its goods."""
    return data_dir / "exchange" / seller_id.hex / "pictures"


def fetch_due_pictures(*, data_dir: Path, seconds: float, door: Door | None = None, now: datetime) -> int:
    """Look after the pictures that are due, for so many seconds; return of how many articles that was done.

    Killed on the way, it is done again after a while: nothing hangs twice. Call it outside a transaction.
    """
    ends, done, seen = monotonic() + seconds, 0, dict[str, StoredPicture]()
    while waiting := sellers_with_due_pictures(now=now):
        for seller_id in waiting:
            for named in take_due_pictures(seller_id=seller_id, limit=_IN_TURN, now=now):
                _look_after(named, seen, data_dir=data_dir, door=door, now=now)
                done += 1
                if monotonic() > ends:
                    return done
    return done


def _look_after(
    named: NamedPictures, seen: dict[str, StoredPicture], *, data_dir: Path, door: Door | None, now: datetime
) -> None:
    """Take what an article names, and show it; note what did not come, and when it is asked for again."""
    folder = sent_along(data_dir, named.seller_id)
    still = stored(named.pictures.values())
    taken: dict[str, StoredPicture] = {}
    problems: list[PictureProblem] = []
    comes_later = False
    for address in named.addresses[:MOST_PICTURES]:
        file = None if "://" in address else folder / address
        known = still.get(named.pictures[address]) if address in named.pictures else seen.get(address)
        if known and not (file and file.exists()):
            taken[address] = known
            continue
        try:
            original = _sent(file) if file else _fetched(address, door=door)
            taken[address] = take_picture(original, least=LEAST_SIDE, now=now)
            if not file:
                seen[address] = taken[address]
        except (FetchRefused, PictureRefused, FileNotCome) as error:
            problems.append(PictureProblem(address, error.code, dict(error.facts)))
            comes_later |= may_come_later(error.facts)
    tries = named.tries + 1
    due_at = next_try(now, tries=tries) if comes_later else None
    problems += _show(named, taken, is_all=due_at is None, now=now)
    kept = named.pictures if due_at else {}
    done = replace(
        named,
        pictures={**kept, **{address: one.id for address, one in taken.items()}},
        problems=tuple(problems),
        due_at=due_at,
        tries=tries,
    )
    note_pictures(done, leased_until=now + LEASE)


@transaction.atomic
def _show(
    named: NamedPictures, taken: Mapping[str, StoredPicture], *, is_all: bool, now: datetime
) -> list[PictureProblem]:
    """Hang what came; what is named no more is taken down once all came that will, and something did."""
    products = {offer.product_id for offer in offers_under([named.sku], seller_id=named.seller_id)}
    before = set(named.pictures.values()) if is_all and taken else set()
    for product_id in sorted(products):
        kin = [
            sku for _, seller_id, sku in offers_of_products([product_id])
            if seller_id == named.seller_id and sku != named.sku
        ]  # fmt: skip
        of_kin = {
            key for one in named_pictures(kin, seller_id=named.seller_id) for key in one.pictures.values()
        }
        try:
            catalogue.hang_told(
                product_id=product_id,
                pictures=[(one.id, one.picture.reference) for one in taken.values()],
                dropped=before - of_kin - {one.id for one in taken.values()},
                seller_id=named.seller_id,
                now=now,
            )
        except PicturesOfOthers as error:
            return [PictureProblem("", error.code, {})]
    return []


def _fetched(address: str, *, door: Door | None) -> bytes:
    with TemporaryDirectory(prefix="yarmarka-picture-") as folder:
        file = Path(folder) / "picture"
        fetch(
            address,
            into=file,
            limit=settings.PICTURE_MAX_BYTES,
            door=door,
            types=PICTURES,
            longest_s=LONGEST_S,
        )
        return file.read_bytes()


def _sent(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        raise FileNotCome(name=file.name) from None
