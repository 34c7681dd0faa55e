"""Keys are made and revoked; what software tells is kept; orders are told to it."""

import json
import secrets
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Greatest

from yarmarka.domain.intake.errors import TooManyKeys
from yarmarka.domain.intake.models import (
    ColumnsRow,
    ExchangeKeyRow,
    FeedSourceRow,
    NamedPicturesRow,
    RestingHostRow,
    ToldOrderRow,
)
from yarmarka.domain.intake.queries import columns_of, key_card, keys_of, named_card
from yarmarka.domain.intake.rules import LEASE, MOST_KEYS, next_fetch, password_digest
from yarmarka.domain.intake.types import HostRest, IssuedKey, NamedPictures, SaidThing
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.ids import new_id
from yarmarka.kernel.sql import Statement, as_json

_NOTE: Final = Statement.beside(__file__, "note_said")
_NAME_PICTURES: Final = Statement.beside(__file__, "name_pictures")
_NOTE_PICTURES: Final = Statement.beside(__file__, "note_pictures")


@transaction.atomic
def issue_key(*, seller_id: UUID, seller_slug: str, name: str, price_type: str, now: datetime) -> IssuedKey:
    """Let a seller's software in, with a login and a password that is shown once. Raises TooManyKeys."""
    if len(keys_of(seller_id=seller_id)) >= MOST_KEYS:
        raise TooManyKeys(limit=MOST_KEYS)
    password = secrets.token_urlsafe(24)
    row = ExchangeKeyRow.objects.create(
        id=new_id(now),
        seller_id=seller_id,
        login=f"{seller_slug[:60]}-{secrets.token_hex(3)}",
        digest=password_digest(password),
        name=name,
        price_type=price_type,
        created_at=now,
    )
    return IssuedKey(key=key_card(row), password=password)


def revoke_key(*, seller_id: UUID, key_id: UUID, now: datetime) -> None:
    """End a key: nothing signs in with it any more, from this instant. Raises Missing for another's."""
    if not ExchangeKeyRow.objects.filter(id=key_id, seller_id=seller_id, revoked_at=None).update(
        revoked_at=now
    ):
        raise Missing(what="exchange key")


def note_use(key_id: UUID, *, now: datetime) -> None:
    """Note that a key was signed in with."""
    ExchangeKeyRow.objects.filter(id=key_id).update(last_used_at=now)


def note_said(things: Sequence[SaidThing], *, seller_id: UUID, told_in: UUID, now: datetime) -> None:
    """Keep what software told; of two rows of one thing the later holds. Works in one statement."""
    if not things:
        return
    drafts = {
        (thing.kind, thing.external_id): {
            "id": str(new_id(now)),
            "kind": thing.kind,
            "external_id": thing.external_id,
            "belongs_to": thing.belongs_to,
            "facts": thing.facts,
        }
        for thing in things
    }
    text = json.dumps(list(drafts.values()), ensure_ascii=False).replace("\\u0000", "")
    _NOTE.run(drafts=text, seller_id=seller_id, told_in=told_in)


def tell_orders(statuses: Mapping[UUID, str], *, seller_id: UUID, now: datetime) -> None:
    """Note as what orders are told to a seller's software; it has yet to say that it has them."""
    ToldOrderRow.objects.bulk_create(
        [
            ToldOrderRow(seller_order_id=key, seller_id=seller_id, status=status, told_at=now)
            for key, status in statuses.items()
        ],
        update_conflicts=True,
        unique_fields=["seller_order"],
        update_fields=["status", "told_at", "taken_at"],
    )


def note_taken(*, seller_id: UUID, now: datetime) -> int:
    """Note that a seller's software has what it was told; return how many orders that were."""
    return ToldOrderRow.objects.filter(seller_id=seller_id, taken_at=None).update(taken_at=now)


@transaction.atomic
def remember_columns(meanings: Mapping[str, str], *, currency: str, seller_id: UUID, now: datetime) -> None:
    """Remember what columns mean; others that were told before stay as they were."""
    before = columns_of(seller_id=seller_id)
    ColumnsRow.objects.update_or_create(
        seller_id=seller_id,
        defaults={"meanings": before.meanings | dict(meanings), "currency": currency, "said_at": now},
    )


