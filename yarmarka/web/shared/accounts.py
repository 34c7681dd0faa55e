"""Signing up and in: what we add to allauth's forms and steps."""

import time
from typing import Any, Final

from allauth.account import app_settings
from allauth.account import forms as base
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.stages import EmailVerificationStage
from allauth.core import context
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from yarmarka.connectors.sms import is_configured
from yarmarka.domain.accounts.actions import give_consent, note_phone
from yarmarka.domain.accounts.errors import PhoneInvalid
from yarmarka.domain.accounts.models import Person
from yarmarka.domain.accounts.rules import e164
from yarmarka.kernel.clock import now
from yarmarka.presentation.locales import current_language
from yarmarka.vocabulary.places import COUNTRIES
from yarmarka.web.shared.account_letters import send_account_letter, send_code
from yarmarka.web.shared.context import Page, door_of
from yarmarka.web.shared.rules import RULES_VERSION
from yarmarka.web.shared.storefronts import here

#: where a number without its country's code is likely at home, by the language that is read
_HOME: Final = {"ru": "RU", "zh": "CN", "en": "GB"}
_TOO_MANY: Final = _(
    "Too many failed attempts. For your safety please wait five minutes, or set a new password."
)


class PhoneField(forms.CharField):
    """A telephone number, taken as people write it at home, and kept as all the world dials it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Telephone"))
        kwargs.setdefault("help_text", _("With its country's code, such as +7 900 123-45-67."))
        kwargs["widget"] = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"})
        super().__init__(max_length=30, **kwargs)

    def clean(self, value: Any) -> str:
        written = super().clean(value)
        if not written:
            return ""
        try:
            return e164(written, country=_HOME.get(current_language(), COUNTRIES[0]))
        except PhoneInvalid:
            raise ValidationError(
                _(
                    "This can't be a telephone number. Write it with its country's code, such as +7 900 123-45-67."
                )
            ) from None


class OwnEmailStage(EmailVerificationStage):  # type: ignore[misc]  # allauth has no types
    """Asks for the code from a letter, but not of those who signed up by telephone and have no e-mail."""

    def handle(self) -> Any:
        has_no_email = self.login.user is not None and not self.login.user.email
        is_by_phone = self.login.user is None and not self.login.email
        return (None, True) if has_no_email or is_by_phone else super().handle()


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Signs people up with their language, and writes to them in letters and short messages of our own kind."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _(
            "This e-mail and password do not belong together. Check both, or set a new password."
        ),
        "phone_password_mismatch": _(
            "This telephone and password do not belong together. Check both, or sign in with a code."
        ),
        "username_password_mismatch": _(
            "This e-mail and password do not belong together. Check both, or set a new password."
        ),
        "email_taken": _("There is an account with this e-mail already. Sign in, or set a new password."),
        "phone_taken": _("Another account has confirmed this telephone."),
        "same_as_current": _("This is the one that you have already."),
        "incorrect_code": _("This code does not fit. Check it, or ask for a new one."),
        "incorrect_password": _("This password does not fit."),
        "too_many_login_attempts": _TOO_MANY,
        "rate_limited": _("That was very soon. Please wait half a minute and try again."),
    }

    def get_login_stages(self) -> list[str]:
        """Return allauth's steps with our own in place of the one that asks everybody to confirm an e-mail."""
        ours = f"{OwnEmailStage.__module__}.{OwnEmailStage.__name__}"
        theirs = f"{EmailVerificationStage.__module__}.{EmailVerificationStage.__name__}"
        return [ours if stage == theirs else stage for stage in super().get_login_stages()]

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask once more who it is, unless whoever is here has shown it within the last minutes."""
        request = context.request
        records = get_authentication_records(request, request.user)
        if records and time.time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT:
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def save_user(self, request: HttpRequest, user: Any, form: forms.Form, commit: bool = True) -> Any:
        """Save a new person under their name, in the language and the shop that they signed up in."""
        user.full_name = form.cleaned_data.get("full_name", "")
        user.locale, user.storefront = current_language(), here(request).code
        # An empty text would be somebody's e-mail; nothing is nobody's.
        form.cleaned_data["email"] = form.cleaned_data.get("email") or None
        return super().save_user(request, user, form, commit)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Lead whoever signs in without wanting a certain page to where they work; shoppers, to the shop."""
        page = Page(request)
        if page.is_staff:
            return reverse("staff:home")
        return reverse("seller:home") if page.is_seller else reverse(settings.LOGIN_REDIRECT_URL)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send one of our letters in place of allauth's."""
        send_account_letter(template_prefix, email, context, door=door_of(self.request))

    # Telephones ---------------------------------------------------------------------------------------
    def phone_form_field(self, **kwargs: Any) -> PhoneField:
        """Return the field that telephone numbers are typed into."""
        kwargs.pop("label", None)
        return PhoneField(**kwargs)

    def get_phone(self, user: Person) -> tuple[str, bool] | None:
        """Return a person's telephone, and whether they have confirmed it."""
        return (user.phone, user.phone_confirmed_at is not None) if user.phone else None

    def set_phone(self, user: Person, phone: str, verified: bool) -> None:
        """Write a telephone down."""
        user.phone, user.phone_confirmed_at = phone, now() if verified else None
        if not user._state.adding:
            note_phone(person_id=user.pk, phone=phone, confirmed_at=user.phone_confirmed_at)

    def set_phone_verified(self, user: Person, phone: str) -> None:
        """Write down that a telephone was confirmed."""
        self.set_phone(user, phone, True)

    def get_user_by_phone(self, phone: str) -> Person | None:
        """Return who has confirmed a telephone: a number that was only typed in keeps its owner out of nothing."""
        return Person.objects.filter(phone=phone, phone_confirmed_at__isnull=False).first()

    def send_verification_code_sms(self, user: Any, phone: str, code: str, **kwargs: Any) -> None:
        """Send a code to a telephone."""
        send_code(phone, code)

    def send_unknown_account_sms(self, phone: str, **kwargs: Any) -> None:
        """Say nothing: who asks for the code of a number that is not theirs should not make us write to it."""

    def send_account_already_exists_sms(self, phone: str) -> None:
        """Tell the owner of a number that it has an account already."""
        send_code(phone, "")


