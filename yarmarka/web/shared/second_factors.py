"""Passkeys, apps that show codes, recovery codes: what we add to allauth's."""

import base64
import hashlib
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from cryptography.fernet import Fernet, MultiFernet
from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yarmarka.domain.accounts.models import Person

_NAME_LENGTH = 60


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Keeps secrets encrypted, and names people and keys as their owners would."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This does not fit. Check the code, or try again."),
        "unverified_email": _("Please confirm your e-mail first."),
        "cannot_generate_recovery_codes": _("Recovery codes come with an app or a passkey: add one first."),
    }

    def encrypt(self, text: str) -> str:
        """Return a secret as it is stored: under a key made of SECRET_KEY."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return a stored secret; those from before SECRET_KEY was changed need SECRET_KEY_FALLBACKS."""
        return _box().decrypt(encrypted_text.encode()).decode()

    def get_totp_issuer(self) -> str:
        """Return the name that an app shows above its codes."""
        return gettext("Yarmarka")

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """Return a name for a new key, until its owner gives a better one."""
        return gettext("Passkey")

    def _get_user_identifier(self, user: Person) -> str:
        return user.email or user.phone or user.full_name

    def get_public_key_credential_user_entity(self, user: Person) -> dict[str, Any]:
        """Return whom a passkey is for, as the browser shows it."""
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return entity | {"display_name": user.full_name or self._get_user_identifier(user)}


def _box() -> MultiFernet:
    secrets = [str(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    keys = [hashlib.sha256(b"yarmarka.second_factors" + secret.encode()).digest() for secret in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])


class _Code:
    """A form with a code: a label in our words, digits on a telephone's keyboard."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label = _("Code")
        field.widget.attrs.pop("placeholder", None)
        field.widget.attrs.update(inputmode="numeric", maxlength="12")


class AuthenticateForm(_Code, base.AuthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The app's code, or a recovery code, after the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = _("From your app; or one of your recovery codes.")


class ReauthenticateForm(_Code, base.ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The same, before something that could lock its owner out."""


class ActivateTotpForm(_Code, totp.ActivateTOTPForm):  # type: ignore[misc]  # allauth has no types
    """The first code that the app shows."""


class _Named:
    """A form that names a passkey."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["name"]
        field.label = _("Name of this passkey")
        field.help_text = _("So that you can tell it from others: “my telephone”, “the laptop at home”.")
        field.widget.attrs["maxlength"] = str(_NAME_LENGTH)
        self.fields.pop("passwordless", None)


class AddPasskeyForm(_Named, webauthn.AddWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """A new passkey. Each can sign in by itself, so each must have seen its owner's finger, face or PIN."""

    def clean(self) -> dict[str, Any]:
        """Check what the browser made."""
        self.cleaned_data["passwordless"] = True
        cleaned: dict[str, Any] = super().clean()
        return cleaned


class SignUpPasskeyForm(_Named, webauthn.SignupWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """The passkey that an account is opened with."""


class NamePasskeyForm(_Named, webauthn.EditWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """Another name for a passkey."""
