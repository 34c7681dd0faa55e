"""Merchants, by who asks."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from yarmarka.domain.sellers import types
from yarmarka.domain.sellers.models import Invitation, Seller, Staff, StandingChange
from yarmarka.domain.sellers.types import SellerCard, Standing
from yarmarka.kernel.errors import Missing
from yarmarka.vocabulary.places import PostalAddress


def sellers(ids: Collection[UUID]) -> dict[UUID, SellerCard]:
    """Return merchants by id."""
    return {row.id: card(row) for row in Seller.objects.filter(id__in=list(ids))}


def legal_facts(
    ids: Collection[UUID] | None = None, *, standing: Standing | None = None
) -> tuple[types.LegalFacts, ...]:
    """Return what these merchants, those in one standing, or all but those turned down, are by law."""
    rows = Seller.objects.exclude(standing=Standing.DECLINED).order_by("id")
    rows = rows if ids is None else rows.filter(id__in=list(ids))
    rows = rows if standing is None else rows.filter(standing=standing)
    columns = (
        "id",
        "legal_name",
        "trade_name",
        "country",
        "registration_number",
        "tax_number",
        "payout_account",
    )
    return tuple(types.LegalFacts(*row) for row in rows.values_list(*columns))


def seller_of(*, person_id: UUID) -> SellerCard | None:
    """Return the merchant that a person acts for (the one they joined last), or nothing."""
    post = next(iter(posts_of(person_id=person_id)), None)
    return post.seller if post else None


def sellers_staffed_by(person_id: UUID) -> frozenset[UUID]:
    """Return all merchants that a person acts for."""
    return frozenset(Staff.objects.filter(person_id=person_id).values_list("seller_id", flat=True))


def posts_of(*, person_id: UUID) -> tuple[types.Post, ...]:
    """Return the merchants that a person acts for and as what, the one they joined last first."""
    rows = Staff.objects.filter(person_id=person_id).order_by("-since", "-id").select_related("seller")
    return tuple(types.Post(seller=card(row.seller), role=types.Role(row.role)) for row in rows)


def staff_of(*, seller_id: UUID) -> tuple[types.StaffCard, ...]:
    """Return who acts for a merchant, who joined first at the front."""
    rows = Staff.objects.filter(seller_id=seller_id).order_by("since", "id")
    return tuple(
        types.StaffCard(person_id=row.person_id, role=types.Role(row.role), since=row.since) for row in rows
    )


def open_invitations(*, seller_id: UUID, now: datetime) -> tuple[types.InvitationCard, ...]:
    """Return whom a merchant has invited and who has not answered yet, the newest first."""
    rows = Invitation.objects.filter(seller_id=seller_id, ended_at=None, expires_at__gt=now)
    return tuple(invitation_card(row) for row in rows.order_by("-invited_at"))


def open_invitation(*, invitation_id: UUID, now: datetime) -> types.InvitationCard | None:
    """Return an invitation that can still be taken on, or nothing."""
    row = Invitation.objects.filter(id=invitation_id, ended_at=None, expires_at__gt=now).first()
    return invitation_card(row) if row else None


def invitation_card(row: Invitation) -> types.InvitationCard:
    """Return an invitation's row as others see it."""
    return types.InvitationCard(
        id=row.id,
        seller_id=row.seller_id,
        email=row.email,
        role=types.Role(row.role),
        expires_at=row.expires_at,
    )


def sellers_in(countries: Collection[str]) -> tuple[UUID, ...]:
    """Return the merchants of some countries who may sell."""
    rows = Seller.objects.filter(country__in=list(countries), standing=Standing.APPROVED)
    return tuple(rows.values_list("id", flat=True))


def seller_by_slug(slug: str) -> SellerCard:
    """Return a merchant by the name in its address. Raises Missing."""
    row = Seller.objects.filter(slug=slug).first()
    if row is None:
        raise Missing(what="seller")
    return card(row)


def applications() -> tuple[SellerCard, ...]:
    """Return the merchants that wait for a decision, the longest waiting first."""
    rows = Seller.objects.filter(standing=Standing.APPLIED).order_by("applied_at")
    return tuple(card(row) for row in rows)


def standing_changes(*, seller_id: UUID) -> tuple[types.StandingChange, ...]:
    """Return the decisions about a merchant, the newest first."""
    rows = StandingChange.objects.filter(seller_id=seller_id).order_by("-at")
    return tuple(types.StandingChange(became=row.became, reason=row.reason, at=row.at) for row in rows)


def staff_emails(seller_ids: Collection[UUID]) -> dict[UUID, str]:
    """Return where each merchant wants its mail sent."""
    return dict(Seller.objects.filter(id__in=list(seller_ids)).values_list("id", "contact_email"))


def card(row: Seller) -> SellerCard:
    """Return a merchant's row as others see it."""
    return SellerCard(
        id=row.id,
        slug=row.slug,
        trade_name=row.trade_name,
        legal_name=row.legal_name,
        country=row.country,
        kind=row.kind,
        standing=row.standing,
        contact_email=row.contact_email,
        payout_currency=row.payout_currency,
        payout_account=row.payout_account,
        address=PostalAddress.from_facts(row.address),
    )