def set_source(*, seller_id: UUID, url: str, every_hours: int, is_everything: bool, now: datetime) -> None:
    """Fetch a seller's price list from an address from now on, the first time at once."""
    FeedSourceRow.objects.update_or_create(
        seller_id=seller_id,
        defaults={
            "url": url,
            "every_hours": every_hours,
            "is_everything": is_everything,
            "next_at": now,
            "problem": "",
            "failures": 0,
        },
    )


def drop_source(*, seller_id: UUID) -> None:
    """Fetch no more; what came in stays."""
    FeedSourceRow.objects.filter(seller_id=seller_id).delete()


@transaction.atomic
def take_due_sources(*, now: datetime, limit: int) -> list[UUID]:
    """Return the sellers whose price lists are due, and note when they are due again: nobody else takes them."""
    due = FeedSourceRow.objects.select_for_update(skip_locked=True).filter(next_at__lte=now)
    rows = list(due.order_by("next_at")[:limit])
    for row in rows:
        row.next_at = now + timedelta(hours=row.every_hours)
    FeedSourceRow.objects.bulk_update(rows, ["next_at"])
    return [row.seller_id for row in rows]


def note_fetched(*, seller_id: UUID, problem: str, now: datetime) -> None:
    """Note how fetching went; after failures the next try waits longer and longer, a day at most."""
    row = FeedSourceRow.objects.filter(seller_id=seller_id).first()
    if row is None:
        return
    row.fetched_at, row.problem = now, problem
    row.failures = row.failures + 1 if problem else 0
    row.next_at = next_fetch(now, every_hours=row.every_hours, failures=row.failures)
    row.save(update_fields=["fetched_at", "problem", "failures", "next_at"])


def name_pictures(said: Mapping[str, Sequence[str]], *, seller_id: UUID, now: datetime) -> None:
    """Note which pictures articles are to be shown by, and have those that are named anew looked after.

    Who names none leaves what was named before. Works in one statement.
    """
    rows = [{"sku": sku, "addresses": list(addresses)} for sku, addresses in said.items() if addresses]
    if rows:
        _NAME_PICTURES.run(said=json.dumps(rows), seller_id=seller_id, now=now)


def look_again_at_pictures(*, seller_id: UUID, names: Collection[str] = (), now: datetime) -> int:
    """Have pictures that did not come looked after again, or those of some names; return of how many articles."""
    rows = NamedPicturesRow.objects.filter(seller_id=seller_id)
    wanted = rows.filter(addresses__has_any_keys=list(names)) if names else rows.exclude(problems=[])
    return wanted.update(due_at=now, tries=0)


@transaction.atomic
def take_due_pictures(*, seller_id: UUID, limit: int, now: datetime) -> list[NamedPictures]:
    """Return articles whose pictures are due, the longest waiting first: nobody else takes them for a while."""
    due = NamedPicturesRow.objects.select_for_update(skip_locked=True).filter(
        seller_id=seller_id, due_at__lte=now
    )
    rows = list(due.order_by("due_at", "sku")[:limit])
    skus = [row.sku for row in rows]
    NamedPicturesRow.objects.filter(seller_id=seller_id, sku__in=skus).update(due_at=now + LEASE)
    return [named_card(row) for row in rows]


def note_pictures(articles: Sequence[NamedPictures], *, leased_until: datetime) -> None:
    """Note what came of articles' pictures; a price list that named others meanwhile has the last word.

    Works in one statement.
    """
    if articles:
        _NOTE_PICTURES.run(noted=as_json(articles), leased_until=leased_until)


def note_rest(rest: HostRest) -> None:
    """Let a host rest; of two who say so the longer holds."""
    told = {"times": rest.times, "facts": rest.facts}
    _, is_new = RestingHostRow.objects.get_or_create(host=rest.host, defaults={"until": rest.until, **told})
    if not is_new:
        longer = Greatest("until", Value(rest.until))
        RestingHostRow.objects.filter(host=rest.host).update(until=longer, **told)


def end_rest(host: str) -> None:
    """Note that a host gives pictures again."""
    RestingHostRow.objects.filter(host=host).delete()


def forget_rests(*, before: datetime) -> None:
    """Forget rests that were over by then."""
    RestingHostRow.objects.filter(until__lt=before).delete()
