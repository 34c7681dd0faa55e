"""Founding shops, writing drafts, publishing them, and bringing an earlier version back."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from django.db import IntegrityError, transaction

from yarmarka.domain.storefronts.errors import AddressTaken, CodeTaken, NothingToPublish
from yarmarka.domain.storefronts.models import Storefront, StorefrontPlace, StorefrontVersion
from yarmarka.domain.storefronts.queries import contents_of, decoded, forget_storefronts
from yarmarka.domain.storefronts.rules.contents import check_contents
from yarmarka.domain.storefronts.rules.defaults import MARKETPLACE_CONTENTS
from yarmarka.domain.storefronts.rules.places import check_code, check_places
from yarmarka.domain.storefronts.types import Contents, Place
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.ids import new_id
from yarmarka.kernel.texts import one_line
from yarmarka.vocabulary.storefronts import MARKETPLACE


def found_storefront(
    *, code: str, places: Sequence[Place], contents: Contents, by: UUID, now: datetime
) -> None:
    """Found a shop with a first draft; nobody sees it before it is published. Raises ContentsInvalid, CodeTaken,
    AddressTaken."""
    check_code(code)
    check_contents(contents)
    try:
        with transaction.atomic():
            row = Storefront.objects.create(
                id=new_id(now),
                code=code,
                draft=msgspec.to_builtins(contents),
                drafted_at=now,
                drafted_by_id=by,
                created_at=now,
            )
            _stand_at(row, places, now=now)
    except IntegrityError as error:
        if "code" not in str(error):
            raise
        raise CodeTaken(field="code", code=code) from error


@transaction.atomic
def keep_draft(code: str, contents: Contents, *, by: UUID, now: datetime) -> None:
    """Keep what an operator is writing; it need not be right before it is published. Raises Missing."""
    row = _locked(code, now=now)
    row.draft, row.drafted_at, row.drafted_by_id = msgspec.to_builtins(contents), now, by
    row.save(update_fields=["draft", "drafted_at", "drafted_by"])


@transaction.atomic
def drop_draft(code: str, *, now: datetime) -> None:
    """Forget what was written since the last publishing. Raises Missing."""
    row = _locked(code, now=now)
    row.draft = None
    row.save(update_fields=["draft"])


@transaction.atomic
def publish_draft(code: str, *, note: str = "", by: UUID, now: datetime) -> int:
    """Let visitors see the draft; return the number of the version. The first publishing opens the shop.

    Raises Missing, NothingToPublish, ContentsInvalid.
    """
    row = _locked(code, now=now)
    if row.draft is None:
        raise NothingToPublish
    return _publish(row, decoded(row.draft), note=note, by=by, now=now)


@transaction.atomic
def bring_back(code: str, number: int, *, note: str = "", by: UUID, now: datetime) -> int:
    """Publish once more what a shop was under an earlier number; a draft stays. Raises Missing, ContentsInvalid."""
    row = _locked(code, now=now)
    draft = row.draft
    made = _publish(row, contents_of(code, number), note=note, by=by, now=now)
    Storefront.objects.filter(id=row.id).update(draft=draft)
    return made


@transaction.atomic
def stand_at(code: str, places: Sequence[Place], *, now: datetime) -> None:
    """Let a shop be found at these places and no others. Raises Missing, ContentsInvalid, AddressTaken."""
    _stand_at(_locked(code, now=now), places, now=now)
    forget_storefronts()


@transaction.atomic
def open_between(code: str, *, opens_at: datetime | None, closes_at: datetime | None, now: datetime) -> None:
    """Let a shop receive visitors in this time only; the default one is always open. Raises Missing."""
    row = _locked(code, now=now)
    row.opens_at, row.closes_at = opens_at, closes_at
    row.save(update_fields=["opens_at", "closes_at"])
    forget_storefronts()


def _publish(row: Storefront, contents: Contents, *, note: str, by: UUID, now: datetime) -> int:
    check_contents(contents)
    newest = StorefrontVersion.objects.filter(storefront=row).order_by("-number").first()
    row.version = newest.number + 1 if newest else 1
    row.draft = None
    row.opens_at = row.opens_at or now
    row.save(update_fields=["version", "draft", "opens_at"])
    _write_version(row, contents, note=note, by=by, now=now)
    forget_storefronts()
    return row.version


def _write_version(row: Storefront, contents: Contents, *, note: str, by: UUID | None, now: datetime) -> None:
    StorefrontVersion.objects.create(
        id=new_id(now),
        storefront=row,
        number=row.version or 1,
        contents=msgspec.to_builtins(contents),
        published_at=now,
        published_by_id=by,
        note=one_line(note, longest=200),
    )


def _stand_at(row: Storefront, places: Sequence[Place], *, now: datetime) -> None:
    check_places(places)
    StorefrontPlace.objects.filter(storefront=row).delete()
    try:
        with transaction.atomic():
            StorefrontPlace.objects.bulk_create(
                StorefrontPlace(id=new_id(now), storefront=row, host=place.host, prefix=place.prefix)
                for place in dict.fromkeys(places)
            )
    except IntegrityError as error:
        if "storefront_place_once" not in str(error):
            raise
        raise AddressTaken(field="prefix") from error


def _locked(code: str, *, now: datetime) -> Storefront:
    found = Storefront.objects.select_for_update().filter(code=code).first()
    if found is None and code == MARKETPLACE:
        found = _write_marketplace_down(now)
    if found is None:
        raise Missing(what="storefront")
    return found


def _write_marketplace_down(now: datetime) -> Storefront:
    """Give the built-in marketplace a row at its first edit, and what it was until now its first version."""
    made = Storefront(
        id=new_id(now), code=MARKETPLACE, is_default=True, version=1, opens_at=now, created_at=now
    )
    Storefront.objects.bulk_create([made], ignore_conflicts=True)
    row = Storefront.objects.select_for_update().get(code=MARKETPLACE)
    if row.id == made.id:  # else somebody else's first edit came at the same moment
        _write_version(row, MARKETPLACE_CONTENTS, note="", by=None, now=now)
    return row
