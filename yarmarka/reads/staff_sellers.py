"""Which merchants are there, who waits to be let in, and what is known of each?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from yarmarka.domain.sellers.models import Seller, Staff
from yarmarka.domain.sellers.types import Standing
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.sql import Statement
from yarmarka.reads.frozen import frozen
from yarmarka.reads.sorting import Sorted, anywhere
from yarmarka.vocabulary.places import PostalAddress

_SELLERS: Final = Sorted(
    Statement.beside(__file__, "staff_sellers"),
    {
        "name": "seller.trade_name",
        "country": "seller.country",
        "applied": "seller.applied_at",
        "offers": "offers",
        "open": "open_orders",
    },
    # Those who wait come first, the longest wait on top.
    default="seller.standing <> 'applied', CASE WHEN seller.standing = 'applied' THEN seller.applied_at END,"
    " seller.applied_at DESC, seller.id",
    tie="seller.id",
)
_TALLY: Final = Statement.beside(__file__, "staff_seller_tally")


@dataclass(frozen=True)
class ListedSeller:
    """A merchant in the operator's list."""

    id: UUID
    slug: str
    trade_name: str
    legal_name: str
    country: str
    kind: str
    standing: str
    applied_at: datetime
    decided_at: datetime | None
    offers: int
    open_orders: int


@dataclass(frozen=True)
class Clerk:
    """A person who acts for a merchant."""

    email: str
    full_name: str
    role: str
    since: datetime


@dataclass(frozen=True)
class Tally:
    """How much a merchant trades."""

    offers: int
    active_offers: int
    to_ship: int
    sent: int
    delivered: int
    completed: int
    cancelled: int


@dataclass(frozen=True)
class SellerFile:
    """All that an operator decides on."""

    id: UUID
    slug: str
    trade_name: str
    legal_name: str
    country: str
    kind: str
    standing: Standing
    registration_number: str
    tax_number: str
    address: PostalAddress
    contact_email: str
    payout_currency: str
    payout_account: str
    applied_at: datetime
    decided_at: datetime | None
    decided_by: str
    decision_reason: str
    staff: tuple[Clerk, ...]
    tally: Tally


def listed_sellers(
    *,
    standing: str = "",
    shown: str = "",
    words: str = "",
    country: str = "",
    sort: str = "",
    limit: int,
    offset: int = 0,
) -> list[ListedSeller]:
    """Return a page of merchants: those who wait first, the longest wait on top; `words` narrow by name or number."""
    return _SELLERS.by(sort).rows(
        ListedSeller,
        standing=standing,
        shown=shown,
        words=anywhere(words),
        country=country,
        limit=limit,
        offset=offset,
    )


def seller_file(*, seller_id: UUID) -> SellerFile:
    """Return what is known of a merchant. Raises Missing."""
    row = Seller.objects.select_related("decided_by").filter(id=seller_id).first()
    if row is None:
        raise Missing(what="seller")
    return frozen(
        SellerFile,
        row,
        standing=Standing(row.standing),
        address=PostalAddress.from_facts(row.address),
        decided_by=(row.decided_by.email or "") if row.decided_by else "",
        staff=_staff(seller_id),
        tally=_TALLY.one(Tally, seller_id=seller_id),
    )


def decision_on(*, seller_id: UUID) -> tuple[str, datetime | None]:
    """Return why and when a merchant was let in or turned down; nothing while it waits."""
    row = Seller.objects.filter(id=seller_id).values_list("decision_reason", "decided_at").first()
    return row or ("", None)


def _staff(seller_id: UUID) -> tuple[Clerk, ...]:
    rows = Staff.objects.select_related("person").filter(seller_id=seller_id).order_by("since")
    return tuple(
        Clerk(email=row.person.email or "", full_name=row.person.full_name, role=row.role, since=row.since)
        for row in rows
    )
