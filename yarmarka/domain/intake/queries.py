"""Who may exchange, and what was said?"""

from collections.abc import Collection
from datetime import datetime
from hmac import compare_digest
from typing import Any, Final
from uuid import UUID

from yarmarka.domain.intake.models import (
    ColumnsRow,
    ExchangeKeyRow,
    FeedSourceRow,
    NamedPicturesRow,
    RestingHostRow,
    SaidThingRow,
    ToldOrderRow,
)
from yarmarka.domain.intake.rules import password_digest
from yarmarka.domain.intake.types import (
    Columns,
    ExchangeKey,
    FeedSource,
    HostRest,
    NamedPictures,
    PictureProblem,
    PictureTally,
    SaidGoods,
    ToldOrder,
)
from yarmarka.kernel.sql import Statement

_GOODS: Final = Statement.beside(__file__, "said_goods")


def keys_of(*, seller_id: UUID) -> tuple[ExchangeKey, ...]:
    """Return a seller's keys that are in force, the newest first."""
    rows = ExchangeKeyRow.objects.filter(seller_id=seller_id, revoked_at=None).order_by("-created_at", "-id")
    return tuple(key_card(row) for row in rows)


def key_for(*, login: str, password: str) -> ExchangeKey | None:
    """Return the key in force that has this login and password."""
    row = ExchangeKeyRow.objects.filter(login=login, revoked_at=None).first()
    if row is None or not compare_digest(row.digest, password_digest(password)):
        return None
    return key_card(row)


def key_by_id(key_id: UUID) -> ExchangeKey | None:
    """Return a key, unless it was revoked."""
    row = ExchangeKeyRow.objects.filter(id=key_id, revoked_at=None).first()
    return key_card(row) if row else None


def said_of(kind: str, *, seller_id: UUID) -> dict[str, dict[str, Any]]:
    """Return everything of a kind that a seller's software told, by its id. Not for goods: those are too many."""
    rows = SaidThingRow.objects.filter(seller_id=seller_id, kind=kind).order_by("id")
    return dict(rows.values_list("external_id", "facts"))


def said_goods(products: Collection[str], *, seller_id: UUID) -> list[SaidGoods]:
    """Return what was told of the offers of these products."""
    return _GOODS.rows(SaidGoods, seller_id=seller_id, products=sorted(products))


def not_told_in(told_in: UUID, *, kind: str, seller_id: UUID) -> list[tuple[str, str]]:
    """Return (id, owner) of what was told before, is not known to be gone, and was not told in this reading."""
    rows = SaidThingRow.objects.filter(seller_id=seller_id, kind=kind).exclude(told_in=told_in)
    return list(rows.exclude(facts__is_gone=True).values_list("external_id", "belongs_to"))


def count_said(kind: str, *, seller_id: UUID) -> int:
    """Return how many things of a kind are known and not gone."""
    return SaidThingRow.objects.filter(seller_id=seller_id, kind=kind).exclude(facts__is_gone=True).count()


def told_orders(*, seller_id: UUID) -> dict[UUID, ToldOrder]:
    """Return the orders that a seller's software was told of."""
    rows = ToldOrderRow.objects.filter(seller_id=seller_id)
    return {
        row.seller_order_id: ToldOrder(row.seller_order_id, row.status, row.taken_at is not None)
        for row in rows
    }


def key_card(row: ExchangeKeyRow) -> ExchangeKey:
    """Return a key as others see it."""
    return ExchangeKey(
        id=row.id,
        seller_id=row.seller_id,
        login=row.login,
        name=row.name,
        price_type=row.price_type,
        created_at=row.created_at,
        last_used_at=row.last_used_at,
    )


def columns_of(*, seller_id: UUID) -> Columns:
    """Return what the columns of a seller's tables mean, as far as they said."""
    row = ColumnsRow.objects.filter(seller_id=seller_id).first()
    return Columns(row.meanings, row.currency) if row else Columns({}, "")


def source_of(*, seller_id: UUID) -> FeedSource | None:
    """Return where a seller's price list is fetched from, or nothing."""
    row = FeedSourceRow.objects.filter(seller_id=seller_id).first()
    if row is None:
        return None
    return FeedSource(
        seller_id=row.seller_id,
        url=row.url,
        every_hours=row.every_hours,
        is_everything=row.is_everything,
        next_at=row.next_at,
        fetched_at=row.fetched_at,
        problem=row.problem,
        failures=row.failures,
    )


def sellers_with_due_pictures(*, now: datetime) -> list[UUID]:
    """Return the sellers who have articles whose pictures are due."""
    due = NamedPicturesRow.objects.filter(due_at__lte=now).order_by("seller_id")
    return list(due.values_list("seller_id", flat=True).distinct())


def named_pictures(skus: Collection[str], *, seller_id: UUID) -> list[NamedPictures]:
    """Return what is named for some of a seller's articles."""
    rows = NamedPicturesRow.objects.filter(seller_id=seller_id, sku__in=list(skus)).order_by("sku")
    return [named_card(row) for row in rows]


def troubled_pictures(*, seller_id: UUID, limit: int | None = None, offset: int = 0) -> list[NamedPictures]:
    """Return articles of which a picture did not come, by SKU."""
    rows = NamedPicturesRow.objects.filter(seller_id=seller_id).exclude(problems=[]).order_by("sku")
    return [named_card(row) for row in rows[offset : offset + limit if limit else None]]


def picture_tally(*, seller_id: UUID) -> PictureTally:
    """Return of how many of a seller's articles pictures are named, still to come, or did not come."""
    rows = NamedPicturesRow.objects.filter(seller_id=seller_id)
    return PictureTally(
        articles=rows.count(),
        waiting=rows.filter(due_at__isnull=False).count(),
        troubled=rows.exclude(problems=[]).count(),
    )


def rests_of(hosts: Collection[str]) -> dict[str, HostRest]:
    """Return which of the hosts rest, or have rested since they last gave a picture."""
    rows = RestingHostRow.objects.filter(host__in=list(hosts))
    return {row.host: HostRest(row.host, row.until, row.times, row.facts) for row in rows}


def named_card(row: NamedPicturesRow) -> NamedPictures:
    """Return a row as others see it."""
    return NamedPictures(
        seller_id=row.seller_id,
        sku=row.sku,
        addresses=tuple(row.addresses),
        pictures={address: UUID(key) for address, key in row.pictures.items()},
        problems=tuple(PictureProblem(**problem) for problem in row.problems),
        due_at=row.due_at,
        tries=row.tries,
    )
