"""What guards an account: password, passkeys, an app with codes, recovery codes."""

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from yarmarka.domain.accounts.queries import tokens_of
from yarmarka.domain.accounts.types import TokenCard


@dataclass(frozen=True)
class Passkey:
    """A passkey as its owner knows it."""

    id: int
    name: str
    added_at: datetime
    last_used_at: datetime | None


@dataclass(frozen=True)
class Guards:
    """Everything that lets somebody in, or keeps others out."""

    has_password: bool
    passkeys: tuple[Passkey, ...]
    app_since: datetime | None
    codes_left: int | None
    tokens: tuple[TokenCard, ...]

    @property
    def has_second_factor(self) -> bool:
        """Test if a password alone, stolen, opens nothing."""
        return bool(self.passkeys or self.app_since)


def guards_of(request: HttpRequest, *, now: datetime) -> Guards:
    """Return what guards the reader's account."""
    assert request.user.is_authenticated
    kept = list(Authenticator.objects.filter(user=request.user).order_by("created_at"))
    codes = next((one for one in kept if one.type == Authenticator.Type.RECOVERY_CODES), None)
    return Guards(
        has_password=request.user.has_usable_password(),
        passkeys=tuple(
            Passkey(one.pk, str(one), one.created_at, one.last_used_at)
            for one in kept
            if one.type == Authenticator.Type.WEBAUTHN
        ),
        app_since=next((one.created_at for one in kept if one.type == Authenticator.Type.TOTP), None),
        codes_left=len(codes.wrap().get_unused_codes()) if codes else None,
        tokens=tokens_of(person_id=request.user.id, now=now),
    )
