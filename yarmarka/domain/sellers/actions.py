"""Applying to sell, being let in or not, suspended and restored; who acts for a merchant."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from yarmarka.domain.sellers.errors import (
    AlreadyDecided,
    AlreadyRegistered,
    AlreadyStaff,
    InvitationOver,
    InvitedSomebodyElse,
    LastOwner,
    ReasonMissing,
    StandingElsewhere,
)
from yarmarka.domain.sellers.models import Invitation, MeasuredRecord, Seller, Staff, StandingChange
from yarmarka.domain.sellers.queries import card, invitation_card
from yarmarka.domain.sellers.rules import INVITED_DAYS, STANDING_NEXT, check_identifiers, verdict_of
from yarmarka.domain.sellers.types import (
    Application,
    InvitationCard,
    Role,
    SellerCard,
    Standing,
    TradeRecord,
)
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.ids import new_id


def apply_to_sell(application: Application, *, person_id: UUID, now: datetime) -> UUID:
    """Write an application down, with the person as the merchant's owner; return the merchant's id.

    Raises IdentifierInvalid, AlreadyRegistered.
    """
    check_identifiers(application)
    seller_id = new_id(now)
    try:
        with transaction.atomic():
            Seller.objects.create(
                id=seller_id,
                slug=_free_slug(application.trade_name, seller_id),
                trade_name=application.trade_name,
                legal_name=application.legal_name,
                country=application.country,
                kind=application.kind,
                registration_number=application.registration_number.strip(),
                tax_number=application.tax_number.strip(),
                standing=Standing.APPLIED,
                address=application.address.as_facts(),
                contact_email=application.contact_email,
                payout_currency=application.payout_currency,
                payout_account=application.payout_account,
                applied_at=now,
                applied_by_id=person_id,
            )
            Staff.objects.create(
                id=new_id(now), seller_id=seller_id, person_id=person_id, role=Role.OWNER, since=now
            )
    except IntegrityError as error:
        if "seller_registered_once" not in str(error):
            raise
        raise AlreadyRegistered(field="registration_number", number=application.registration_number)
    return seller_id


def decide_application(*, seller_id: UUID, approve: bool, reason: str, by: UUID, now: datetime) -> SellerCard:
    """Let a merchant in, or turn it down with a reason; return it. Raises Missing, AlreadyDecided, ReasonMissing."""
    if not approve and not reason.strip():
        raise ReasonMissing(field="reason")
    row = Seller.objects.select_for_update().filter(id=seller_id).first()
    if row is None:
        raise Missing(what="seller")
    if row.standing != Standing.APPLIED:
        raise AlreadyDecided(standing=row.standing)
    row.standing = Standing.APPROVED if approve else Standing.DECLINED
    row.decided_at, row.decided_by_id, row.decision_reason = now, by, reason.strip()
    row.save(update_fields=["standing", "decided_at", "decided_by", "decision_reason"])
    _record(row, was=Standing.APPLIED, reason=reason, by=by, now=now)
    return card(row)


def change_standing(
    *, seller_id: UUID, becomes: Standing, reason: str, by: UUID, now: datetime
) -> SellerCard:
    """Suspend a merchant that may sell, or restore one that is suspended, with a reason; return it.

    Raises Missing, StandingElsewhere, ReasonMissing.
    """
    if not reason.strip():
        raise ReasonMissing(field="reason")
    row = Seller.objects.select_for_update().filter(id=seller_id).first()
    if row is None:
        raise Missing(what="seller")
    if becomes not in STANDING_NEXT[Standing(row.standing)]:
        raise StandingElsewhere(standing=row.standing)
    was, row.standing = row.standing, becomes
    row.save(update_fields=["standing"])
    _record(row, was=was, reason=reason, by=by, now=now)
    return card(row)


def invite(*, seller_id: UUID, email: str, role: Role, by: UUID, now: datetime) -> InvitationCard:
    """Write down that somebody was asked to act for a merchant.

    Raises AlreadyStaff when the address was invited already.
    """
    Invitation.objects.filter(seller_id=seller_id, ended_at=None, expires_at__lte=now).update(ended_at=now)
    try:
        with transaction.atomic():
            row = Invitation.objects.create(
                id=new_id(now),
                seller_id=seller_id,
                email=email.strip().lower(),
                role=role,
                invited_by_id=by,
                invited_at=now,
                expires_at=now + timedelta(days=INVITED_DAYS),
            )
    except IntegrityError as error:
        if "invited_once" not in str(error):
            raise
        raise AlreadyStaff(field="email", email=email) from error
    return invitation_card(row)


def join(*, invitation_id: UUID, person_id: UUID, email: str, now: datetime) -> UUID:
    """Let an invited person act for the merchant; return the merchant's id.

    Raises InvitationOver, InvitedSomebodyElse.
    """
    row = Invitation.objects.select_for_update().filter(id=invitation_id, ended_at=None).first()
    if row is None or row.expires_at <= now:
        raise InvitationOver
    if row.email != email.strip().lower():
        raise InvitedSomebodyElse(email=row.email)
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    post = {"id": new_id(now), "role": row.role, "since": now}
    Staff.objects.get_or_create(seller_id=row.seller_id, person_id=person_id, defaults=post)
    return row.seller_id


def withdraw_invitation(*, seller_id: UUID, invitation_id: UUID, now: datetime) -> None:
    """End an invitation that nobody has answered. Raises Missing."""
    if not Invitation.objects.filter(id=invitation_id, seller_id=seller_id, ended_at=None).update(
        ended_at=now
    ):
        raise Missing(what="invitation")


def forget_invited(email: str) -> None:
    """Remove every invitation to an address, taken on or not."""
    Invitation.objects.filter(email=email.lower()).delete()


@transaction.atomic
def give_role(*, seller_id: UUID, person_id: UUID, role: Role) -> None:
    """Give somebody who acts for a merchant another role. Raises Missing, LastOwner."""
    row = _staff_to_change(seller_id, person_id, stays_owner=role is Role.OWNER)
    row.role = role
    row.save(update_fields=["role"])


@transaction.atomic
def let_go(*, seller_id: UUID, person_id: UUID) -> None:
    """Let somebody act for a merchant no longer. Raises Missing, LastOwner."""
    _staff_to_change(seller_id, person_id, stays_owner=False).delete()


@transaction.atomic
def note_records(records: Mapping[UUID, TradeRecord], *, now: datetime) -> int:
    """Put what is measured now in the place of what was measured before; return how many merchants that are."""
    rows = [
        MeasuredRecord(seller_id=seller_id, verdict=verdict_of(record), measured_at=now)
        for seller_id, record in sorted(records.items())
    ]
    MeasuredRecord.objects.bulk_create(
        rows,
        batch_size=5_000,
        update_conflicts=True,
        unique_fields=["seller"],
        update_fields=["verdict", "measured_at"],
    )
    MeasuredRecord.objects.filter(measured_at__lt=now).delete()
    return len(rows)


def _staff_to_change(seller_id: UUID, person_id: UUID, *, stays_owner: bool) -> Staff:
    """Return somebody's post, locked with all others of the merchant: two owners can't leave at once."""
    posts = {
        row.person_id: row
        for row in Staff.objects.select_for_update().filter(seller_id=seller_id).order_by("id")
    }
    if person_id not in posts:
        raise Missing(what="person")
    owners = {person for person, row in posts.items() if row.role == Role.OWNER}
    if owners == {person_id} and not stays_owner:
        raise LastOwner
    return posts[person_id]


def _record(row: Seller, *, was: str, reason: str, by: UUID, now: datetime) -> None:
    StandingChange.objects.create(
        id=new_id(now), seller=row, was=was, became=row.standing, reason=reason.strip(), by_id=by, at=now
    )


def _free_slug(trade_name: str, seller_id: UUID) -> str:
    slug = slugify(trade_name)[:50] or f"seller-{seller_id.hex[-8:]}"
    return f"{slug}-{seller_id.hex[-6:]}" if Seller.objects.filter(slug=slug).exists() else slug
