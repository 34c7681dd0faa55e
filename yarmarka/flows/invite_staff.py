"""A merchant asks somebody to act for it, and they join."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.core import signing
from django.db import transaction

from yarmarka.domain.accounts.queries import people, person_by_email
from yarmarka.domain.sellers import actions
from yarmarka.domain.sellers.errors import AlreadyStaff, InvitationOver
from yarmarka.domain.sellers.queries import sellers, staff_of
from yarmarka.domain.sellers.types import Role
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.outbox import Message, publish

_SALT: Final = "seller-invitation"


@transaction.atomic
def invite_staff(*, seller_id: UUID, email: str, role: Role, by: UUID, now: datetime) -> None:
    """Send somebody a letter whose link lets them act for the merchant, once.

    It is written in the language that they read here, or else in the inviter's. Raises Missing, AlreadyStaff.
    """
    seller = sellers([seller_id]).get(seller_id)
    if seller is None:
        raise Missing(what="seller")
    known = person_by_email(email)
    if known and known.id in {post.person_id for post in staff_of(seller_id=seller_id)}:
        raise AlreadyStaff(field="email", email=email)
    invited = actions.invite(seller_id=seller_id, email=email, role=role, by=by, now=now)
    inviter = people([by])[by]
    letter = Message(
        topic="staff_invited",
        facts={
            "to": invited.email,
            "locale": (known or inviter).locale,
            "seller": seller.trade_name,
            "by": inviter.full_name or inviter.email,
            "invitation_id": str(invited.id),
            "expires_at": invited.expires_at.isoformat(),
        },
    )
    publish([letter], now=now)


@transaction.atomic
def join_seller(*, key: str, person_id: UUID, now: datetime) -> UUID:
    """Let an invited person act for the merchant; return its id. Raises InvitationOver, InvitedSomebodyElse."""
    invitation_id = invitation_behind(key)
    if invitation_id is None:
        raise InvitationOver
    person = people([person_id])[person_id]
    return actions.join(invitation_id=invitation_id, person_id=person_id, email=person.email, now=now)


def key_to(invitation_id: UUID) -> str:
    """Return what the letter's link opens the invitation with: signed, so that no table or log holds a secret."""
    return signing.dumps(str(invitation_id), salt=_SALT)


def invitation_behind(key: str) -> UUID | None:
    """Return which invitation a link opens, or nothing when the key is not ours."""
    try:
        return UUID(signing.loads(key, salt=_SALT))
    except (signing.BadSignature, ValueError):
        return None