class _Plain:
    """A form whose fields have labels and no placeholders: a placeholder leaves when one begins to type."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name in {"email", "login"}:
                field.label = _("E-mail")
            if name == "code":
                field.label = _("Code")
                field.widget.attrs.update(inputmode="numeric", maxlength="12")


def _login_label(field: forms.Field) -> None:
    if is_configured():
        field.label = _("E-mail or telephone")
        field.widget.attrs["autocomplete"] = "username"


class SignInForm(_Plain, base.LoginForm):  # type: ignore[misc]  # allauth has no types
    """E-mail (or telephone) and password; the way to a new one stands below the form, once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""
        _login_label(self.fields["login"])

    def clean_login(self) -> str:
        """Return the e-mail as it was typed, or the telephone as it is kept."""
        login = str(super().clean_login())
        if "@" in login or not is_configured():
            return login
        try:
            return e164(login, country=_HOME.get(current_language(), COUNTRIES[0]))
        except PhoneInvalid:
            return login


class AskForCodeForm(_Plain, base.RequestLoginCodeForm):  # type: ignore[misc]  # allauth has no types
    """One field for either: where the code should go."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("email", "phone"):
            self.fields.pop(name, None)
        self.fields["login"] = forms.CharField(max_length=254, widget=forms.TextInput())
        self.fields["login"].label = _("E-mail")
        self.fields["login"].widget.attrs["autocomplete"] = "email"
        _login_label(self.fields["login"])

    def clean(self) -> dict[str, Any]:
        """Find out which of the two it is, and whom it belongs to."""
        login = str(self.cleaned_data.get("login", "")).strip()
        if not login:
            return dict(self.cleaned_data)
        is_email = "@" in login or not is_configured()
        name, field = ("email", base.EmailField()) if is_email else ("phone", PhoneField())
        try:
            self.cleaned_data[name] = field.clean(login)
            getattr(self, f"clean_{name}")()
        except ValidationError as error:
            self.add_error("login", error)
        return dict(self.cleaned_data)


class LoginCodeForm(_Plain, base.ConfirmLoginCodeForm):  # type: ignore[misc]  # allauth has no types
    """The code that was sent to sign in with."""


class EmailCodeForm(_Plain, base.ConfirmEmailVerificationCodeForm):  # type: ignore[misc]  # allauth has no types
    """The code from the letter that confirms an e-mail."""


class PhoneCodeForm(_Plain, base.VerifyPhoneForm):  # type: ignore[misc]  # allauth has no types
    """The code from the message that confirms a telephone."""


class ChangePhoneForm(_Plain, base.ChangePhoneForm):  # type: ignore[misc]  # allauth has no types
    """A telephone to sign in by and to be told by."""


class ChangeEmailForm(_Plain, base.AddEmailForm):  # type: ignore[misc]  # allauth has no types
    """Another e-mail in place of the present one."""


class ReauthenticateForm(_Plain, base.ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The password once more, before something that could lock its owner out."""


class ResetPasswordForm(_Plain, base.ResetPasswordForm):  # type: ignore[misc]  # allauth has no types
    """The e-mail to send a link to."""


class NewPasswordForm(_Plain, base.ResetPasswordKeyForm):  # type: ignore[misc]  # allauth has no types
    """A new password in place of a forgotten one."""


class ChangePasswordForm(_Plain, base.ChangePasswordForm):  # type: ignore[misc]  # allauth has no types
    """A new password in place of a known one."""


class SetPasswordForm(_Plain, base.SetPasswordForm):  # type: ignore[misc]  # allauth has no types
    """A first password for who signed up by telephone, by a code or by a passkey."""


class SignUpForm(_Plain, base.SignupForm):  # type: ignore[misc]  # allauth has no types
    """Name, e-mail, password (or a passkey in its place), and a consent that is never ticked beforehand."""

    field_order = ["full_name", "email", "phone", "password1", "agreed"]
    #: which of allauth's fields this way of signing up does without
    left_out: tuple[str, ...] = ("phone",)
    full_name = forms.CharField(
        label=_("Name and surname"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=_("As on parcels: the carrier asks for it."),
    )
    agreed = forms.BooleanField(
        label=_("I agree to the rules of the fair and to the use of my data for my orders"),
        error_messages={"required": _("Without this agreement we may not open an account for you.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.left_out:
            self.fields.pop(name, None)
        if "password1" in self.fields:
            self.fields["password1"].help_text = _("At least ten characters; a few unrelated words are best.")
        self.fields["agreed"].help_text = format_html(
            '<a href="{}">{}</a>', reverse("rules"), _("Read the rules of the fair")
        )

    def save(self, request: HttpRequest) -> Any:
        """Create the person and write down what they agreed to, both or neither."""
        with transaction.atomic():
            person = super().save(request)
            give_consent(person_id=person.pk, purpose="rules", text_version=RULES_VERSION, now=now())
        return person


class SignUpByPhoneForm(SignUpForm):
    """Name, telephone and the consent; a code confirms the number, and signs in from then on."""

    left_out = ("email", "password1")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phone"].required = True
        self.fields["phone"].widget.is_required = True
