"""Noting searches, letting old notes go, and taking in what is bought together."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from yarmarka.domain.discovery.models import Companion, SearchNote
from yarmarka.domain.discovery.rules import KEPT_DAYS, plain_query
from yarmarka.domain.discovery.types import BoughtTogether, Visit
from yarmarka.kernel.ids import new_id, new_ids


def note_shown(query: str, *, finds: int, visit: Visit, now: datetime) -> None:
    """Note that a visit was shown finds for a query, once a day; a query without a word that may be kept is not."""
    if words := plain_query(query):
        _note(SearchNote(query=words, finds=finds), visit, now)


def note_chosen(query: str, *, product_id: UUID, place: int, visit: Visit, now: datetime) -> None:
    """Note that a visit went from the finds of a query to one of them, at a place from 1, once a day."""
    if words := plain_query(query):
        _note(SearchNote(query=words, product_id=product_id, place=place), visit, now)


def _note(note: SearchNote, visit: Visit, now: datetime) -> None:
    note.id, note.day, note.visit = new_id(now), visit.day, visit.key
    note.storefront, note.language = visit.storefront, visit.language
    SearchNote.objects.bulk_create([note], ignore_conflicts=True)


def forget_search_notes(*, now: datetime) -> int:
    """Remove notes whose time is over; return how many that were."""
    count, _ = SearchNote.objects.filter(day__lt=now.date() - timedelta(days=KEPT_DAYS)).delete()
    return count


@transaction.atomic
def take_in_companions(found: Iterable[BoughtTogether], *, now: datetime) -> int:
    """Put what is bought together in the place of what was known of it; return how many pairs there are."""
    wanted = list(found)
    rows = [
        Companion(
            id=key,
            product_id=one.product_id,
            other_id=one.other_id,
            shoppers=one.shoppers,
            strength=one.strength,
            counted_at=now,
        )
        for key, one in zip(new_ids(now, len(wanted)), wanted, strict=True)
    ]
    Companion.objects.bulk_create(
        rows,
        batch_size=5_000,
        update_conflicts=True,
        unique_fields=["product", "other"],
        update_fields=["shoppers", "strength", "counted_at"],
    )
    Companion.objects.filter(counted_at__lt=now).delete()
    return len(rows)


@transaction.atomic
def follow_product(product_id: UUID, *, to: UUID) -> None:
    """Let what was chosen among finds, and what was bought together, be told of another product from now on.

    What visits chose twice so counts once; what is bought together is counted anew every night anyway.
    """
    chosen = SearchNote.objects.filter(product_id=product_id)
    both = SearchNote.objects.filter(
        product_id=to, day=OuterRef("day"), visit=OuterRef("visit"), storefront=OuterRef("storefront"),
        query=OuterRef("query"),
    )  # fmt: skip
    keys = list(chosen.exclude(Exists(both)).values_list("id", flat=True))
    SearchNote.objects.filter(id__in=keys).update(product_id=to)
    Companion.objects.filter(Q(product_id=product_id) | Q(other_id=product_id)).delete()
